import type { INodeProperties } from 'n8n-workflow';

import { OPERATIONS } from './index';
import { distinct } from './distinct';
import { modelLimits, modelNotices } from './modelNotices';
import { namesOf } from './namesOf';
import { optionsShown } from './options';
import {
	aspectRatio,
	comparisonCost,
	downloadImage,
	modelIds,
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
const ofOneModel = orders.filter((order) => order.hasOneModel);
const ofSeveralModels = orders.filter((order) => !order.hasOneModel);

/** In the order of n8n's guidelines: Resource and Operation first. */
export const properties: INodeProperties[] = [
	resource,
	operation,
	provider,
	...[...modelIds, ...modelNotices(ofOneModel)].map((property) => shownWith(ofOneModel, property)),
	...OPERATIONS.flatMap((one) => ('subject' in one ? ownOf(one, one.subject) : [])),
	...distinct(orders.flatMap(({ prompt }) => prompt ?? [])).map((prompt) =>
		shownWith(
			orders.filter((order) => order.prompt === prompt),
			prompt,
		),
	),
	...OPERATIONS.flatMap((one) => ownOf(one, one.inputs)),
	shownWith(orders, aspectRatio),
	shownWith(orders, resolution),
	...modelLimits(resolution, aspectRatio).map((limit) => shownWith(ofOneModel, limit)),
	shownWith(orders, numberOfImages),
	shownWith(ofSeveralModels, comparisonCost),
	downloadImage,
	...OPERATIONS.flatMap((one) => ownOf(one, one.output)),
	simplify,
	optionsShown(orders),
];

/** The parameters that only this operation has. */
function ownOf(one: Operation, own: readonly INodeProperties[]): INodeProperties[] {
	return own.map((property) => shownWith([one], property));
}

/** With these operations, unless it says itself with which. */
function shownWith(operations: readonly Operation[], property: INodeProperties): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	const whole = { resource: ['image'], operation: namesOf(operations), ...show };
	return { ...property, displayOptions: { ...others, show: whole } };
}
