import { decodeDataUri } from '../../nodes/OakgenImage/image/dataUri';
import { flat } from '../../nodes/OakgenImage/providers/evidence/entry';
import type {
	FoundImage,
	Generation,
	GenerationFacts,
	ImageRequest,
} from '../../nodes/OakgenImage/providers/types';
import { cleanFacts } from '../../nodes/OakgenImage/run/cleanFacts';
import { paidFailure } from '../../nodes/OakgenImage/run/failures';
import { noImage, unfinishedJob } from '../../nodes/OakgenImage/run/jobFailures';
import { failureMessage } from '../../nodes/OakgenImage/run/nodeError';
import { createRedactor } from '../../nodes/OakgenImage/transport/redact';
import { attemptResult } from '../../nodes/OakgenImage/transport/retry';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';
import { textOf } from '../../nodes/OakgenImage/text/json';
import { flawOf } from '../support/sentence';
import { API_KEY } from './corpus';
import { demand } from './flaw';
import { providers, type ProviderName } from '../support/providers';

const redact = createRedactor(API_KEY);

/** Of a reply with an error status the transport reads no more (transport/http.ts). */
const MOST_ERROR_BYTES = 64 * 1024;

/** More than anything that a reader hands on as words may have. */
const LONGEST_EXCERPT = 1001;
const LONGEST_TEXT = 100_001;
const LONGEST_ID = 1024;

/** What the node makes of a reply. */
export interface Reading {
	/** The reply as it is read. */
	reply: HttpReply;
	/** Null for an error status. */
	generation: Generation | null;
	facts: GenerationFacts | null;
	retryDelayMs: number | null;
	/** What users would see of it; null when there is an image. */
	message: string | null;
}

/** Everything that reads a reply, in the order in which the node does it. Must never throw. */
export function readReply(raw: HttpReply, name: ProviderName, request: ImageRequest): Reading {
	const provider = providers[name];
	const isSuccess = raw.status >= 200 && raw.status < 300;
	const body = isSuccess ? raw.body : raw.body.subarray(0, MOST_ERROR_BYTES);
	const reply = { ...raw, body };
	if (!isSuccess) {
		const failure = paidFailure(
			{
				accepted: false,
				outcome: { kind: 'reply', reply },
				result: attemptResult({ kind: 'reply', reply }, provider),
				isFinalLimit: false,
				attempts: 2,
				because: 'settled',
				isUnknown: false,
			},
			provider,
			request,
		);
		const message = failureMessage(failure, 0, redact);
		const retryDelayMs = provider.retryDelayMs(reply);
		return { reply, generation: null, facts: null, retryDelayMs, message };
	}
	const generation = provider.toGeneration(reply, request);
	const facts = cleanFacts(generation.facts, redact);
	const told = { reply, generation, facts, retryDelayMs: null };
	if (generation.status === 'done') return { ...told, message: null };
	const failure =
		generation.status === 'pending'
			? unfinishedJob({ kind: 'lost', trouble: 'HTTP 404', status: 404 }, generation, provider)
			: noImage({ ...generation, facts }, reply, provider);
	return { ...told, message: failureMessage(failure, 0, redact) };
}

/** @throws Flaw when a reading is not as it must be, whatever the reply was */
export function checkReading(reading: Reading, name: ProviderName, request: ImageRequest): void {
	const { reply, generation, facts, retryDelayMs, message } = reading;
	demand(retryDelayMs === null || retryDelayMs >= 0, `a wait of ${retryDelayMs} ms`);
	if (message !== null) {
		const flaw = flawOf(message, API_KEY);
		demand(flaw === null, `the message: ${flaw}`);
	}
	if (!generation || !facts) return;

	checkGeneration(generation);
	checkFacts(facts);
	const images = 'images' in generation ? generation.images : [];
	if (images.length > 0) checkImages(images, reply, name, request);
}

function checkGeneration(generation: Generation): void {
	switch (generation.status) {
		case 'done':
			demand(generation.images.length > 0, 'done without an image');
			return;
		case 'pending': {
			const { id, statusUrl, resultUrl } = generation.job;
			demand(
				[id, statusUrl, resultUrl].some((address) => address),
				'a job without an address',
			);
			demand(generation.excerpt.length <= LONGEST_EXCERPT, 'a long excerpt');
			return;
		}
		case 'failed':
			demand(generation.reason !== '', 'a failure without a reason');
			demand(generation.reason.length <= LONGEST_EXCERPT, 'a long reason');
			return;
		case 'unclear':
			demand(generation.excerpt.length <= LONGEST_EXCERPT, 'a long excerpt');
	}
}

