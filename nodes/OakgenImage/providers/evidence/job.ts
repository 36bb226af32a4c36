import type { PendingJob } from '../generation';
import { asJobId } from '../jobId';
import { isRecord, type JsonRecord } from '../../text/json';
import {
	BARE_ID_FIELDS,
	ID_FIELDS,
	ID_NAME,
	LINKS_FIELDS,
	OPERATION_NAME,
	OTHER_ID,
	POLL_FIELDS,
	RESULT_URL_FIELDS,
	STATUS_LINKS,
	STATUS_URL_FIELDS,
	STATUS_URL_NAME,
	SUCCESS_FLAG,
	WEAK_ID,
} from './assumptions';
import { firstFilled, plainName, records, valuesLike, valuesUnder } from './fields';
import type { JobInHeaders } from './headers';
import { relations } from './layers';
import { PICTURE_FILE } from '../../image/pictureFile';
import { ADDRESS, stateOf, statesIn } from './state';

/** What a reply wraps, and its errors: a conflict names the job in there. */
export function withErrors(layers: readonly JsonRecord[]): JsonRecord[] {
	return [
		...layers,
		...records(layers.flatMap((layer) => valuesUnder(layer, ['error', 'errors'])).flat()),
	];
}

/** The job that a reply names, in its body or else in its headers; all null when it names none. */
export function readJob(layers: JsonRecord[], inHeaders: JobInHeaders): PendingJob {
	const statusUrls = [
		firstUnder(layers, STATUS_URL_FIELDS),
		firstFilled(
			layers
				.flatMap((layer) => [...addressesOfState(layer), ...linksIn(layer)])
				.filter(isNoPicture),
		),
		inHeaders.statusUrl,
	];
	return {
		id: readId(layers) ?? inHeaders.id,
		statusUrl: statusUrls.find((url) => url !== null) ?? null,
		resultUrl: firstUnder(layers, RESULT_URL_FIELDS),
	};
}

/** `{"urls": {"get": …}}`, `{"_links": {"self": {"href": …}}}`, `{"links": [{"rel": "self", "href": …}]}` */
function linksIn(layer: JsonRecord): unknown[] {
	const links = valuesUnder(layer, LINKS_FIELDS).flatMap((entry) =>
		valuesUnder(Array.isArray(entry) ? relations(entry) : entry, STATUS_LINKS),
	);
	const all = [...links, ...valuesUnder(layer, POLL_FIELDS)];
	return all.flatMap((link) => (isRecord(link) ? valuesUnder(link, ['href', 'url']) : [link]));
}

function isNoPicture(address: unknown): boolean {
	return typeof address === 'string' && !PICTURE_FILE.test(address);
}

/** Under a name that nobody has seen, or in place of the state itself. */
function addressesOfState(layer: JsonRecord): unknown[] {
	const named = valuesLike(layer, STATUS_URL_NAME);
	return [...named, ...statesIn(layer)].filter(
		(value) => typeof value === 'string' && ADDRESS.test(value),
	);
}

const NOT_OF_CALL = ID_FIELDS.filter((name) => name !== 'requestid');

/** Whether there is an id of a job, or of what may be one: not that of the HTTP request alone. */
export function hasJobId(layers: JsonRecord[], names: readonly string[] = NOT_OF_CALL): boolean {
	return layers.some((layer) => valuesUnder(layer, names).some((id) => asJobId(id) !== null));
}

export function canBeAsked({ id, statusUrl }: PendingJob): boolean {
	return id !== null || statusUrl !== null;
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
	return (
		bare.map(asBareId).find((id) => id !== null) ??
		onlyId(layers) ??
		onlyUuid(layers) ??
		operationOf(layers)
	);
}

/** `{"name": "projects/p/locations/l/operations/77"}` */
function operationOf(layers: JsonRecord[]): string | null {
	const name = firstUnder(layers, ['name']);
	return OPERATION_NAME.exec(name ?? '')?.[1] ?? null;
}

/** `{"hash": "6ba7b810-…", "success": true}`: of any name, where nothing else is said. */
function onlyUuid([layer = {}, ...others]: JsonRecord[]): string | null {
	const [id, ...more] = Object.values(layer).filter((value) => typeof value !== 'boolean');
	const isAlone = others.length === 0 && more.length === 0;
	return isAlone && typeof id === 'string' && UUID.test(id) ? id : null;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** `{"render_id": "rnd_88"}`: of a name that nobody has seen, where there is no other. */
function onlyId(layers: JsonRecord[]): string | null {
	const named = layers
		.flatMap((layer) => Object.entries(layer))
		.filter(([name]) => isIdName(name) || (WEAK_ID.test(plainName(name)) && isTaken(layers)))
		.map(([name, value]) => ({ name: plainName(name), id: asJobId(value) }))
		.filter(({ id }) => id !== null && /^(?=.*\d)\S{2,}$/.test(id));
	const own = named.filter(({ name }) => !WEAK_ID.test(name));
	const [id = null, ...others] = new Set((own.length > 0 ? own : named).map((one) => one.id));
	return others.length === 0 ? id : null;
}

/** The reply says that an order goes on, or was taken. */
function isTaken(layers: JsonRecord[]): boolean {
	return layers.some(
		(layer) => stateOf(layer) === 'running' || valuesLike(layer, SUCCESS_FLAG).includes(true),
	);
}

function isIdName(name: string): boolean {
	return name.length < 60 && ID_NAME.test(name) && !OTHER_ID.test(plainName(name));
}

/** One word with a digit in it, as no sentence, no state and no path is. */
function asBareId(value: unknown): string | null {
	const id = asJobId(value);
	return id !== null && /^(?=.*\d)[\w:-]{6,80}$/.test(id) ? id : null;
}

function firstUnder(layers: JsonRecord[], names: readonly string[]): string | null {
	return firstFilled(layers.flatMap((layer) => valuesUnder(layer, names)));
}
