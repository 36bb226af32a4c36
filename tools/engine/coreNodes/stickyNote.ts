import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, parameters } from './describe.ts';

export class StickyNote implements INodeType {
	description = describe({
		name: 'stickyNote',
		displayName: 'Sticky Note',
		version: [1],
		inputs: [],
		outputs: [],
		properties: parameters({
			content: { type: 'string', default: '' },
			height: { type: 'number', default: 160 },
			width: { type: 'number', default: 240 },
			color: { type: 'number', default: 1 },
		}),
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
