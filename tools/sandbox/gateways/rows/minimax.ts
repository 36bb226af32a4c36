import type { Gateway } from '../gateway.ts';

/** All comes with HTTP 200; `base_resp` tells. */
const refused = (status_code: number, status_msg: string) => ({
	json: { id: 'm-1', data: null, metadata: null, base_resp: { status_code, status_msg } },
});

export const minimax: Gateway = {
	title: 'MiniMax',
	sources: [
		'https://platform.minimax.io/docs/api-reference/errorcode.md',
		'https://github.com/MiniMax-AI/MiniMax-MCP/blob/main/minimax_mcp/client.py',
		'https://app.unpkg.com/@lobehub/chat@1.143.3/files/packages/model-runtime/src/providers/minimax/createImage.ts',
	],
	submit: {
		json: {
			id: 'm-1',
			data: { image_urls: ['{image}'] },
			metadata: { failed_count: '0', success_count: '1' },
			base_resp: { status_code: 0, status_msg: 'success' },
		},
	},
	failed: {
		submit: refused(1024, 'internal error: the service broke'),
		reason: 'the service broke',
	},
	moderated: {
		submit: refused(1026, 'sensitive words in the prompt'),
		reason: 'sensitive words in the prompt',
	},
	limited: { submit: refused(1002, 'rate limit, come back later') },
	noCredit: { submit: refused(1008, 'insufficient balance'), reason: 'insufficient balance' },
	badKey: {
		submit: refused(1004, 'login fail: the key is not right'),
		reason: 'the key is not right',
	},
};
