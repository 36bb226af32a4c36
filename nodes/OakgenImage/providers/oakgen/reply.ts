import type { IDataObject } from 'n8n-workflow';

import { detectFormat } from '../../image/format';
import type { HttpReply } from '../../transport/types';
import { createEchoTest } from '../echo';
import { describeBody, excerptOf, LONG_EXCERPT_LENGTH } from '../excerpt';
import { asJobId } from '../jobId';
import { field, firstText, isRecord, parseJson, textField, valueAt } from '../json';
import { NO_FACTS } from '../noFacts';
import type { FoundImage, Generation, GenerationFacts, PendingJob, ReplyContext } from '../types';
import {
	CREDIT_FIELDS,
	DONE_WORDS,
	ECHO_FIELDS,
	FAILED_WORDS,
	ID_FIELDS,
	PENDING_WORDS,
	RESULT_URL_FIELD,
	STATUS_FIELDS,
	STATUS_URL_FIELDS,
	TEXT_FIELDS,
	WRAPPER_FIELDS,
} from './assumptions';
import { asImages, findImages } from './images';
import type { OakgenSettings } from './options';

type OakgenContext = ReplyContext<OakgenSettings>;

/** What a 2xx reply of Oakgen means, of the first request or of a poll. */
export function readOakgenReply(reply: HttpReply, context: OakgenContext): Generation {
	const isImage = detectFormat(reply.body) !== null;
	const body = isImage ? undefined : parseJson(reply.body);
	const isObject = typeof body === 'object' && body !== null;
	// A wrong type does not make an image of a reply that can be read.
	if (isImage || (!isObject && isDeclaredImage(reply))) {
		const image = { kind: 'bytes' as const, bytes: reply.body };
		return createEchoTest(context.references)(image)
			? { status: 'unclear', facts: NO_FACTS, excerpt: 'it is the reference image', isDone: false }
			: { status: 'done', facts: NO_FACTS, images: [image] };
	}
	const location = reply.status === 200 ? null : reply.headers.location || null;
	if (!isObject) {
		const facts = NO_FACTS;
		const excerpt = describeBody(reply.body);
		if (location === null) return { status: 'unclear', facts, excerpt, isDone: false };
		const job = { id: null, statusUrl: location, resultUrl: null };
		return { status: 'pending', facts, job, images: [], excerpt };
	}
	return readBody(body, location, excerptOf(reply.body, LONG_EXCERPT_LENGTH), context);
}

function readBody(
	body: unknown,
	location: string | null,
	excerpt: string,
	context: OakgenContext,
): Generation {
	const layers = layersOf(body);
	const facts = readFacts(layers);
	const status = statusOf(layers);
	const reason = failureReason(layers, status);
	if (reason !== null) return { status: 'failed', facts, reason };

	const images = imagesIn(body, context);
	const job = readJob(layers, location, facts.id);
	if (status !== null && PENDING_WORDS.has(status) && job) {
		return { status: 'pending', facts, job, images, excerpt };
	}
	if (images.length > 0) return { status: 'done', facts, images };

	if (layers.some((layer) => Boolean(field(layer, 'error')))) {
		return { status: 'failed', facts, reason: wordsIn(layers) ?? 'an error without words' };
	}
	if (status !== null && DONE_WORDS.has(status)) {
		const resultUrl = firstInLayers(layers, [RESULT_URL_FIELD]);
		if (resultUrl !== null) {
			const resultJob = { id: facts.id, statusUrl: null, resultUrl };
			return { status: 'pending', facts, job: resultJob, images, excerpt };
		}
		if (facts.text === null) return { status: 'unclear', facts, excerpt, isDone: true };
		const reason = `the job ended with "${status}", but without an image: ${excerptOf(facts.text)}`;
		return { status: 'failed', facts, reason };
	}
	return job
		? { status: 'pending', facts, job, images, excerpt }
		: { status: 'unclear', facts, excerpt, isDone: false };
}

function isDeclaredImage({ headers }: HttpReply): boolean {
	return /^image\/(?!svg)/i.test(headers['content-type'] ?? '');
}

function imagesIn(body: unknown, context: OakgenContext): FoundImage[] {
	const isEcho = createEchoTest(context.references);
	const isOutput = (image: FoundImage) => !isEcho(image);
	const path = context.settings.imageUrlPath;
	if (path !== '') {
		const images = asImages(valueAt(body, path)).filter(isOutput);
		if (images.length > 0) return images;
	}
	// The reply to an edit may echo its references under their own names, and at other addresses.
	const echoes =
		context.references.length === 0 ? [] : [context.settings.imageField, ...ECHO_FIELDS];
	const images = findImages(body, isOutput, new Set(echoes));
	return images.length > 0 ? images : findImages(body, isOutput, new Set());
}

