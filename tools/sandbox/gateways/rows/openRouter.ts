import type { Gateway } from '../gateway.ts';

const refused = (code: number, message: string, metadata: object = {}) => ({
	status: code,
	json: { error: { code, message, metadata }, user_id: 'u-1' },
});

export const openRouter: Gateway = {
	title: 'OpenRouter',
	sources: [
		'https://github.com/OpenRouterTeam/typescript-sdk/blob/main/src/models/errors/paymentrequiredresponseerror.ts',
		'https://github.com/OpenRouterTeam/typescript-sdk/blob/main/src/models/chatassistantimages.ts',
		'https://github.com/open-assistant-org/open-assistant/issues/80',
		'https://docs.blackbox.ai/api-reference/errors',
	],
	submit: {
		json: {
			id: 'gen-1',
			object: 'chat.completion',
			model: 'google/gemini-2.5-flash-image',
			choices: [
				{
					index: 0,
					finish_reason: 'stop',
					message: {
						role: 'assistant',
						content: 'Here is the fox.',
						images: [{ type: 'image_url', image_url: { url: '{dataUri}' } }],
					},
				},
			],
			usage: { prompt_tokens: 6, completion_tokens: 1290, total_tokens: 1296, cost: 0.039 },
		},
	},
	failed: {
		submit: {
			json: {
				error: { code: 502, message: 'The provider upstream gave nothing back' },
				user_id: 'u-1',
			},
		},
		reason: 'gave nothing back',
	},
	moderated: {
		submit: refused(403, 'The input was flagged by moderation', {
			reasons: ['violence'],
			flagged_input: 'fox',
		}),
		reason: 'flagged by moderation',
	},
	limited: { submit: refused(429, 'Rate limited upstream') },
	noCredit: {
		submit: refused(402, 'More credits are needed for this request'),
		reason: 'More credits are needed',
	},
	badKey: { submit: refused(401, 'No auth credentials found'), reason: 'No auth credentials' },
};
