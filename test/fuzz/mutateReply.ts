import type { HttpReply } from '../../nodes/OakgenImage/transport/types';
import { BASE_URL, type Corpus } from './corpus';
import { mutateBytes } from './mutateBytes';
import { mutateJson } from './mutateJson';
import type { Random } from './random';
import { hostileText, writeJson } from './values';
import type { ProviderName } from '../support/providers';

const SUCCESSES = [200, 201, 202, 203, 204, 206, 226];
const OTHERS =
	'300 301 302 304 307 308 400 401 402 403 404 405 408 409 410 413 418 422 425 429 431 451 499 500 502 503 504 505 520 522 524 526 529 530 599 600 999'
		.split(' ')
		.map(Number);

const TYPES = [
	'application/json',
	'application/json; charset=utf-16',
	'text/html',
	'image/png',
	'image/svg+xml',
	'IMAGE/HEIC; q=1',
	'application/octet-stream',
	'multipart/mixed; boundary=x',
	'',
	'\u00ff\u00fe',
];
const WAITS = '0 1 17 -1 1e9 99999999999999999999 NaN 0x10 1,5 soon'.split(' ');
const DATES = [
	'Fri, 31 Dec 9999 23:59:59 GMT',
	'Thu, 01 Jan 1970 00:00:00 GMT',
	'Wed, 21 Oct 2026 07:28:00 GMT',
	'yesterday',
];

/** A reply that is not quite one of the named ones, or not at all. */
export function mutateReply(provider: ProviderName, random: Random, corpus: Corpus): HttpReply {
	const { reply } = random.pick(corpus.replies[provider]);
	const { reply: other } = random.pick(corpus.replies[random.pick(['oakgen', 'gemini'] as const)]);
	return {
		status: mutateStatus(reply.status, random),
		headers: mutateHeaders(reply.headers, random, corpus),
		body: mutateBody(reply.body, other.body, random, corpus),
	};
}

function mutateStatus(status: number, random: Random): number {
	if (random.chance(0.75)) return status;
	return random.pick(random.chance(0.6) ? SUCCESSES : OTHERS);
}

/** As the node sees them: names in lower case, values as one text each. */
function mutateHeaders(
	headers: Record<string, string>,
	random: Random,
	corpus: Corpus,
): Record<string, string> {
	const mutated = { ...headers };
	if (random.chance(0.15)) mutated['content-type'] = random.pick(TYPES);
	if (random.chance(0.15)) {
		mutated.location = random.chance(0.5)
			? `${BASE_URL}/v1/jobs/7`
			: hostileText(random, corpus).slice(0, 8000);
	}
	if (random.chance(0.1)) mutated['retry-after'] = random.pick([...WAITS, ...DATES]);
	if (random.chance(0.05)) mutated['retry-after-ms'] = random.pick(WAITS);
	if (random.chance(0.05)) mutated.date = random.pick(DATES);
	if (random.chance(0.03)) {
		for (let count = random.size(300); count > 0; count -= 1) {
			mutated[`x-${count}`] = hostileText(random, corpus).slice(0, 100);
		}
	}
	return mutated;
}

function mutateBody(body: Buffer, other: Buffer, random: Random, corpus: Corpus): Buffer {
	const kind = random.below(20);
	// Raw bytes as the reply: an image, whole or not, or the reference.
	if (kind === 0) return random.pick([...corpus.images, corpus.referenceFile]);
	if (kind === 1) return mutateBytes(random.pick(corpus.images), random);
	if (kind === 2) return body;
	const parsed = parse(body);
	if (kind < 5 || parsed === undefined) return mutateBytes(body, random);
	const mutated = mutateJson(parsed, parse(other) ?? [], random, corpus);
	const text = Buffer.from(random.chance(0.1) ? escaped(mutated) : writeJson(mutated));
	return random.chance(0.1) ? mutateBytes(text, random) : text;
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString()) as unknown;
	} catch {
		return undefined;
	}
}

/** Written as some servers do: every letter that is no ASCII, and slashes, as escapes; the key too. */
function escaped(value: unknown): string {
	return writeJson(value)
		.replace(
			/[\u0080-\uffff]/g,
			(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
		)
		.replaceAll('sk-', '\\u0073k-')
		.replaceAll('/', '\\/');
}