/** The reply and the objects that it merely wraps, outermost first. */
function layersOf(body: unknown): unknown[] {
	const layers: unknown[] = [];
	let level = [body];
	// Three wrappers deep: {"data": {"result": {"output": …}}}.
	for (let depth = 0; depth <= 3; depth += 1) {
		layers.push(...level);
		level = level.flatMap((layer) =>
			WRAPPER_FIELDS.map((name) => field(layer, name)).filter(isRecord),
		);
	}
	return layers;
}

/**
 * The status word, lower case, of the innermost object that has one: a wrapper says how the call
 * went, its content how the job does. Of several words the one that is not about success counts.
 */
function statusOf(layers: unknown[]): string | null {
	for (const layer of layers.toReversed()) {
		const words = STATUS_FIELDS.flatMap((name) => textField(layer, name) ?? []).map((word) =>
			word.toLowerCase().replace(/[\s-]+/g, '_'),
		);
		const word =
			words.find((found) => FAILED_WORDS.has(found)) ??
			words.find((found) => PENDING_WORDS.has(found)) ??
			words[0];
		if (word !== undefined) return word;
	}
	return null;
}

function failureReason(layers: unknown[], status: string | null): string | null {
	const failed =
		(status !== null && FAILED_WORDS.has(status)) ||
		layers.some((layer) => field(layer, 'success') === false || failureCode(layer) !== null);
	if (!failed) return null;
	return (
		wordsIn(layers) ?? `the provider reports "${excerptOf(status ?? 'failure')}" without a reason`
	);
}

/** What is said of a failure: an error rather than a message, the content rather than its wrapper. */
function wordsIn(layers: unknown[]): string | null {
	const innermostFirst = layers.toReversed();
	const failing = innermostFirst.filter((layer) => Boolean(field(layer, 'error')));
	for (const layer of [...failing, ...innermostFirst]) {
		const words = errorIn(layer);
		if (words !== null) return words;
	}
	return null;
}

/** `{"code": 500, …}` inside a reply with HTTP 200. */
function failureCode(layer: unknown): number | null {
	const code = asNumber(field(layer, 'code'));
	return code !== null && code >= 400 && code < 600 ? code : null;
}

/** The words of an error object, in any of the shapes that APIs use. */
export function errorIn(layer: unknown): string | null {
	const error = field(layer, 'error');
	const words =
		(typeof error === 'string' ? error.trim() : firstText(error, ['message', 'detail', 'code'])) ||
		firstText(layer, ['error_message', 'message', 'detail', 'failure_reason', 'reason', 'msg']) ||
		detailList(layer);
	return (words && excerptOf(words)) || null;
}

/** FastAPI style: `{"detail": [{"loc": ["body", "prompt"], "msg": "field required"}]}`. */
function detailList(layer: unknown): string | null {
	const detail = field(layer, 'detail');
	if (!Array.isArray(detail)) return null;
	const texts = detail.slice(0, 5).map((entry: unknown) => textField(entry, 'msg'));
	return texts.filter((text) => text !== null).join('; ') || null;
}

function readJob(layers: unknown[], location: string | null, id: string | null): PendingJob | null {
	const statusUrl =
		firstInLayers(layers, STATUS_URL_FIELDS) ??
		layers.map((layer) => textField(field(layer, 'urls'), 'get')).find((url) => url !== null) ??
		location;
	return statusUrl === null && id === null ? null : { id, statusUrl, resultUrl: null };
}

function readFacts(layers: unknown[]): GenerationFacts {
	const usage = layers.map((layer) => field(layer, 'usage')).find(isRecord) ?? null;
	return {
		id: readId(layers),
		credits: readCredits(layers),
		usage: usage as IDataObject | null,
		text: firstInLayers(layers, TEXT_FIELDS),
	};
}

function readId(layers: unknown[]): string | null {
	for (const name of ID_FIELDS) {
		for (const layer of layers.toReversed()) {
			const id = asJobId(field(layer, name));
			if (id !== null) return id;
		}
	}
	return null;
}

function readCredits(layers: unknown[]): number | null {
	for (const layer of layers) {
		const named = CREDIT_FIELDS.map((name) => field(layer, name));
		const figures = [...named, field(field(layer, 'usage'), 'credits')].map(asNumber);
		const credits = figures.find((figure) => figure !== null);
		if (credits !== undefined) return credits;
	}
	return null;
}

function asNumber(value: unknown): number | null {
	const isFilled = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const figure = isFilled ? Number(value) : NaN;
	return Number.isFinite(figure) ? figure : null;
}

function firstInLayers(layers: unknown[], names: readonly string[]): string | null {
	return layers.map((layer) => firstText(layer, names)).find((text) => text !== null) ?? null;
}
