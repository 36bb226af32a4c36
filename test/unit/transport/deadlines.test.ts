import { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { ByteStream } from '../../../nodes/OakgenImage/image/byteStream';
import { sendPaid } from '../../../nodes/OakgenImage/transport/attempts';
import { NEVER_CANCELLED } from '../../../nodes/OakgenImage/transport/cancellation';
import { download } from '../../../nodes/OakgenImage/transport/download';
import { createHttpClient } from '../../../nodes/OakgenImage/transport/http';
import { pollUntilSettled } from '../../../nodes/OakgenImage/transport/poll';
import type { HttpClient } from '../../../nodes/OakgenImage/transport/types';
import { effectsFor } from '../../support/effects';
import { VirtualClock } from '../../support/virtualClock';

const BASE = 'https://api.oakgen.ai';

interface Head {
	status?: number;
	headers?: Record<string, string>;
}

/** What comes of a body: bytes that are there, and then whatever the generator waits for. */
type Body = (clock: VirtualClock) => AsyncGenerator<Buffer>;

const half = Buffer.from('{"id": "job_1", "sta');

async function* stalling(): AsyncGenerator<Buffer> {
	yield half;
	await new Promise(() => undefined);
}

async function* trickling(clock: VirtualClock): AsyncGenerator<Buffer> {
	for (;;) {
		yield Buffer.from(' ');
		await clock.sleep(700);
	}
}

/** Everything that can keep a client waiting for ever. */
const stalls: Array<[string, Body | null, Head]> = [
	['headers that never come', null, {}],
	['a body that stops half-way', stalling, {}],
	['a body that comes byte by byte', trickling, {}],
];

/** n8n's HTTP helpers, as far as the client uses them. */
function clientOf(body: Body | null, { status = 200, headers = {} }: Head = {}) {
	const clock = new VirtualClock();
	const sentAt: number[] = [];
	const streams: Readable[] = [];
	const request = async (_options: IHttpRequestOptions) => {
		sentAt.push(clock.now());
		if (body === null) return await new Promise(() => undefined);
		const stream = Readable.from(body(clock), { objectMode: false });
		stream.on('error', () => undefined);
		streams.push(stream);
		return { statusCode: status, headers, body: stream };
	};
	const helpers = {
		httpRequest: request,
		httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) =>
			await request(options),
	};
	const http = createHttpClient({ helpers } as unknown as IExecuteFunctions, 'oakgenApi', {
		clock,
		cancellation: NEVER_CANCELLED,
		holdsKey: () => false,
	});
	return { clock, http, sentAt, streams };
}

const order = { method: 'POST', url: `${BASE}/v1/generate/image`, withKey: true } as const;
const seconds = (count: number) => count * 1000;

async function pay(
	{ clock, http }: { clock: VirtualClock; http: HttpClient },
	requestTimeoutMs: number,
	totalTimeoutMs: number,
) {
	const settings = { retryOn: 'any', maxRetries: 2, requestTimeoutMs, totalTimeoutMs } as const;
	return await clock.run(
		sendPaid(
			{
				request: order,
				maxReplyBytes: 1e6,
				deadline: totalTimeoutMs,
				settings,
				takesIdempotencyKey: true,
				statusOf: ({ status }) => status,
				isFinalLimit: () => false,
				delayInBody: () => null,
			},
			effectsFor(clock, http),
		),
	);
}

async function poll(
	{ clock, http }: { clock: VirtualClock; http: HttpClient },
	requestTimeoutMs: number,
	totalTimeoutMs: number,
) {
	return await clock.run(
		pollUntilSettled(
			{
				addresses: { named: null, path: '/v1/generate/image/job_1' },
				baseUrl: BASE,
				firstDelayMs: null,
				isReady: false,
				headers: {},
				maxReplyBytes: 1e6,
				requestTimeoutMs,
				deadline: totalTimeoutMs,
				read: () => ({ kind: 'pending' }),
				errorText: () => '',
			},
			effectsFor(clock, http),
		),
	);
}

