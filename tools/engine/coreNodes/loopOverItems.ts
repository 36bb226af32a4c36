import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, parameters } from './describe.ts';

/**
 * Loop Over Items: hands out a batch at its second output (Loop) each time it runs, and at the end
 * everything that came back at its first (Done). As in n8n, what is left is kept in the node's context.
 */
export class LoopOverItems implements INodeType {
	description = describe({
		name: 'splitInBatches',
		displayName: 'Loop Over Items',
		version: [3],
		outputs: ['main', 'main'],
		properties: parameters({
			batchSize: { type: 'number', default: 1 },
			options: { type: 'collection', default: {} },
		}),
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('options.reset', 0, false) === true) {
			throw new Error('This stand-in of Loop Over Items does not know Reset');
		}
		const context = this.getContext('node');
		const input = this.getInputData();
		if (context.left === undefined) Object.assign(context, { left: [...input], done: [] });
		else (context.done as INodeExecutionData[]).push(...input);

		const batchSize = this.getNodeParameter('batchSize', 0) as number;
		const batch = (context.left as INodeExecutionData[]).splice(0, batchSize);
		return batch.length > 0 ? [[], batch] : [context.done as INodeExecutionData[], []];
	}
}
