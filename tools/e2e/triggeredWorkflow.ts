import type { INodeParameters } from 'n8n-workflow';
import type { ExportedWorkflow } from '../engine/index.ts';

export const TRIGGER = 'When clicking ‘Execute workflow’';
export const IMAGES = 'Images';

/** Two nodes: somebody presses a button, and Oakgen Image makes what the parameters ask for. */
export function triggeredWorkflow(name: string, parameters: INodeParameters): ExportedWorkflow {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'images',
				name: IMAGES,
				type: 'n8n-nodes-oakgen.oakgenImage',
				typeVersion: 1,
				position: [220, 0],
				parameters: { prompt: 'A lighthouse at dawn', ...parameters },
				credentials: { oakgenApi: { id: 'oakgenAccount', name: 'Oakgen account' } },
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: IMAGES, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
