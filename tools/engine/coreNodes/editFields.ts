import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { describe, parameters } from './describe.ts';

interface Assignment {
	name: string;
	value: unknown;
}

/** Edit Fields (Set): JSON mode and manual mode, keeping the input's other fields or not. */
export class EditFields implements INodeType {
	description = describe({
		name: 'set',
		displayName: 'Edit Fields',
		version: [3, 3.1, 3.2, 3.3, 3.4],
		properties: parameters({
			mode: { type: 'string', default: 'manual' },
			jsonOutput: { type: 'json', default: '{}' },
			assignments: { type: 'assignmentCollection', default: {} },
			includeOtherFields: { type: 'boolean', default: false },
			options: { type: 'collection', default: {} },
		}),
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().map(({ json, binary }, i): INodeExecutionData => {
			const kept = this.getNodeParameter('includeOtherFields', i) === true;
			return {
				json: { ...(kept ? json : {}), ...newFields(this, i) },
				...(kept && binary ? { binary } : {}),
				pairedItem: { item: i },
			};
		});
		return [items];
	}
}

function newFields(context: IExecuteFunctions, i: number): IDataObject {
	if (context.getNodeParameter('mode', i) === 'raw') {
		const fields = context.getNodeParameter('jsonOutput', i);
		return (typeof fields === 'string' ? JSON.parse(fields) : fields) as IDataObject;
	}
	const assignments = context.getNodeParameter('assignments.assignments', i, []) as Assignment[];
	return Object.fromEntries(assignments.map(({ name, value }) => [name, value])) as IDataObject;
}
