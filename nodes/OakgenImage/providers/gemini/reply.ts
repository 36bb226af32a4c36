import type { Interactions } from '@google/genai';
import type { IDataObject } from 'n8n-workflow';

import type { HttpReply } from '../../transport/types';
import { createEchoTest } from '../echo';
import { withFullAddress } from '../evidence/addresses';
import { failureCode } from '../evidence/code';
import { filterFlags } from '../evidence/flags';
import { judgeState, type State } from '../evidence/state';
import { weigh } from '../evidence/weigh';
import { answersOf, type ReplyDocument } from '../evidence/documents';
import { flat, isPictureAlone, withOthers } from '../evidence/entry';
import { lastWord } from '../evidence/stream';
import { reasonIn, wordsOf } from '../evidence/words';
import { detectFormat } from '../../image/format';
import { describeBody, excerptOf, LONG_EXCERPT_LENGTH } from '../../text/excerpt';
import type { FoundImage, Generation, GenerationFacts, ReadingContext } from '../generation';
import { asJobId } from '../jobId';
import { field, isRecord, textField, type JsonRecord } from '../../text/json';
import {
	contentsOf,
	hasUnread,
	imageOf,
	interactionIn,
	listField,
	outputSteps,
	writtenOut,
} from './contents';
import { NO_FACTS } from '../noFacts';
import type { ReplyContext } from '../types';

/** What Google documents; any other word is judged like those of other providers. */
const STATES: Readonly<Record<Interactions.Interaction['status'], State>> = {
	queued: 'running',
	in_progress: 'running',
	completed: 'done',
	// It ended before its time: what the model has put out by then is all that there will be.
	incomplete: 'done',
	budget_exceeded: 'done',
	requires_action: 'done',
	requires_continuation: 'done',
	failed: 'failed',
	cancelled: 'failed',
};

const FIRST_REPLY: ReadingContext = { baseUrl: '', job: null };

/** What a 2xx reply of the Interactions API means. Reads plain REST, where `output_image` is absent. */
export function readGeminiReply(
	reply: HttpReply,
	request: ReplyContext,
	context: ReadingContext = FIRST_REPLY,
): Generation {
	if (detectFormat(reply.body) !== null) {
		const image: FoundImage = { kind: 'bytes', bytes: reply.body };
		if (createEchoTest(request)(image)) {
			const excerpt = 'it is the reference image';
			return { status: 'unclear', facts: NO_FACTS, excerpt, isDone: false };
		}
		return { status: 'done', facts: NO_FACTS, images: [image], warnings: [] };
	}
	const documents = answersOf(reply, context.job).flatMap(bodiesOf);
	if (documents.length === 0) {
		const excerpt = describeBody(reply.body);
		return { status: 'unclear', facts: NO_FACTS, excerpt, isDone: false };
	}
	const whole = {
		excerpt: excerptOf(reply.body, LONG_EXCERPT_LENGTH),
		isEcho: createEchoTest(request),
		context,
	};
	const generations = documents.map((body) => ({
		generation: readInteraction(body, whole),
		state: null,
	}));
	return lastWord(generations);
}

/** Interactions of a reply: one as a rule, several of a stream or of a list. */
function bodiesOf({ original }: ReplyDocument): JsonRecord[] {
	return [original].flat().map(interactionIn).filter(isRecord);
}

/** What is the same for all interactions of a reply. */
interface WholeReply {
	excerpt: string;
	isEcho: (image: FoundImage) => boolean;
	context: ReadingContext;
}

