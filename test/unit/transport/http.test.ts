import { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import {
	NEVER_CANCELLED,
	type Cancellation,
} from '../../../nodes/OakgenImage/transport/cancellation';
import { createHttpClient } from '../../../nodes/OakgenImage/transport/http';
import { parseJson } from '../../../nodes/OakgenImage/text/json';
import type { HttpCall, HttpClient } from '../../../nodes/OakgenImage/transport/types';
import { imageHeads, plainImage } from '../../support/images';
import { alreadyCancelled, cancelledAt } from '../../support/cancelling';
import { VirtualClock } from '../../support/virtualClock';

interface Request {
	options: IHttpRequestOptions;
	/** Of which the key is sent; null without a key. */
	credential: string | null;
	/** What the helper was called on. */
	context: unknown;
}

interface Answer {
	statusCode?: number;
	headers?: Record<string, unknown>;
	body?: Readable;
	/** Until the head of the reply is here. */
	takesMs?: number;
	/** Instead of a reply. */
	error?: unknown;
}

const call: HttpCall = {
	method: 'POST',
	url: 'https://api.oakgen.ai/v1/generate/image',
	withKey: true,
	deadline: 300_000,
};

/** A client above n8n's two request helpers, which give one answer and keep what they are asked. */
function clientFor(
	answer: Answer,
	cancellation: Cancellation = NEVER_CANCELLED,
	clock = new VirtualClock(),
) {
	const requests: Request[] = [];
	const answerTo = async (request: Request) => {
		requests.push(request);
		if (answer.takesMs !== undefined) await clock.sleep(answer.takesMs);
		if ('error' in answer) throw answer.error;
		const { statusCode = 200, headers = {}, body = streamOf('') } = answer;
		return { statusCode, headers, body };
	};
	const context = {
		helpers: {
			httpRequest: (options: IHttpRequestOptions) =>
				answerTo({ options, credential: null, context: undefined }),
			httpRequestWithAuthentication(
				this: unknown,
				credential: string,
				options: IHttpRequestOptions,
			) {
				return answerTo({ options, credential, context: this });
			},
		},
	};
	const client = createHttpClient(context as unknown as IExecuteFunctions, 'oakgenApi', {
		clock,
		cancellation,
		holdsKey: (text) => text.includes('s3cret'),
	});
	const run = async <Outcome>(use: (client: HttpClient) => Promise<Outcome>) =>
		await clock.run(use(client));
	return { client, clock, context, requests, run };
}

/** As from a socket: in pieces, and, as asked, without an end or with a broken one. */
function streamOf(
	text: string | Buffer,
	{ pieceSize = 10, breaks = false, stalls = false } = {},
): Readable {
	const bytes = Buffer.from(text);
	const pieces = async function* () {
		for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
		if (breaks) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		if (stalls) await new Promise(() => undefined);
	};
	return Readable.from(pieces(), { objectMode: false });
}

/** The options of the one request that a call becomes. */
async function optionsFor(changes: Partial<HttpCall>): Promise<IHttpRequestOptions> {
	const { requests, run } = clientFor({});
	await run((client) => client.open({ ...call, ...changes }));
	expect(requests).toHaveLength(1);
	return requests[0].options;
}

describe('a request', () => {
	it('is made once, as a stream, without following redirects or throwing on a status', async () => {
		expect(await optionsFor({ method: 'GET' })).toEqual({
			method: 'GET',
			url: call.url,
			headers: {},
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 300_000,
		});
	});

	it('carries the key through n8n’s authentication, on the node’s own context', async () => {
		const { context, requests, run } = clientFor({});
		await run((client) => client.open(call));
		expect(requests).toMatchObject([{ credential: 'oakgenApi' }]);
		expect(requests[0].context).toBe(context);
	});

	it('carries the key to its own origin, even when the address has it inside', async () => {
		const { requests, run } = clientFor({});
		await run((client) => client.open({ ...call, url: `${call.url}?key=s3cret` }));
		expect(requests).toMatchObject([{ credential: 'oakgenApi' }]);
	});

	it('carries no key when it must not', async () => {
		const { requests, run } = clientFor({});
		await run((client) => client.open({ ...call, withKey: false }));
		expect(requests).toMatchObject([{ credential: null }]);
	});

	it('carries JSON as such, beside its own headers', async () => {
		const fields = { prompt: 'a red fox' };
		const options = await optionsFor({
			body: { kind: 'json', fields },
			headers: { 'Idempotency-Key': 'k' },
		});
		expect(options.headers).toEqual({
			'Content-Type': 'application/json',
			'Idempotency-Key': 'k',
		});
		expect(options.body).toEqual(fields);
	});

	it('has headers of its own, because n8n writes the key into them', async () => {
		const headers = { Accept: 'application/json' };
		const options = await optionsFor({ headers });
		expect(options.headers).toEqual(headers);
		expect(options.headers).not.toBe(headers);
	});

	it('carries files and fields as a form, whose type and boundary n8n sets', async () => {
		const bytes = Buffer.from([0x89, 0x50, 0x00, 0xff]);
		const options = await optionsFor({
			body: {
				kind: 'multipart',
				fields: [
					['prompt', 'a red fox'],
					['image_urls', 'https://a.example/1.png'],
				],
				files: [{ name: 'image_urls', fileName: 'cat.png', mimeType: 'image/png', bytes }],
			},
		});
		expect(options.headers).toEqual({});
		const form = options.body as unknown as FormData;
		const [prompt, url, file] = [...form.entries()];
		expect(prompt).toEqual(['prompt', 'a red fox']);
		expect(url).toEqual(['image_urls', 'https://a.example/1.png']);
		expect(file[0]).toBe('image_urls');
		const sent = file[1] as File;
		expect([sent.name, sent.type]).toEqual(['cat.png', 'image/png']);
		expect(Buffer.from(await sent.arrayBuffer())).toEqual(bytes);
		expect([...form.keys()]).toHaveLength(3);
	});

	it.each([
		[1000, 1000],
		[1000.2, 1001],
		[0.5, 1],
		[0, 1],
		[-5, 1],
	])('with %d ms left has a timeout of %d ms', async (deadline, timeout) => {
		expect(await optionsFor({ deadline })).toMatchObject({ timeout });
	});

	it('has the time that is left of its deadline, not the time of day', async () => {
		const { clock, requests, run } = clientFor({});
		await clock.advance(100_000);
		await run((client) => client.open(call));
		expect(requests).toMatchObject([{ options: { timeout: 200_000 } }]);
	});
});

describe('the head of a reply', () => {
	it('is handed on with lower-case header names, each value a text', async () => {
		const body = streamOf('x');
		const headers = { 'Content-Type': 'image/png', 'RETRY-AFTER': 7, 'Set-Cookie': ['a', 'b'] };
		const { run } = clientFor({ statusCode: 404, headers, body });
		const outcome = await run((client) => client.open(call));
		expect(outcome).toEqual({
			kind: 'reply',
			reply: {
				status: 404,
				headers: { 'content-type': 'image/png', 'retry-after': '7', 'set-cookie': 'a,b' },
				stream: body,
			},
		});
		expect(body.destroyed).toBe(false);
	});

	it('that comes after the deadline is a timeout, and its stream is closed', async () => {
		const body = streamOf('an image', { stalls: true });
		const { clock, run } = clientFor({ takesMs: 300_001, body });
		const outcome = await run((client) => client.open(call));
		expect(outcome).toEqual({ kind: 'noReply', reason: 'timeout', detail: 'no reply in time' });
		expect(clock.now()).toBe(300_000);
		await clock.advance(1);
		expect(body.destroyed).toBe(true);
	});

	it('that never comes is told by the error that came instead', async () => {
		const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
		const { run } = clientFor({ error });
		const expected = {
			kind: 'noReply',
			reason: 'notSent',
			detail: 'the connection was refused',
		};
		expect(await run((client) => client.open(call))).toEqual(expected);
		expect(await run((client) => client.send(call, 100))).toEqual(expected);
	});

	it('that never comes because the execution was cancelled says so', async () => {
		const { run } = clientFor({ error: new Error('canceled') }, alreadyCancelled());
		expect(await run((client) => client.open(call))).toEqual({
			kind: 'noReply',
			reason: 'cancelled',
			detail: 'the execution was cancelled',
		});
	});
});

describe('a whole reply', () => {
	it.each([100, 101, 1_000_000])('of 100 bytes is read when %i may come', async (maxBytes) => {
		const { run } = clientFor({ headers: { Date: 'now' }, body: streamOf('x'.repeat(100)) });
		expect(await run((client) => client.send(call, maxBytes))).toEqual({
			kind: 'reply',
			reply: { status: 200, headers: { date: 'now' }, body: Buffer.from('x'.repeat(100)) },
		});
	});

	it('with a large image takes no more memory than the image', async () => {
		const image = Buffer.concat([imageHeads.PNG, Buffer.alloc(100_000)]);
		const json = JSON.stringify({ images: [image.toString('base64')], id: 'job-1' });
		for (const headers of [{}, { 'Content-Length': String(json.length) }]) {
			const { run } = clientFor({ headers, body: streamOf(json) });
			const outcome = await run((client) => client.send(call, 1_000_000));
			const body = outcome.kind === 'reply' ? outcome.reply.body : Buffer.alloc(0);
			expect(body.toString()).toBe('{"images":["[image data removed]"],"id":"job-1"}');
			expect(parseJson(body)).toMatchObject({ images: [{ bytes: image }], id: 'job-1' });
		}
	});

	it('of one byte too many is given up and closed', async () => {
		const body = streamOf('x'.repeat(100), { stalls: true });
		const { run } = clientFor({ body });
		expect(await run((client) => client.send(call, 99))).toEqual({
			kind: 'noReply',
			reason: 'tooLarge',
			detail: 'more than 99 bytes',
		});
		expect(body.destroyed).toBe(true);
	});

	it.each([200, 500])('with status %i is as it came, key and all', async (statusCode) => {
		const { run } = clientFor({ statusCode, body: streamOf('bad key s3cret', { pieceSize: 3 }) });
		expect(await run((client) => client.send(call, 100))).toMatchObject({
			reply: { status: statusCode, body: Buffer.from('bad key s3cret') },
		});
	});

	it.each(['5', '100', '5000', '-1', 'many', '1, 2'])(
		'is whole though its length is said to be %s',
		async (length) => {
			const headers = { 'content-length': length };
			const { run } = clientFor({ headers, body: streamOf('x'.repeat(100)) });
			expect(await run((client) => client.send(call, 1000))).toMatchObject({
				reply: { body: Buffer.from('x'.repeat(100)) },
			});
		},
	);

	it('of a known length lies in one piece of memory', async () => {
		const headers = { 'Content-Length': '100' };
		const { run } = clientFor({ headers, body: streamOf('x'.repeat(100)) });
		const outcome = await run((client) => client.send(call, 1000));
		const body = outcome.kind === 'reply' ? outcome.reply.body : Buffer.alloc(0);
		expect(body.buffer.byteLength).toBe(100);
	});

	it('that breaks off is a lost connection', async () => {
		const { run } = clientFor({ body: streamOf('{"url": ', { breaks: true }) });
		expect(await run((client) => client.send(call, 100))).toEqual({
			kind: 'noReply',
			reason: 'connectionLost',
			detail: 'it was closed before the reply was complete',
		});
	});

	it('that breaks off because the execution was cancelled says so', async () => {
		const body = streamOf('{"url": ', { breaks: true });
		const { run } = clientFor({ body }, alreadyCancelled());
		expect(await run((client) => client.send(call, 100))).toMatchObject({ reason: 'cancelled' });
	});

	it('that stalls is a timeout at the deadline, and its stream is closed', async () => {
		const body = streamOf('{"url": ', { stalls: true });
		const { clock, run } = clientFor({ body });
		expect(await run((client) => client.send(call, 100))).toMatchObject({ reason: 'timeout' });
		expect(clock.now()).toBe(300_000);
		expect(body.destroyed).toBe(true);
	});
});

describe('the words of a refusal', () => {
	const refusal = (body: Readable) => clientFor({ statusCode: 422, body });
	const reply = (text: string) => ({
		kind: 'reply',
		reply: { status: 422, headers: {}, body: Buffer.from(text) },
	});

	it('are kept, however few bytes an accepted reply may have', async () => {
		const { run } = refusal(streamOf('Unknown model'));
		expect(await run((client) => client.send(call, 5))).toEqual(reply('Unknown model'));
	});

	it('are kept as far as they came when they break off', async () => {
		const { clock, run } = refusal(streamOf('Unknown model', { breaks: true }));
		expect(await run((client) => client.send(call, 100))).toEqual(reply('Unknown model'));
		expect(clock.now()).toBeLessThan(300_000);
	});

	it('are kept as far as they came until the deadline, and the stream is closed', async () => {
		const body = streamOf('Unknown model', { stalls: true });
		const { clock, run } = refusal(body);
		expect(await run((client) => client.send(call, 100))).toEqual(reply('Unknown model'));
		expect(clock.now()).toBe(300_000);
		expect(body.destroyed).toBe(true);
	});

	it('are not read further than 64 KB and a piece', async () => {
		const body = streamOf('x'.repeat(200_000), { pieceSize: 1024, stalls: true });
		const { run } = refusal(body);
		const outcome = await run((client) => client.send(call, 100));
		const size = outcome.kind === 'reply' ? outcome.reply.body.length : 0;
		expect(size).toBeGreaterThanOrEqual(65_536);
		expect(size).toBeLessThanOrEqual(65_536 + 1024);
		expect(body.destroyed).toBe(true);
	});
});

describe('a reply that is whole although its connection is not as it should be', () => {
	const json = '{"images": ["https://a.example/1.png"]}';
	const whole: Array<[string, string]> = [
		['JSON', json],
		['a list', `[${json}]`],
		['JSON and blanks', `${json}\r\n \n`],
		['JSON behind blanks that kept the connection open', `  \n \n${json}`],
		['JSON behind a byte order mark', `\ufeff${json}`],
		['server-sent events up to their end', `data: ${json}\n\ndata: [DONE]\n\n`],
	];
	const half: Array<[string, string]> = [
		['half of the JSON', json.slice(0, -1)],
		['a text that ends like JSON', `see ${json}`],
		['two documents', `${json}${json.slice(0, 9)}}`],
		['nothing', ''],
		['blanks', ' \n '],
		['a number', '7'],
		['server-sent events without their end', `data: ${json}\n\n`],
	];

	it.each(whole)('is read when the connection breaks: %s', async (_, text) => {
		const { run } = clientFor({ body: streamOf(text, { breaks: true }) });
		expect(await run((client) => client.send(call, 1000))).toMatchObject({
			reply: { status: 200, body: Buffer.from(text) },
		});
	});

	it.each(whole)('is read soon when the connection stays open: %s', async (_, text) => {
		const body = streamOf(text, { stalls: true });
		const { clock, run } = clientFor({ body });
		expect(await run((client) => client.send(call, 1000))).toMatchObject({
			reply: { body: Buffer.from(text) },
		});
		expect(clock.now()).toBeLessThanOrEqual(10_000);
		expect(body.destroyed).toBe(true);
	});

	it.each(half)('is none when the connection breaks: %s', async (_, text) => {
		const { run } = clientFor({ body: streamOf(text, { breaks: true }) });
		expect(await run((client) => client.send(call, 1000))).toMatchObject({
			reason: 'connectionLost',
		});
	});

	it.each(half)('is waited for to the end: %s', async (_, text) => {
		const { clock, run } = clientFor({ body: streamOf(text, { stalls: true }) });
		expect(await run((client) => client.send(call, 1000))).toMatchObject({ reason: 'timeout' });
		expect(clock.now()).toBe(300_000);
	});

	it('is an image to its end', async () => {
		const png = await plainImage(40, 30).png().toBuffer();
		const send = async (bytes: Buffer) => {
			const { run } = clientFor({ body: streamOf(bytes, { breaks: true }) });
			return await run((client) => client.send(call, 10_000));
		};
		expect(await send(png)).toMatchObject({ reply: { body: png } });
		expect(await send(png.subarray(0, -9))).toMatchObject({ reason: 'connectionLost' });
	});

	it('is not cut off while more of it comes', async () => {
		const { clock, run } = clientFor({
			body: slowly(
				[
					['{"status": "queued"}', 4000],
					[' {"images": []}', 0],
				],
				() => clock,
			),
		});
		expect(await run((client) => client.send(call, 1000))).toMatchObject({
			reply: { body: Buffer.from('{"status": "queued"} {"images": []}') },
		});
	});
});

/** Texts, each with the milliseconds until the next. */
function slowly(texts: Array<[string, number]>, clock: () => VirtualClock): Readable {
	const pieces = async function* () {
		for (const [text, ms] of texts) {
			yield Buffer.from(text);
			await clock().sleep(ms);
		}
	};
	return Readable.from(pieces(), { objectMode: false });
}

describe('the end of the execution', () => {
	const cancelled = { kind: 'noReply', reason: 'cancelled' };

	it('ends the wait for a head at once, and closes what comes later', async () => {
		const body = streamOf('an image', { stalls: true });
		const clock = new VirtualClock();
		const client = clientFor({ takesMs: 5000, body }, cancelledAt(clock, 1234), clock).client;
		expect(await clock.run(client.open(call))).toMatchObject(cancelled);
		expect(clock.now()).toBe(1234);
		await clock.advance(10_000);
		expect(body.destroyed).toBe(true);
	});

	it('ends the wait for the rest at once, and closes the connection', async () => {
		const body = streamOf('{"url": ', { stalls: true });
		const clock = new VirtualClock();
		const client = clientFor({ body }, cancelledAt(clock, 1234), clock).client;
		expect(await clock.run(client.send(call, 100))).toMatchObject(cancelled);
		expect(clock.now()).toBe(1234);
		expect(body.destroyed).toBe(true);
	});

	it('is told to n8n where n8n does not see it by itself', async () => {
		const clock = new VirtualClock();
		const cancellation = cancelledAt(clock, 1234);
		const { requests, run } = clientFor({}, cancellation);
		await run((client) => client.open({ ...call, withKey: false }));
		expect(requests[0].options.abortSignal).toBe(cancellation.signal);
	});
});

it('no other origin gets to see an address with the key inside', async () => {
	const { requests, run } = clientFor({});
	const url = 'https://cdn.example/1.png?key=s3cret';
	expect(await run((client) => client.open({ ...call, url, withKey: false }))).toEqual({
		kind: 'noReply',
		reason: 'blocked',
		detail: 'the address contains the API key',
	});
	expect(requests).toEqual([]);
});
