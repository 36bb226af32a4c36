import { onEngine } from './nodes.ts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** n8n's Google Gemini node, Generate an Image. */
export const geminiNode = onEngine({
	label: "n8n's Google Gemini node",
	delivery: 'base64',
	prompt: 'A red fox',
	nodes: () => [
		{
			type: '@n8n/n8n-nodes-langchain.googleGemini',
			typeVersion: 1.2,
			parameters: {
				resource: 'image',
				operation: 'generate',
				modelId: byId('models/gemini-3.1-flash-image'),
				prompt: '={{ $json.prompt }}',
			},
		},
	],
	credentials: ({ url, geminiApiKey }) => ({ googlePalmApi: { host: url, apiKey: geminiApiKey } }),
});

/** n8n's OpenAI node, Generate an Image. */
export const openAiNode = onEngine({
	label: "n8n's OpenAI node",
	delivery: 'base64',
	prompt: 'A red fox',
	nodes: () => [
		{
			type: '@n8n/n8n-nodes-langchain.openAi',
			typeVersion: 2.3,
			parameters: {
				resource: 'image',
				operation: 'generate',
				modelId: byId('gpt-image-1'),
				prompt: '={{ $json.prompt }}',
			},
		},
	],
	credentials: ({ url }) => ({ openAiApi: { apiKey: 'any', url: `${url}/v1` } }),
});

/**
 * As workflow builders do it by hand: an HTTP Request that orders, one that downloads. The node has
 * no limit of requests in flight: it sends those of all items at once.
 */
export const httpRequestNodes = onEngine({
	label: "n8n's HTTP Request nodes (order, download)",
	delivery: 'URL',
	prompt: 'A red fox',
	nodes: (_work, { url }) => [
		{
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.4,
			parameters: {
				method: 'POST',
				url: `${url}/v1/generate/image`,
				authentication: 'genericCredentialType',
				genericAuthType: 'httpHeaderAuth',
				sendBody: true,
				specifyBody: 'json',
				jsonBody:
					'={{ JSON.stringify({ model: "nano-banana-2-lite-text", prompt: $json.prompt }) }}',
			},
		},
		{
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.4,
			parameters: {
				url: '={{ $json.images[0].url }}',
				options: { response: { response: { responseFormat: 'file' } } },
			},
		},
	],
	credentials: ({ oakgenApiKey }) => ({
		httpHeaderAuth: { name: 'Authorization', value: `Bearer ${oakgenApiKey}` },
	}),
});
