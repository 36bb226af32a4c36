import type { INodeProperties } from 'n8n-workflow';

import { OPERATIONS } from './index';
import { modelLimits } from './modelNotices';
import { optionsShown } from './options';
import {
	aspectRatio,
	comparisonCost,
	downloadImage,
	model,
	numberOfImages,
	resolution,
	simplify,
} from './orderProperties';
import { provider } from './providerProperty';
import type { Operation } from './types';

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

/** Of the node in the editor. */
export const subtitle = `={{ { ${OPERATIONS.map(({ option, subtitle: text }) => `${option.value}: ${text}`).join(', ')} }[$parameter["operation"]] }}`;

const orders = OPERATIONS.filter((one) => one.kind === 'order');

/** In the order of n8n's guidelines: Resource and Operation first. */
export const properties: INodeProperties[] = [
	resource,
	operation,
	provider,
	...distinct(OPERATIONS.flatMap(({ subject }) => subject)).map((property) =>
		shownWith(
			OPERATIONS.filter(({ subject }) => subject.includes(property)),
			property,
		),
	),
	...distinct(orders.map(({ prompt }) => prompt)).map((prompt) =>
		shownWith(
			orders.filter((order) => order.prompt === prompt),
			prompt,
		),
	),
	...OPERATIONS.flatMap(({ inputs }) => inputs),
	shownWith(orders, aspectRatio),
	shownWith(orders, resolution),
	...modelLimits(resolution, aspectRatio).map((limit) =>
		shownWith(
			orders.filter(({ subject }) => subject === model),
			limit,
		),
	),
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

/** With these operations, unless it says itself with which. */
function shownWith(operations: readonly Operation[], property: INodeProperties): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	const whole = { resource: ['image'], operation: namesOf(operations), ...show };
	return { ...property, displayOptions: { ...others, show: whole } };
}

function namesOf(operations: readonly Operation[]): string[] {
	return operations.map(({ option }) => String(option.value));
}
