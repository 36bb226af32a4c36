import type { INodeType, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { describe } from './describe.ts';

export class ManualTrigger implements INodeType {
	description = describe({
		name: 'manualTrigger',
		displayName: 'Manual Trigger',
		version: [1],
		group: ['trigger'],
		inputs: [],
	});

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const manualTriggerFunction = async (): Promise<void> => {
			this.emit([this.helpers.returnJsonArray([{}])]);
		};
		return { manualTriggerFunction };
	}
}
