import type { INodeProperties } from 'n8n-workflow';

import { OPERATIONS } from './index';
import { options } from './options';
import { formatAndNumber, prompts, simplify } from './orderProperties';
import { provider } from './providerProperty';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'image',
	options: [{ name: 'Image', value: 'image' }],
};

const operations = Object.values(OPERATIONS);

export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'generate',
	displayOptions: { show: { resource: ['image'] } },
	options: operations.map(({ option }) => option),
};

/** In the order of n8n's guidelines: Resource and Operation first. */
export const properties: INodeProperties[] = [
	resource,
	operation,
	provider,
	...distinct(operations.flatMap(({ subject }) => subject)),
	...prompts,
	...operations.flatMap(({ inputs }) => inputs),
	...formatAndNumber,
	...operations.flatMap(({ output }) => output),
	simplify,
	options,
];

/** What several operations share is shown once. */
function distinct(shared: INodeProperties[]): INodeProperties[] {
	return [...new Set(shared)];
}
