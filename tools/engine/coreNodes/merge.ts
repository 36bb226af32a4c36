import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, parameters } from './describe.ts';

/** Merge: Combine by Position of two inputs. Where both have a field, the second input's wins. */
export class Merge implements INodeType {
	description = describe({
		name: 'merge',
		displayName: 'Merge',
		version: [3, 3.1, 3.2],
		inputs: ['main', 'main'],
		requiredInputs: 1,
		properties: parameters({
			mode: { type: 'string', default: 'append' },
			combineBy: { type: 'string', default: 'combineByFields' },
			options: { type: 'collection', default: {} },
		}),
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const byPosition =
			this.getNodeParameter('mode', 0) === 'combine' &&
			this.getNodeParameter('combineBy', 0) === 'combineByPosition';
		if (!byPosition) throw new Error('This stand-in of Merge knows only Combine by Position');

		const second = this.getInputData(1);
		const merged = this.getInputData(0).flatMap((item, i): INodeExecutionData[] => {
			const partner = second[i];
			if (!partner) return [];
			return [
				{
					json: { ...item.json, ...partner.json },
					binary: { ...item.binary, ...partner.binary },
					pairedItem: [
						{ item: i, input: 0 },
						{ item: i, input: 1 },
					],
				},
			];
		});
		return [merged];
	}
}
