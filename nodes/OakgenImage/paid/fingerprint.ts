import { createHash } from 'crypto';

import type { ImageRequest } from '../providers/types';

/** A short digest of everything that decides how an image looks: a changed prompt gives another. */
export function requestFingerprint(
	provider: string,
	baseUrl: string,
	request: ImageRequest,
): string {
	// How references travel and where replies are read does not change the picture: whoever corrects
	// these after a failure gets the image that is paid for.
	const { references, ...picture } = { ...request, oakgen: undefined };
	const hash = createHash('sha256').update(JSON.stringify([provider, baseUrl, picture]));
	for (const reference of references) {
		// Lengths keep two references from hashing like one that is both.
		if (reference.kind === 'url') hash.update(`url ${reference.url.length} ${reference.url}`);
		else hash.update(`bytes ${reference.bytes.length} `).update(reference.bytes);
	}
	return hash.digest('hex').slice(0, 32);
}

/** Which run of which node this is. */
export interface RunIdentity {
	executionId: string;
	nodeId: string;
	/** Counts the rounds of a loop, from 0. */
	runIndex: number;
}

/** Which image of which run this is. */
export interface ImageIdentity extends RunIdentity {
	itemIndex: number;
	imageNumber: number;
	fingerprint: string;
}

/**
 * The same for every attempt at one image, also when n8n runs the node again within the execution;
 * different for every other image and every other execution.
 */
export function idempotencyKey(identity: ImageIdentity): string {
	const { executionId, nodeId, runIndex, itemIndex, imageNumber, fingerprint } = identity;
	return createHash('sha256')
		.update(JSON.stringify([executionId, nodeId, runIndex, itemIndex, imageNumber, fingerprint]))
		.digest('hex');
}
