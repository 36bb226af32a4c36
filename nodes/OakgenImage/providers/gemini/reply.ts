import type { Interactions } from '@google/genai';
import type { IDataObject } from 'n8n-workflow';

import type { HttpReply } from '../../transport/types';
import { createEchoTest } from '../echo';
import { describeBody, excerptOf, LONG_EXCERPT_LENGTH } from '../excerpt';
import { asJobId } from '../jobId';
import { field, firstMimeType, isRecord, parseJson, textField } from '../json';
import { NO_FACTS } from '../noFacts';
import type { FoundImage, Generation, GenerationFacts, ReplyContext } from '../types';

type InteractionStatus = Interactions.Interaction['status'];

const PENDING: ReadonlySet<InteractionStatus> = new Set<InteractionStatus>([
	'in_progress',
	'queued',
]);

/** What a 2xx reply of the Interactions API means. Reads plain REST, where `output_image` is absent. */
export function readGeminiReply(reply: HttpReply, { references }: ReplyContext): Generation {
	const body = parseJson(reply.body);
	if (!isRecord(body)) {
		return {
			status: 'unclear',
			facts: NO_FACTS,
			excerpt: describeBody(reply.body),
			isDone: false,
		};
	}
	const contents = outputSteps(body).flatMap((step) => listField(step, 'content'));
	const facts = readFacts(body, contents);
	const isEcho = createEchoTest(references);
	const images = contents.flatMap(asImage).filter((image) => !isEcho(image));
	if (images.length > 0) return { status: 'done', facts, images };

	const status = textField(body, 'status') ?? '';
	if (PENDING.has(status) && facts.id !== null) {
		const job = { id: facts.id, statusUrl: null, resultUrl: null };
		return { status: 'pending', facts, job, images: [], excerpt: '' };
	}
	const reason = whyNoImage(body, facts.text, status);
	return reason === null
		? {
				status: 'unclear',
				facts,
				excerpt: excerptOf(reply.body, LONG_EXCERPT_LENGTH),
				isDone: false,
			}
		: { status: 'failed', facts, reason };
}

/** The model's steps of this turn: those before the last `user_input` are history, and echo inputs. */
function outputSteps(body: unknown): unknown[] {
	const steps = listField(body, 'steps');
	const lastInput = steps.findLastIndex((step) => field(step, 'type') === 'user_input');
	return steps.slice(lastInput + 1).filter((step) => field(step, 'type') === 'model_output');
}

function asImage(content: unknown): FoundImage[] {
	if (field(content, 'type') !== 'image') return [];
	const data = textField(content, 'data');
	if (data !== null) return [{ kind: 'bytes', bytes: Buffer.from(data, 'base64') }];
	const uri = textField(content, 'uri');
	return uri === null
		? []
		: [{ kind: 'url', url: uri, mimeType: firstMimeType(content, ['mime_type']) }];
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
	};
}

/** The provider's reason for a reply without an image: an error, the model's own words, or the status. */
function whyNoImage(body: unknown, text: string | null, status: string): string | null {
	const errors = [
		field(body, 'error'),
		...listField(body, 'errors'),
		...listField(body, 'steps').map((step) => field(step, 'error')),
	]
		.map((error) => textField(error, 'message') ?? textField(error, 'code'))
		.filter((message) => message !== null);
	if (errors.length > 0) return excerptOf(errors.join('; ')) || 'an error without words';
	if (text !== null) return `the model answered in words only: ${excerptOf(text)}`;
	return status === ''
		? null
		: `the interaction ended with "${excerptOf(status)}", but without an image`;
}

function listField(value: unknown, name: string): unknown[] {
	const list = field(value, name);
	return Array.isArray(list) ? (list as unknown[]) : [];
}
