import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { LOSS_CAUSES, type LossCause } from '../errors';
import { field, isRecord, textField } from '../text/json';
import type { GenerationFacts } from '../providers/types';
import type { LedgerEntry, PaidImage, PaidJob } from './entry';

type AddressOfImage = Extract<PaidImage, { kind: 'url' }>;

/**
 * Reads an entry that n8n kept. Another version of this package may have written it, or somebody may
 * have changed it by hand, so every field is checked, and what is missing gets a plain value.
 *
 * @returns null when the entry leads neither to an image nor to a job. Never throws.
 */
export function readSavedEntry(saved: unknown): LedgerEntry | null {
	const images = listOf(saved, 'images').flatMap((image) => readImage(image) ?? []);
	const pending = readPending(field(saved, 'pending'));
	const orderKey = textField(saved, 'orderKey');
	if (images.length === 0 && pending === null && orderKey === null) return null;
	const warnings = listOf(saved, 'warnings').filter((text) => typeof text === 'string');
	return {
		// Of an unknown execution, n8n may have deleted the files: they are stored anew.
		executionId: textField(saved, 'executionId') ?? '',
		facts: readFacts(field(saved, 'facts')),
		attempts: numberField(saved, 'attempts') ?? 1,
		fallbackFrom: readFallbacks(saved),
		pending,
		images,
		...(orderKey !== null && { orderKey }),
		...(field(saved, 'isRepeatable') === true && { isRepeatable: true }),
		...(warnings.length > 0 && { warnings }),
	};
}

function readFallbacks(saved: unknown): LedgerEntry['fallbackFrom'] {
	const reasons = listOf(saved, 'fallbackFrom').flatMap((entry) => {
		const model = textField(entry, 'model');
		const reason = textField(entry, 'reason');
		return model === null || reason === null ? [] : [{ model, reason }];
	});
	return reasons.length === 0 ? null : reasons;
}

function readImage(saved: unknown): PaidImage | null {
	switch (field(saved, 'kind')) {
		case 'finished':
			return readFinished(field(saved, 'image'));
		case 'url':
			return readAddress(saved);
		case 'failed': {
			const message = textField(saved, 'message');
			if (message === null) return null;
			const advice = textField(saved, 'advice') ?? '';
			const loss = lossOf(field(saved, 'loss'));
			return {
				...{ kind: 'failed', message, advice, httpCode: textField(saved, 'httpCode') },
				...(loss !== undefined && { loss }),
			};
		}
		default:
			return null;
	}
}

function lossOf(saved: unknown): LossCause | undefined {
	return LOSS_CAUSES.find((cause) => cause === saved);
}

function readFinished(saved: unknown): PaidImage | null {
	const json = field(saved, 'json');
	if (!isRecord(json)) return null;
	const file = field(saved, 'binary');
	const binary = isFile(file) ? file : null;
	if (binary === null && textField(json, 'url') === null) return null;
	return { kind: 'finished', image: { json: json as IDataObject, binary } };
}

function isFile(saved: unknown): saved is IBinaryData {
	const id = field(saved, 'id');
	const hasId = id === undefined || typeof id === 'string';
	return hasId && typeof field(saved, 'data') === 'string' && textField(saved, 'mimeType') !== null;
}

function readAddress(saved: unknown): AddressOfImage | null {
	const url = textField(saved, 'url');
	if (url === null) return null;
	const isGone = field(saved, 'isGone') === true;
	const isFiltered = field(saved, 'isFiltered') === true;
	const isPerhapsSent = field(saved, 'isPerhapsSent') === true;
	const others = listOf(saved, 'others').flatMap((way) => readAddress(way) ?? []);
	return {
		kind: 'url',
		url,
		mimeType: textField(saved, 'mimeType'),
		...(isGone && { isGone }),
		...(isFiltered && { isFiltered }),
		...(isPerhapsSent && { isPerhapsSent }),
		...(others.length > 0 && { others }),
	};
}

function readPending(saved: unknown): PaidJob | null {
	const job = field(saved, 'job');
	const id = textField(job, 'id');
	const statusUrl = textField(job, 'statusUrl');
	const resultUrl = textField(job, 'resultUrl');
	const promisedUrl = textField(job, 'promisedUrl');
	const images = listOf(saved, 'images').flatMap((image) => readAddress(image) ?? []);
	const reply = textField(saved, 'reply');
	const isFindable =
		id !== null || statusUrl !== null || resultUrl !== null || images.length > 0 || reply !== null;
	if (!isFindable) return null;
	return {
		job: { id, statusUrl, resultUrl, ...(promisedUrl !== null && { promisedUrl }) },
		images,
		excerpt: textField(saved, 'excerpt') ?? '',
		reply,
		...(field(saved, 'isLost') === true && { isLost: true }),
	};
}

function readFacts(saved: unknown): GenerationFacts {
	const usage = field(saved, 'usage');
	return {
		id: textField(saved, 'id'),
		credits: numberField(saved, 'credits'),
		usage: isRecord(usage) ? (usage as IDataObject) : null,
		text: textField(saved, 'text'),
		contentFiltered: field(saved, 'contentFiltered') === true,
	};
}

function listOf(saved: unknown, name: string): unknown[] {
	const list = field(saved, name);
	return Array.isArray(list) ? list : [];
}

function numberField(saved: unknown, name: string): number | null {
	const value = field(saved, name);
	return typeof value === 'number' ? value : null;
}