function readInteraction(body: JsonRecord, { excerpt, isEcho, context }: WholeReply): Generation {
	const { baseUrl, job: known } = context;
	const contents = contentsOf(body);
	const facts = readFacts(body, contents);
	const proper = contents.flatMap(imageOf);
	const images = (proper.length > 0 ? proper : contents.flatMap(writtenOut))
		.map((image) => {
			const [first, ...others] = flat(image).map((way) => withFullAddress(way, baseUrl));
			return first ? withOthers(first, others) : image;
		})
		.filter((image) => !isEcho(image));
	const status = textField(body, 'status');
	const state = stateOf(status);
	const filtered = [body, ...outputSteps(body), ...listField(body, 'candidates')];
	const isFiltered = filtered.some((part) => filterFlags(part).all);
	const errors = errorsIn(body) ?? (isFiltered && images.length === 0 ? reasonIn(filtered) : null);
	const hasEnded = state === 'done' || state === 'failed';
	const reason = errors ?? whyNoImage(facts.text, hasEnded ? status : null, body);
	// An interaction is complete as a whole: its images do not come later.
	const isEmpty = state === 'done' && images.length === 0;
	if (isEmpty && errors === null && facts.text === null && hasUnread(body)) {
		return { status: 'unclear', facts, excerpt, isDone: true };
	}
	// An answer without an interaction in it is about the asking, as its code says.
	const code = known !== null && status === null ? failureCode(body) : null;
	const hasWords = facts.text !== null || errors !== null;
	if (
		images.length === 0 &&
		reason !== null &&
		(state === 'failed' || (isEmpty && (known === null || hasWords)))
	) {
		return { status: 'failed', facts, reason };
	}
	const wasBlocked = state !== 'running' && images.length === 0 && reason !== null && hasWords;
	if (wasBlocked && state !== 'unknown' && code === null)
		return { status: 'failed', facts, reason };
	return weigh({
		layers: [body],
		state,
		failedState: status,
		hasError: errors !== null,
		reason,
		code,
		innerCode: null,
		hasOwnFailure: false,
		isEmptyHanded: false,
		job: { id: facts.id, statusUrl: null, resultUrl: null },
		facts,
		filtered: { all: isFiltered, each: [] },
		chosen: [],
		hasPath: false,
		found: images,
		polled: known,
		excerpt,
	});
}

function stateOf(status: string | null): State | null {
	if (status === null) return null;
	const word = status.toLowerCase();
	const documented: State | undefined = isDocumented(word) ? STATES[word] : undefined;
	return documented ?? judgeState(status);
}

function isDocumented(word: string): word is keyof typeof STATES {
	return Object.hasOwn(STATES, word);
}

function readFacts(body: unknown, contents: unknown[]): GenerationFacts {
	const usage = field(body, 'usage');
	const texts = contents
		.filter((content) => ['text', undefined].includes(field(content, 'type') as string | undefined))
		.map((content) => textField(content, 'text'))
		.filter((text) => text !== null && !isPictureAlone(text));
	return {
		id: asJobId(field(body, 'id')),
		credits: null,
		usage: isRecord(usage) ? (usage as IDataObject) : null,
		text: texts.length > 0 ? texts.join('\n') : null,
		contentFiltered: false,
	};
}

/** Of many errors the first tell it. */
const MOST_ERRORS = 10;

function errorsIn(body: unknown): string | null {
	const errors = [
		field(body, 'error'),
		...listField(body, 'errors'),
		...listField(body, 'steps').map((step) => field(step, 'error')),
	]
		.slice(0, MOST_ERRORS)
		.map((error) => textField(error, 'message') ?? textField(error, 'code') ?? wordsOf(error))
		.filter((message) => message !== null)
		.map((message) => excerptOf(message));
	return errors.length > 0 ? excerptOf(errors.join('; ')) || 'an error without words' : null;
}

/** The model's own words, or the status, and what is said of it. */
function whyNoImage(text: string | null, status: string | null, body: JsonRecord): string | null {
	if (text !== null) return `the model answered in words only: ${excerptOf(text)}`;
	if (status === null) return null;
	const told = reasonIn([body]);
	const end = `the interaction ended with "${excerptOf(status)}", but without an image`;
	return told === null ? end : `${end}: ${told}`;
}
