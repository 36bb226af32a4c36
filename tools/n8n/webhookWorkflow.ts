import type { INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import type { ExportedWorkflow } from '../engine/index.ts';

/** Names of the nodes. */
export const webhookNodes = { request: 'Request', image: 'Image', answer: 'Answer' } as const;

/** Those of the n8n that imports the workflow take their place. */
const credentials = {
	oakgenApi: { id: 'oakgen', name: 'Oakgen' },
	geminiImageApi: { id: 'gemini', name: 'Google' },
};

export interface WebhookWorkflowOptions {
	/** By the image's file, by what is known of it, or before it is made. */
	answers?: 'file' | 'item' | 'atOnce';
	/** Of Oakgen Image, beside the prompt. */
	parameters?: INodeParameters;
	settings?: IWorkflowSettings;
}

/** Makes images for `POST /webhook/<path>` with `{"prompt": …}`. */
export function webhookWorkflow(
	path: string,
	{ answers = 'file', parameters = {}, settings = {} }: WebhookWorkflowOptions = {},
): ExportedWorkflow {
	const { request, image, answer } = webhookNodes;
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const isAnsweredAtOnce = answers === 'atOnce';
	return {
		name: `Images on request (${path})`,
		nodes: [
			node(request, 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path,
				responseMode: isAnsweredAtOnce ? 'onReceived' : 'responseNode',
			}),
			node(image, 'n8n-nodes-oakgen.oakgenImage', 1, {
				prompt: '={{ $json.body.prompt }}',
				...parameters,
			}),
			...(isAnsweredAtOnce
				? []
				: [
						node(answer, 'n8n-nodes-base.respondToWebhook', 1.1, {
							respondWith: answers === 'file' ? 'binary' : 'firstIncomingItem',
						}),
					]),
		],
		connections: { [request]: to(image), ...(!isAnsweredAtOnce && { [image]: to(answer) }) },
		settings: { executionOrder: 'v1', ...settings },
	};

	function node(
		name: string,
		type: string,
		typeVersion: number,
		parameters: INode['parameters'],
	): INode {
		return {
			id: name,
			name,
			type,
			typeVersion,
			parameters,
			position: [200 * Object.values(webhookNodes).indexOf(name as 'Image'), 0],
			...(name === request && { webhookId: path }),
			...(name === image && { credentials }),
		};
	}
}

export async function ask(n8nUrl: string, path: string, prompt: string) {
	const response = await fetch(`${n8nUrl}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ prompt }),
	});
	return { prompt, status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}
