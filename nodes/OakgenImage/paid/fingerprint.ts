import { createHash } from 'crypto';

import type { ImageRequest, Provider } from '../providers/types';
import { isRecord } from '../text/json';
import { pictureFields } from './pictureFields';

/**
 * A short digest of everything that decides how an image looks: a changed prompt gives another.
 *
 * Executions that are retried after an update look for their paid images by it. So a field that a new
 * version adds does not change it as long as the field is not used, nor does the order of the fields.
 */
export function requestFingerprint(
	provider: Provider,
	baseUrl: string,
	request: ImageRequest,
): string {
	const { references, settings, additionalFields, ...asked } = request;
	const decisive = [
		provider.name,
		baseUrl,
		whatIsUsed(asked),
		// Whoever writes null into these asks for something.
		pictureFields(additionalFields),
		whatIsUsed(provider.pictureSettings(settings)),
	];
	const hash = createHash('sha256').update(JSON.stringify(decisive));
	for (const reference of references) {
		// Lengths keep two references from hashing like one that is both.
		const { role } = reference;
		if (reference.kind === 'url') {
			hash.update(`${role} url ${reference.url.length} ${reference.url}`);
		} else {
			hash.update(`${role} bytes ${reference.bytes.length} `).update(reference.bytes);
		}
	}
	return hash.digest('hex').slice(0, 32);
}

/** By name, without what asks for nothing. */
function whatIsUsed(value: unknown): unknown {
	if (!isRecord(value)) return value;
	return Object.entries(value)
		.filter(([, entry]) => !isUnused(entry))
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, entry]) => [name, whatIsUsed(entry)]);
}

function isUnused(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	if (isRecord(value)) return Object.values(value).every(isUnused);
	return value === null || value === undefined || value === '' || value === false;
}

/** Which run of which node this is. */
export interface RunIdentity {
	executionId: string;
	/** The id is no name: workflows that were written by hand or by a program may repeat it. */
	nodeName: string;
	/** Counts the rounds of a loop, from 0. */
	runIndex: number;
	/** See `orderSeed`. */
	seed: string;
}

/** Which image of which run this is. */
export interface ImageIdentity extends RunIdentity {
	itemIndex: number;
	imageNumber: number;
	fingerprint: string;
}

/**
 * The same for every attempt at one image, also when n8n runs the node again; different for every
 * other image and, by its seed, every other execution.
 */
export function idempotencyKey(identity: ImageIdentity): string {
	const { seed, nodeName, runIndex, itemIndex, imageNumber, fingerprint } = identity;
	return createHash('sha256')
		.update(JSON.stringify([seed, nodeName, runIndex, itemIndex, imageNumber, fingerprint]))
		.digest('hex');
}
