import type { Gateway } from '../gateway.ts';

const picture = (content_violation: boolean) => ({
	json: {
		image: '{base64}',
		version: 'reve-create@20250915',
		content_violation,
		request_id: 'rsid-1',
		credits_used: 18,
		credits_remaining: 982,
	},
});
const refused = (status: number, error_code: string, message: string) => ({
	status,
	json: { error_code, message, params: {} },
});

export const reve: Gateway = {
	title: 'Reve',
	sources: ['https://github.com/comfyanonymous/ComfyUI/blob/master/comfy_api_nodes/apis/reve.py'],
	unverified: ['failed'],
	submit: picture(false),
	failed: {
		submit: refused(400, 'INVALID_PARAMETER_VALUE', 'The aspect_ratio is none of ours'),
		reason: 'none of ours',
	},
	filtered: { submit: picture(true) },
};
