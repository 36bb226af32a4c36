import type { JsonRecord } from '../../text/json';
import type { HttpReply } from '../../transport/types';
import {
	JOB_ID_HEADERS,
	OF_SOMETHING_ELSE,
	REASON_HEADER,
	RESULT_RELATIONS,
	STATUS_RELATIONS,
	STATUS_URL_FIELDS,
	STATUS_URL_NAME,
} from './assumptions';
import { asJobId } from '../jobId';
import { excerptOf } from '../../text/excerpt';
import { firstFilled, plainName, valuesLike, valuesUnder } from './fields';
import { ADDRESS } from './state';

type Headers = Record<string, string>;

/**
 * Headers as the fields of an object, also under their names without what stands before: `x-job-id` is
 * `job-id` as well, and `x-venice-is-blurred` is `is-blurred`.
 */
export function fieldsOf(headers: Headers): JsonRecord {
	const fields: JsonRecord = {};
	for (const [name, value] of Object.entries(headers)) {
		for (const shorter of namesOf(name)) fields[shorter] ??= value;
	}
	return fields;
}

/** The last word of a longer name says too little: `x-cache-status` is not the status. */
function namesOf(header: string): string[] {
	const name = header.toLowerCase().replace(/^x-/, '');
	const words = name.split('-').slice(-MOST_WORDS);
	const isOfJob = !words.some((word) => OF_SOMETHING_ELSE.test(word));
	const shorter = words.slice(0, -1).map((_, from) => words.slice(from).join('-'));
	return isOfJob && shorter.length > 0 ? shorter : [name];
}

const MOST_WORDS = 6;

/** What headers tell of a job. */
export interface JobInHeaders {
	id: string | null;
	statusUrl: string | null;
}

export const NO_JOB_IN_HEADERS: JobInHeaders = { id: null, statusUrl: null };

/** Where the job is, and its id under a name that nothing but a job has; null for what is not told. */
export function jobInHeaders({ status, headers }: HttpReply): JobInHeaders {
	const fields = fieldsOf(headers);
	return { id: idIn(fields, JOB_ID_HEADERS), statusUrl: jobAddress(status, headers, fields) };
}

/** Why a request was refused, where nothing but a header tells: `x-error-message`, `www-authenticate`. */
export function reasonInHeaders(headers: Headers): string {
	const named = Object.entries(headers).find(([name]) => REASON_HEADER.test(plainName(name)))?.[1];
	const described = /\berror_description="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1];
	return excerptOf(named ?? described ?? '');
}

/** The id that headers of these plain names give; null when they give none. */
export function idUnder(headers: Headers, names: readonly string[]): string | null {
	return idIn(fieldsOf(headers), names);
}

function idIn(fields: JsonRecord, names: readonly string[]): string | null {
	const ids = valuesUnder(fields, names).map(asJobId);
	return ids.find((id) => id !== null) ?? null;
}

/** Where a reply with another status than 200 says that its job is, or headers that say so always. */
function jobAddress(status: number, headers: Headers, fields: JsonRecord): string | null {
	const named = [
		...valuesUnder(fields, STATUS_URL_FIELDS),
		...valuesLike(fields, STATUS_URL_NAME),
	].filter((value) => ADDRESS.test(String(value)));
	const links = linksOf(headers.link ?? '');
	const known = firstFilled([...named, ...STATUS_RELATIONS.map((relation) => links.get(relation))]);
	if (known !== null || status === 200) return known;
	return firstFilled([
		headers.location,
		headers['content-location'],
		...RESULT_RELATIONS.map((relation) => links.get(relation)),
	]);
}

/** `<https://…/jobs/7>; rel="status"` (RFC 8288), by relation. */
function linksOf(header: string): Map<string, string> {
	const links = new Map<string, string>();
	const found = header.matchAll(/<([^<>]*)>[^<]*?\brel\s*=\s*"?([^<";,]+)/gi);
	for (const [, address = '', relations = ''] of found) {
		for (const relation of relations.toLowerCase().split(/\s/)) {
			if (!links.has(relation)) links.set(relation, address);
		}
	}
	return links;
}
