import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../text/json';

/** Fields that say whom to tell of a result, in the words of public image APIs. */
const DELIVERY_FIELD = /web_?hook|call_?back|notify|notification/i;

/**
 * Addresses at which n8n waits for a call. They name the execution, so a retried one has others: by
 * n8n's own paths, as `$execution.resumeUrl` and `$execution.resumeFormUrl` give them. Its other webhooks
 * may serve a picture.
 */
const WAITING_ADDRESS = /^https?:\/\/\S+\/(?:webhook|form)-waiting\/\S+$/i;

/** Additional Fields are nested no deeper. */
const DEEPEST = 50;

/**
 * Of Additional Fields, what can change the picture. Whom the provider is to tell of the result does
 * not: an execution that is retried has another such address, and must not pay for the image again.
 */
export function pictureFields(fields: IDataObject): IDataObject {
	return withoutDelivery(fields, 0) as IDataObject;
}

function withoutDelivery(value: unknown, depth: number): unknown {
	if (depth > DEEPEST) return value;
	if (Array.isArray(value)) return value.map((entry) => withoutDelivery(entry, depth + 1));
	if (!isRecord(value)) return isWaitingAddress(value) ? null : value;
	const kept = Object.entries(value).filter(
		([name, entry]) => !DELIVERY_FIELD.test(name) && !isWaitingAddress(entry),
	);
	return Object.fromEntries(kept.map(([name, entry]) => [name, withoutDelivery(entry, depth + 1)]));
}

function isWaitingAddress(value: unknown): boolean {
	return typeof value === 'string' && WAITING_ADDRESS.test(value.trim());
}
