import type { Interactions } from '@google/genai';
import type { IDataObject } from 'n8n-workflow';

import type { HttpReply } from '../../transport/types';
import { createEchoTest } from '../echo';
import { withFullAddress } from '../evidence/addresses';
import { filterFlags } from '../evidence/flags';
import { judgeState, type State } from '../evidence/state';
import { weigh } from '../evidence/weigh';
import { describeBody, excerptOf, LONG_EXCERPT_LENGTH } from '../../text/excerpt';
import type { FoundImage, Generation, GenerationFacts, ReadingContext } from '../generation';
import { asJobId } from '../jobId';
import { field, firstMimeType, isRecord, parseJson, textField } from '../../text/json';
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
	{ baseUrl, job: known }: ReadingContext = FIRST_REPLY,
): Generation {
	const parsed = parseJson(reply.body);
	const body: unknown = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
	if (!isRecord(body)) {
		const excerpt = describeBody(reply.body);
		return { status: 'unclear', facts: NO_FACTS, excerpt, isDone: false };
	}
	const contents = outputSteps(body).flatMap((step) => listField(step, 'content'));
	const facts = readFacts(body, contents);
	const isEcho = createEchoTest(request);
	const images = contents
		.flatMap(asImage)
		.map((image) => withFullAddress(image, baseUrl))
		.filter((image) => !isEcho(image));
	const status = textField(body, 'status');
	const state = stateOf(status);
	const errors = errorsIn(body);
	const reason = errors ?? whyNoImage(facts.text, status);
	// An interaction is complete as a whole: its images do not come later.
	const isEmpty = state === 'done' && images.length === 0;
	const hasWords = facts.text !== null || errors !== null;
	if (
		images.length === 0 &&
		reason !== null &&
		(state === 'failed' || (isEmpty && (known === null || hasWords)))
	) {
		return { status: 'failed', facts, reason };
	}
	const wasBlocked = state !== 'running' && images.length === 0 && reason !== null && hasWords;
	if (wasBlocked && state !== 'unknown') return { status: 'failed', facts, reason };
	return weigh({
		layers: [body],
		state,
		failedState: status,
		hasError: errors !== null,
		reason,
		code: null,
		innerCode: null,
		hasOwnFailure: false,
		isEmptyHanded: false,
		job: { id: facts.id, statusUrl: null, resultUrl: null },
		facts,
		filtered: { all: [body, ...outputSteps(body)].some((part) => filterFlags(part).all), each: [] },
		chosen: [],
		hasPath: false,
		found: images,
		known,
		excerpt: excerptOf(reply.body, LONG_EXCERPT_LENGTH),
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

/** The model's steps of this turn: those before the last `user_input` are history, and echo inputs. */
function outputSteps(body: unknown): unknown[] {
	const steps = listField(body, 'steps');
	const lastInput = steps.findLastIndex((step) => field(step, 'type') === 'user_input');
	return steps.slice(lastInput + 1).filter((step) => field(step, 'type') === 'model_output');
}

function asImage(content: unknown): FoundImage[] {
	if (field(content, 'type') !== 'image') return [];
	const isFiltered = filterFlags(content).all ? { isFiltered: true } : {};
	const data = textField(content, 'data');
	if (data !== null) return [{ kind: 'bytes', bytes: Buffer.from(data, 'base64'), ...isFiltered }];
	const url = textField(content, 'uri');
	const mimeType = firstMimeType(content, ['mime_type']);
	return url === null ? [] : [{ kind: 'url', url, mimeType, ...isFiltered }];
}

function readFacts(body: unknown, contents: unknown[]): GenerationFacts {
	const usage = field(body, 'usage');
	const texts = contents
		.filter((content) => field(content, 'type') === 'text')
		.map((content) => textField(content, 'text'))
		.filter((text) => text !== null);
	return {
		id: asJobId(field(body, 'id')),
		credits: null,
		usage: isRecord(usage) ? (usage as IDataObject) : null,
		text: texts.length > 0 ? texts.join('\n') : null,
		contentFiltered: false,
	};
}

function errorsIn(body: unknown): string | null {
	const errors = [
		field(body, 'error'),
		...listField(body, 'errors'),
		...listField(body, 'steps').map((step) => field(step, 'error')),
	]
		.map((error) => textField(error, 'message') ?? textField(error, 'code'))
		.filter((message) => message !== null);
	return errors.length > 0 ? excerptOf(errors.join('; ')) || 'an error without words' : null;
}

/** The model's own words, or the status. */
function whyNoImage(text: string | null, status: string | null): string | null {
	if (text !== null) return `the model answered in words only: ${excerptOf(text)}`;
	return status === null
		? null
		: `the interaction ended with "${excerptOf(status)}", but without an image`;
}

function listField(value: unknown, name: string): unknown[] {
	const list = field(value, name);
	return Array.isArray(list) ? (list as unknown[]) : [];
}
