import type { INodeProperties } from 'n8n-workflow';

import { OPERATIONS } from './index';
import { modelLimits } from './modelNotices';
import { optionsShown } from './options';
import {
	aspectRatio,
	comparisonCost,
	downloadImage,
	numberOfImages,
	resolution,
	simplify,
} from './orderProperties';
import { provider } from './providerProperty';
import type { OrderOperation } from './types';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'image',
	options: [{ name: 'Image', value: 'image' }],
};

export const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	default: 'generate',
	displayOptions: { show: { resource: ['image'] } },
	options: OPERATIONS.map(({ option }) => option),
};

const orders = OPERATIONS.filter((one) => one.kind === 'order');

/** In the order of n8n's guidelines: Resource and Operation first. */
export const properties: INodeProperties[] = [
	resource,
	operation,
	provider,
	...distinct(OPERATIONS.flatMap(({ subject }) => subject)),
	...distinct(orders.map(({ prompt }) => prompt)).map((prompt) =>
		shownWith(
			orders.filter((order) => order.prompt === prompt),
			prompt,
		),
	),
	...OPERATIONS.flatMap(({ inputs }) => inputs),
	shownWith(orders, aspectRatio),
	shownWith(orders, resolution),
	...modelLimits(resolution, aspectRatio),
	shownWith(orders, numberOfImages),
	comparisonCost,
	downloadImage,
	...OPERATIONS.flatMap(({ output }) => output),
	simplify,
	optionsShown(namesOf(orders)),
];

/** What several operations share is shown once. */
function distinct(shared: INodeProperties[]): INodeProperties[] {
	return [...new Set(shared)];
}

function shownWith(operations: OrderOperation[], property: INodeProperties): INodeProperties {
	const show = { resource: ['image'], operation: namesOf(operations) };
	return { ...property, displayOptions: { show } };
}

function namesOf(operations: OrderOperation[]): string[] {
	return operations.map(({ option }) => String(option.value));
}
