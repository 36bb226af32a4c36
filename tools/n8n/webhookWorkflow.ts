import type { INode } from 'n8n-workflow';
import type { ExportedWorkflow } from '../engine/index.ts';

/** Names of the nodes. */
export const webhookNodes = { request: 'Request', image: 'Image', answer: 'Answer' } as const;

/** Answers `POST /webhook/<path>` with `{"prompt": …}` by the image's file, or by what is known of it. */
export function webhookWorkflow(path: string, { answersWithFile = true } = {}): ExportedWorkflow {
	const { request, image, answer } = webhookNodes;
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: `Images on request (${path})`,
		nodes: [
			node(request, 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path,
				responseMode: 'responseNode',
			}),
			node(image, 'n8n-nodes-oakgen.oakgenImage', 1, { prompt: '={{ $json.body.prompt }}' }),
			node(answer, 'n8n-nodes-base.respondToWebhook', 1.1, {
				respondWith: answersWithFile ? 'binary' : 'firstIncomingItem',
			}),
		],
		connections: { [request]: to(image), [image]: to(answer) },
		settings: { executionOrder: 'v1' },
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
			...(name === image && { credentials: { oakgenApi: { id: 'oakgen', name: 'Oakgen' } } }),
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
