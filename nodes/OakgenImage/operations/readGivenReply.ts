import { invalidInput, type ImageFailure } from '../errors';
import { field, isRecord, parseJson, type JsonRecord } from '../text/json';
import { shortened } from '../text/shortened';
import type { HttpReply } from '../transport/types';
import { isBlank } from './blank';
import type { ParameterReader } from './read';

/** As n8n's nodes wrap what they got, one in another. */
const MOST_WRAPPERS = 6;

/**
 * Reads a provider's reply that reached the workflow by other means than a request of this node.
 *
 * @throws ImageFailure when it is empty, or no JSON
 */
export function readGivenReply(parameters: ParameterReader): HttpReply {
	const given = parameters.raw('reply', '');
	if (isBlank(given)) {
		throw invalidInput(
			'The reply is empty',
			'Fill in Reply with what the provider sent, for example {{ $json.body }} after a Webhook or Wait node, or {{ $json }} after an HTTP Request node.',
		);
	}
	const { content, status } = unwrapped(given);
	const text = typeof content === 'string' ? content : JSON.stringify(content);
	return { status, headers: {}, body: Buffer.from(text) };
}

interface Unwrapped {
	content: unknown;
	/** As an HTTP Request node tells it along with the whole response. */
	status: number;
}

function unwrapped(given: unknown): Unwrapped {
	let content = given;
	let status = 200;
	for (let depth = 0; depth < MOST_WRAPPERS; depth += 1) {
		if (typeof content === 'string') {
			if (isEventStream(content)) return { content, status };
			content = parsed(content);
		} else if (Array.isArray(content) && content.length > 0 && content.every(isItem)) {
			const inner = content.map(({ json }) => json);
			content = inner.length === 1 ? inner[0] : inner;
		} else if (isItem(content)) content = content.json;
		else if (isHttpMessage(content)) {
			const code = field(content, 'statusCode');
			if (typeof code === 'number') status = code;
			content = content.body;
		} else break;
	}
	if (typeof content === 'object' && content !== null) return { content, status };
	throw noJson(content);
}

/** Server-sent events, as an HTTP Request node hands them on. */
function isEventStream(text: string): boolean {
	return /^\s*(?:event|data|id|retry)?:/.test(text);
}

/** What n8n puts beside `json` in an item. */
const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'index', 'metadata', 'evaluationData']);

function isItem(value: unknown): value is JsonRecord {
	return (
		isRecord(value) &&
		typeof value.json === 'object' &&
		value.json !== null &&
		Object.keys(value).every((key) => ITEM_KEYS.has(key))
	);
}

/** What a Webhook node (and a Wait node) hands out, and an HTTP Request node beside the body. */
const MESSAGE_KEYS = new Set([
	...['headers', 'params', 'query', 'body', 'webhookUrl', 'executionMode'],
	...['statusCode', 'statusMessage'],
]);

function isHttpMessage(value: unknown): value is JsonRecord {
	return (
		isRecord(value) &&
		Object.hasOwn(value, 'body') &&
		!isBlank(value.body) &&
		Object.keys(value).every((key) => MESSAGE_KEYS.has(key))
	);
}

function parsed(text: string): unknown {
	const plain = text.replace(/^\ufeff/, '').trim();
	const value = parseJson(Buffer.from(plain));
	if (value !== undefined) return value;
	// The address of the image alone, or its data, is a reply too.
	if (/^(https?:\/\/|data:image\/)\S+$/.test(plain)) return { url: plain };
	throw noJson(text);
}

const LONGEST_SHOWN = 100;

function noJson(value: unknown): ImageFailure {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const shown = shortened(text.replace(/\s+/g, ' '), LONGEST_SHOWN);
	const isObjectText = text.includes('[object Object]');
	return invalidInput(
		`The reply is no JSON: ${shown}`,
		isObjectText
			? 'Its expression turned the data into a text: use {{ $json }} alone, with nothing in front of it or behind.'
			: 'Fill in Reply with the whole reply of the provider, for example {{ $json.body }} after a Webhook or Wait node, or {{ $json }} after an HTTP Request node.',
	);
}
