import { detectFormat } from '../../image/format';
import type { HttpReply } from '../../transport/types';
import { createEchoTest } from '../echo';
import { withFullAddress } from '../evidence/addresses';
import { areAllUnder, findImages } from '../evidence/candidates';
import { collect } from '../evidence/collect';
import { answersOf, type ReplyDocument } from '../evidence/documents';
import { flat, imageFromEntry, withOthers } from '../evidence/entry';
import { plainName } from '../evidence/fields';
import { isFilteredByHeader } from '../evidence/flags';
import { idUnder, jobInHeaders, reasonInHeaders, type JobInHeaders } from '../evidence/headers';
import { partAbout } from '../evidence/partAbout';
import { lastWord } from '../evidence/stream';
import { weigh } from '../evidence/weigh';
import { tellsOfError } from '../evidence/words';
import { describeBody, isReadable, excerptOf, LONG_EXCERPT_LENGTH } from '../../text/excerpt';
import type { FoundImage, Generation, ReadingContext } from '../generation';
import { valueAt } from '../../text/json';
import { NO_FACTS } from '../noFacts';
import type { ReplyContext } from '../types';
import { ECHO_FIELDS, ID_HEADERS } from '../evidence/assumptions';
import type { OakgenSettings } from './options';

type Asked = ReplyContext<OakgenSettings>;

const FIRST_REPLY: ReadingContext = { baseUrl: '', job: null };

/** What a 2xx reply of Oakgen means, of the first request or of a poll. */
export function readOakgenReply(
	reply: HttpReply,
	request: Asked,
	context: ReadingContext = FIRST_REPLY,
): Generation {
	if (detectFormat(reply.body) !== null) return readBytes(reply, request);
	const documents = answersOf(reply, context.job);
	// A wrong type does not make an image of a reply that can be read.
	if (documents.length === 0 && isDeclaredImage(reply) && !isReadable(reply.body))
		return readBytes(reply, request);
	const told = jobInHeaders(reply);
	// Of a job that is known, a header can hardly tell another name.
	const inHeaders = context.job === null ? told : { ...told, id: null };
	if (documents.length === 0) return withHeaders(readOther(reply, inHeaders, context), reply);
	const excerpt = excerptOf(reply.body, LONG_EXCERPT_LENGTH);
	const generations = documents.map((document) => {
		const isBegun = reply.status === 202 && context.job === null;
		const generation = readDocument(document, { inHeaders, isBegun, excerpt, request, context });
		return { generation, state: document.eventState };
	});
	return withHeaders(lastWord(generations), reply);
}

function readBytes(reply: HttpReply, request: Asked): Generation {
	const image = { kind: 'bytes' as const, bytes: reply.body };
	if (createEchoTest(request)(image)) {
		return {
			status: 'unclear',
			facts: NO_FACTS,
			excerpt: 'it is the reference image',
			isDone: false,
		};
	}
	return withHeaders({ status: 'done', facts: NO_FACTS, images: [image], warnings: [] }, reply);
}

/** No JSON and no image: a page, a text, or nothing, perhaps with the job's address in a header. */
function readOther(
	{ status, headers, body }: HttpReply,
	inHeaders: JobInHeaders,
	context: ReadingContext,
): Generation {
	const isBegun = status === 202 && context.job === null;
	const { statusUrl } = inHeaders;
	const id = inHeaders.id ?? (isBegun ? idUnder(headers, ID_HEADERS) : null);
	const facts = { ...NO_FACTS, id };
	const excerpt = describeBody(body);
	if (statusUrl === null && id === null)
		return { status: 'unclear', facts, excerpt, isDone: false };
	const job = { id, statusUrl, resultUrl: null };
	return { status: 'pending', facts, job, images: [], isChosen: false, isDone: false, excerpt };
}

interface WholeReply {
	inHeaders: JobInHeaders;
	/** It is the reply to an order that was accepted, and is not carried out yet. */
	isBegun: boolean;
	excerpt: string;
	request: Asked;
	context: ReadingContext;
}

function readDocument(
	document: ReplyDocument,
	{ inHeaders, isBegun, excerpt, request, context }: WholeReply,
): Generation {
	const { baseUrl, job: known } = context;
	const own = known?.id == null ? null : partAbout(known.id, document.value);
	const evidence = collect(own ?? document.value, inHeaders, isBegun);
	const { eventState } = document;
	const isEcho = createEchoTest(request);
	const ownAddresses = [evidence.job.statusUrl, known?.statusUrl];
	const isOutput = (image: FoundImage) =>
		!isEcho(withFullAddress(image, baseUrl)) &&
		!(image.kind === 'url' && ownAddresses.includes(image.url));
	const path = request.settings.imageUrlPath;
	// The reply to an edit may echo its references under their own names, and at other addresses.
	const echoes =
		request.references.length === 0 ? [] : [request.settings.imageField, ...ECHO_FIELDS];
	const parts = (document.images ?? [])
		.map((bytes): FoundImage => ({ kind: 'bytes', bytes }))
		.filter(isOutput);
	const found =
		parts.length > 0
			? parts
			: findImages(evidence.layers, isOutput, new Set(echoes.map(plainName)));
	const inFull = (image: FoundImage) => {
		const [first, ...others] = flat(image).map((way) => withFullAddress(way, baseUrl));
		return first ? withOthers(first, others) : image;
	};
	return weigh({
		...evidence,
		isBegun,
		state: eventState === 'failed' || eventState === 'running' ? eventState : evidence.state,
		chosen: path === '' ? [] : imagesAt(document.original, path).filter(isOutput).map(inFull),
		hasPath: path !== '',
		found: found.map(inFull),
		isPerhapsSent:
			echoes.length > 0 &&
			areAllUnder(plainName(request.settings.imageField), evidence.layers, isOutput),
		polled: known,
		excerpt,
	});
}

/** What the user's own Image URL Path leads to: a text, an image object, or a list of them. */
function imagesAt(body: unknown, path: string): FoundImage[] {
	return [valueAt(body, path)].flat().flatMap((entry) => imageFromEntry(entry) ?? []);
}

function isDeclaredImage({ headers }: HttpReply): boolean {
	return /^image\/(?!svg)/i.test(headers['content-type'] ?? '');
}

/** With what headers say of the picture, or of why there is none. An address that is told must not get lost. */
function withHeaders(generation: Generation, { headers }: HttpReply): Generation {
	if (generation.status === 'unclear') {
		const reason = reasonInHeaders(headers);
		const isAddressTold = /https?:/.test(generation.excerpt + reason);
		if (tellsOfError(reason) && !isAddressTold)
			return { status: 'failed', facts: generation.facts, reason };
	}
	if (!isFilteredByHeader(headers)) return generation;
	return { ...generation, facts: { ...generation.facts, contentFiltered: true } };
}
