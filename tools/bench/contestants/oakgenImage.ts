import type { INodeParameters } from 'n8n-workflow';
import { BASE64_PROMPT, FLAKY_PROMPT } from '../provider/index.ts';
import type { Service, Work } from '../types.ts';
import { type NodesContestant, onEngine } from './nodes.ts';

function oakgenImage(
	label: string,
	delivery: NodesContestant['delivery'],
	prompt: string,
	parameters: INodeParameters = {},
) {
	return onEngine({
		label,
		delivery,
		prompt,
		nodes: ({ concurrency, imagesPerItem = 1 }: Work) => [
			{
				type: 'n8n-nodes-oakgen.oakgenImage',
				typeVersion: 1,
				parameters: {
					prompt: '={{ $json.prompt }}',
					numberOfImages: imagesPerItem,
					options: { concurrency },
					...parameters,
				},
			},
		],
		credentials: (service: Service) => ({
			oakgenApi: { apiKey: service.oakgenApiKey, baseUrl: service.url },
			geminiImageApi: { apiKey: service.geminiApiKey, baseUrl: service.geminiUrl },
		}),
	});
}

export const oakgenUrl = oakgenImage('Oakgen Image', 'URL', 'A red fox');
export const oakgenBase64 = oakgenImage(
	'Oakgen Image (base64)',
	'base64',
	`A red fox ${BASE64_PROMPT}`,
);
export const oakgenGemini = oakgenImage('Oakgen Image (Google Gemini)', 'base64', 'A red fox', {
	provider: 'gemini',
});
export const oakgenEdit = oakgenImage('Oakgen Image (edit)', 'URL', `A red fox ${FLAKY_PROMPT}`, {
	operation: 'edit',
	binaryPropertyName: '*',
});
export const oakgenCompare = oakgenImage('Oakgen Image (Compare Models)', 'URL', 'A red fox', {
	operation: 'compare',
	modelIds: ['nano-banana-2-lite', 'nano-banana-2', 'nano-banana-pro', 'gpt-image-2', 'flux-2-pro'],
	numberOfImages: 1,
});
