import { gatewayReplyNames, isGatewayReplyName } from '../gateways/names.ts';
import type { GatewayReplyName } from '../gateways/names.ts';
import { failureShapes } from './failureShapes.ts';
import type { FailureReplyName } from './failureShapes.ts';
import { jobShapes } from './jobShapes.ts';
import type { JobReplyName } from './jobShapes.ts';
import { replyShapes } from './replyShapes.ts';
import type { ImageReplyName } from './replyShapes.ts';

export type OakgenReplyName = ImageReplyName | FailureReplyName | JobReplyName | GatewayReplyName;

export function isImageReplyName(name: string): name is ImageReplyName {
	return Object.hasOwn(replyShapes, name);
}

export function isFailureReplyName(name: string): name is FailureReplyName {
	return Object.hasOwn(failureShapes, name);
}

export function isJobReplyName(name: string): name is JobReplyName {
	return Object.hasOwn(jobShapes, name);
}

export function isOakgenReplyName(name: string): name is OakgenReplyName {
	return (
		isImageReplyName(name) ||
		isFailureReplyName(name) ||
		isJobReplyName(name) ||
		isGatewayReplyName(name)
	);
}

export const oakgenReplyNames: OakgenReplyName[] = [
	...(Object.keys(replyShapes) as ImageReplyName[]),
	...(Object.keys(failureShapes) as FailureReplyName[]),
	...(Object.keys(jobShapes) as JobReplyName[]),
	...gatewayReplyNames,
];
