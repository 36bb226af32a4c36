import type { PendingJob } from '../generation';
import { asJobId } from '../jobId';
import type { JsonRecord } from '../../text/json';
import {
	BARE_ID_FIELDS,
	ID_FIELDS,
	LINKS_FIELDS,
	RESULT_URL_FIELDS,
	STATUS_HEADERS,
	STATUS_LINKS,
	STATUS_URL_FIELDS,
} from './assumptions';
import { firstFilled, valuesUnder } from './fields';

/** The job that a reply names; all null when it names none. */
export function readJob(layers: JsonRecord[], location: string | null): PendingJob {
	const links = layers.flatMap((layer) =>
		valuesUnder(layer, LINKS_FIELDS).flatMap((entry) => valuesUnder(entry, STATUS_LINKS)),
	);
	return {
		id: readId(layers),
		statusUrl: firstUnder(layers, STATUS_URL_FIELDS) ?? firstFilled(links) ?? location,
		resultUrl: firstUnder(layers, RESULT_URL_FIELDS),
	};
}

/** Whether there is an id of a job, or of what may be one: not that of the HTTP request alone. */
export function hasJobId(layers: JsonRecord[]): boolean {
	const names = ID_FIELDS.filter((name) => name !== 'requestid');
	return layers.some((layer) => valuesUnder(layer, names).some((id) => asJobId(id) !== null));
}

export function canBeAsked({ id, statusUrl }: PendingJob): boolean {
	return id !== null || statusUrl !== null;
}

/** Where a reply with another status than 200 says that its job is, or headers that say so always. */
export function jobAddress(status: number, headers: Record<string, string>): string | null {
	const named = firstFilled(STATUS_HEADERS.map((name) => headers[name]));
	return named ?? (status === 200 ? null : firstFilled([headers.location]));
}

function readId(layers: JsonRecord[]): string | null {
	const innermostFirst = layers.toReversed();
	for (const name of ID_FIELDS) {
		for (const layer of innermostFirst) {
			const id = valuesUnder(layer, [name])
				.map(asJobId)
				.find((found) => found !== null);
			if (id !== undefined) return id;
		}
	}
	const bare = innermostFirst.flatMap((layer) => valuesUnder(layer, BARE_ID_FIELDS));
	return bare.map(asBareId).find((id) => id !== null) ?? null;
}

/** One word with a digit in it, as no sentence, no state and no path is. */
function asBareId(value: unknown): string | null {
	const id = asJobId(value);
	return id !== null && /^(?=.*\d)[\w:-]{6,80}$/.test(id) ? id : null;
}

function firstUnder(layers: JsonRecord[], names: readonly string[]): string | null {
	return firstFilled(layers.flatMap((layer) => valuesUnder(layer, names)));
}
