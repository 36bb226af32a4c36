import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

interface Essentials {
	name: string;
	displayName: string;
	version: number[];
	group?: INodeTypeDescription['group'];
	inputs?: Array<'main'>;
	outputs?: Array<'main'>;
	requiredInputs?: number;
	properties?: INodeProperties[];
}

/** A node description with what the engine reads; the editor's part of it is left empty. */
export function describe(node: Essentials): INodeTypeDescription {
	return {
		group: ['transform'],
		description: '',
		defaults: { name: node.displayName },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...node,
	};
}

type Shape = Pick<INodeProperties, 'type' | 'default'>;

/** Parameters need only a type and a default here: n8n fills in what a workflow leaves out. */
export function parameters(shapes: Record<string, Shape>): INodeProperties[] {
	return Object.entries(shapes).map(([name, shape]) => ({
		name,
		displayName: name,
		...shape,
		...(shape.type === 'collection' && { options: [] }),
	}));
}