function checkFacts({ id, credits, usage, text }: GenerationFacts): void {
	demand(id === null || (id !== '' && id.length <= LONGEST_ID), 'an id of no use');
	demand(credits === null || Number.isFinite(credits), `${credits} credits`);
	demand(text === null || (text !== '' && text.length <= LONGEST_TEXT), 'a text of no use');
	const told = JSON.stringify([id, usage, text]);
	demand(!isPolluted(usage), 'a name that pollutes in the facts');
	demand(!told.includes(API_KEY), 'the key in the facts');
	demand(valuesIn(usage).every(isJson), 'usage that JSON cannot hold');
}

function checkImages(
	images: FoundImage[],
	reply: HttpReply,
	name: ProviderName,
	{ references }: ImageRequest,
): void {
	const texts = new Texts(reply.body);
	for (const image of images.flatMap(flat)) {
		demand(isFrom(image, reply.body, texts), `${name}: an image that is not in the reply`);
		for (const reference of references) {
			const isReference =
				reference.kind === 'url'
					? image.kind === 'url' && image.url === reference.url
					: image.kind === 'bytes' && image.bytes.equals(reference.bytes);
			demand(!isReference, `${name}: a reference is taken for a result`);
		}
	}
}

function isFrom(image: FoundImage, body: Buffer, texts: Texts): boolean {
	// What stands around JSON, and addresses in the middle of a text, are read as well.
	const text = textOf(body);
	if (image.kind === 'url') {
		// A host without a scheme is asked by https.
		const places = [image.url, image.url.replace(/^https:\/\//, '')];
		return places.some(
			(url) => texts.written.has(url) || text.replaceAll('\\/', '/').includes(url),
		);
	}
	if (text.includes(image.bytes.toString('base64').replace(/=+$/, ''))) return true;
	// A reply that is base64 alone, also where a letter of it is broken.
	if (Buffer.from(text, 'base64').equals(image.bytes)) return true;
	return image.bytes.equals(body) || texts.decoded().has(image.bytes.toString('latin1'));
}

/** What the texts in a reply say, and the bytes that they stand for. */
class Texts {
	readonly written = new Set<string>();

	private bytes: Set<string> | null = null;

	constructor(body: Buffer) {
		this.add(textOf(body), 0);
	}

	/** A text can be JSON itself. */
	private add(text: string, depth: number): void {
		for (const written of textsIn(text)) {
			this.written.add(written.trim());
			if (depth < 5 && written.length < text.length) this.add(written, depth + 1);
		}
	}

	decoded(): Set<string> {
		this.bytes ??= new Set(
			[...this.written].flatMap((text) => {
				// Marks in base64 may be escaped as in an address.
				const uris = [text, `data:;base64,${text}`].flatMap((uri) => decodeDataUri(uri) ?? []);
				const all = [Buffer.from(text, 'base64'), ...uris.map(({ bytes }) => bytes)];
				return all.map((bytes) => bytes.toString('latin1'));
			}),
		);
		return this.bytes;
	}
}

/** What stands between two quotation marks, whether or not all of the text is JSON. */
function textsIn(text: string): string[] {
	const marks = [...text.matchAll(/(?<!\\)(?:\\\\)*"/g)].map(
		({ index, 0: mark }) => index + mark.length,
	);
	return marks.slice(1).flatMap((end, at) => {
		// Long texts are read without JSON's rules, so control characters in base64 do not count.
		const written = text
			.slice((marks[at] ?? 0) - 1, end)
			.replaceAll(/\p{Cc}/gu, (control) => (control < ' ' ? ' ' : control));
		try {
			return [JSON.parse(written) as string];
		} catch {
			return [];
		}
	});
}

/** Everything in a tree that is neither a list nor an object. */
function valuesIn(tree: unknown): unknown[] {
	const values: unknown[] = [];
	const left = [tree];
	while (left.length > 0) {
		const value = left.pop();
		if (typeof value !== 'object' || value === null) values.push(value);
		else for (const entry of Object.values(value)) left.push(entry);
	}
	return values;
}

/** Whether a reply has given an object a name or a prototype that no plain object has. */
export function isPolluted(tree: unknown): boolean {
	if (typeof tree !== 'object' || tree === null) return false;
	if (Array.isArray(tree)) return tree.some(isPolluted);
	const isPlain = Object.getPrototypeOf(tree) === Object.prototype;
	const hasOddName = ['__proto__', 'constructor'].some((name) => Object.hasOwn(tree, name));
	return !isPlain || hasOddName || Object.values(tree).some(isPolluted);
}

function isJson(value: unknown): boolean {
	return typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'function';
}
