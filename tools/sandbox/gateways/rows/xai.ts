import type { Gateway } from '../gateway.ts';

const picture = (respect_moderation: boolean) => ({
	json: {
		data: [{ url: '{image}', revised_prompt: '', respect_moderation }],
		usage: { cost_in_usd_ticks: 200_000_000 },
	},
});
/** The code is a sentence. */
const refused = (status: number, code: string, error: string) => ({
	status,
	json: { code, error },
});

export const xai: Gateway = {
	title: 'xAI',
	sources: [
		'https://github.com/vercel/ai/blob/main/packages/xai/src/xai-image-model.ts',
		'https://github.com/vercel/ai/blob/main/packages/xai/src/xai-error.ts',
	],
	submit: picture(true),
	failed: {
		submit: refused(
			400,
			'The client gave an argument that is not valid',
			'resolution: 8k is more than there is',
		),
		reason: '8k is more than there is',
	},
	filtered: { submit: picture(false) },
};
