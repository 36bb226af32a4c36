import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, parameters } from './describe.ts';

/** Split Out: one list field, no other fields carried along. */
export class SplitOut implements INodeType {
	description = describe({
		name: 'splitOut',
		displayName: 'Split Out',
		version: [1],
		properties: parameters({
			fieldToSplitOut: { type: 'string', default: '' },
			options: { type: 'collection', default: {} },
		}),
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().flatMap(({ json }, i) => {
			const field = this.getNodeParameter('fieldToSplitOut', i) as string;
			const list = json[field];
			if (!Array.isArray(list)) throw new Error(`Field "${field}" is not a list`);
			return list.map((entry: unknown): INodeExecutionData => {
				const isObject = typeof entry === 'object' && entry !== null;
				return {
					json: (isObject ? entry : { [field]: entry }) as IDataObject,
					pairedItem: { item: i },
				};
			});
		});
		return [items];
	}
}