async function readAll(stream: ByteStream) {
	try {
		let size = 0;
		for await (const chunk of stream) size += chunk.length;
		return { stored: size };
	} catch {
		return { kind: 'truncated' as const, why: 'it broke off' };
	}
}

describe.each(stalls)('%s', (_, body, head) => {
	test('end one request at its deadline, and close its connection', async () => {
		const client = clientOf(body, head);
		const deadline = seconds(7.3);
		const outcome = await client.clock.run(client.http.send({ ...order, deadline }, 1e6));
		expect(outcome).toMatchObject({ kind: 'noReply', reason: 'timeout' });
		expect(client.clock.now()).toBe(deadline);
		expect(client.streams.every(({ destroyed }) => destroyed)).toBe(true);
	});

	test('end every attempt at an order after Request Timeout', async () => {
		const client = clientOf(body, head);
		const paid = await pay(client, seconds(10), seconds(900));
		expect(paid).toMatchObject({ accepted: false, because: 'retriesUsedUp' });
		// Pauses of 0.5 s and 1 s between three attempts of 10 s.
		expect(client.sentAt).toEqual([0, seconds(10.5), seconds(21.5)]);
		expect(client.clock.now()).toBe(seconds(31.5));
	});

	test('end an order at Total Timeout, however long a request may take', async () => {
		const client = clientOf(body, head);
		const paid = await pay(client, seconds(300), seconds(60));
		expect(paid).toMatchObject({ accepted: false, because: 'noTimeLeft', attempts: 1 });
		expect(client.clock.now()).toBe(seconds(60));
	});

	test('end every poll after Request Timeout, and all of them at Total Timeout', async () => {
		const client = clientOf(body, head);
		const answer = await poll(client, seconds(10), seconds(60));
		expect(answer).toMatchObject({ kind: 'late' });
		expect(client.sentAt).toEqual([2, 15, 29.5, 46.25, 59].map(seconds));
		expect(client.clock.now()).toBeLessThanOrEqual(seconds(60));
	});

	test('end a poll at Total Timeout, however long a request may take', async () => {
		const client = clientOf(body, head);
		expect(await poll(client, seconds(300), seconds(60))).toMatchObject({ kind: 'late' });
		expect(client.clock.now()).toBe(seconds(60));
	});

	test('end every attempt to fetch a file after Request Timeout', async () => {
		const client = clientOf(body, head);
		const { clock, http } = client;
		const settings = {
			baseUrl: BASE,
			requestTimeoutMs: seconds(10),
			totalTimeoutMs: seconds(900),
		};
		const fetched = await clock.run(
			download(`${BASE}/1.png`, settings, effectsFor(clock, http), readAll),
		);
		expect(fetched).toMatchObject({ kind: 'failed' });
		// Pauses of 0.5, 1, 2 and 4 s between five attempts of 10 s.
		expect(client.sentAt).toEqual([0, 10.5, 21.5, 33.5, 47.5].map(seconds));
		expect(clock.now()).toBe(seconds(57.5));
	});
});

test('a job that is pending for ever is given up at Total Timeout', async () => {
	const client = clientOf(async function* () {
		yield Buffer.from('{"status": "queued"}');
	});
	expect(await poll(client, seconds(10), seconds(60))).toMatchObject({ kind: 'late' });
	expect(client.sentAt.at(-1)).toBe(seconds(59));
	expect(client.clock.now()).toBeLessThanOrEqual(seconds(60));
});

test.each([
	['stop', stalling],
	['come byte by byte', trickling],
])('the words of a refusal that %s do not keep its status back for longer', async (_, body) => {
	const client = clientOf(body, { status: 401 });
	const outcome = await client.clock.run(client.http.send({ ...order, deadline: 5000 }, 1e6));
	expect(outcome).toMatchObject({ kind: 'reply', reply: { status: 401 } });
	expect(client.clock.now()).toBe(5000);
});
