import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { INodeParameters } from 'n8n-workflow';

import { packPackage } from '../../tools/engine/packPackage.ts';
import { type Recorder, startRecorder } from '../engine/support.ts';
import { flawOf } from '../support/sentence';
import { type Flood, pour } from './memory/pour.ts';
import { type Report, type SmallHeap, startSmallHeap } from './memory/smallHeap.ts';

const megabyte = 1024 * 1024;

/** Of which n8n alone takes a quarter. What a reply is made into has to fit into the rest. */
const heapMegabytes = 256;

/** A PNG as far as its header goes. */
const pngHead = Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000030806000000', 'hex');

const zeros = (megabytes: number) => Buffer.alloc(megabytes * megabyte);
const bombs = {
	// gzip files may follow one another, so this one unpacks to a gigabyte, and begins as an image.
	gzip: () =>
		Buffer.concat([
			gzipSync(pngHead),
			...Array<Buffer>(1024).fill(gzipSync(zeros(1), { level: 9 })),
		]),
	br: () => brotliCompressSync(zeros(256), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	deflate: () => deflateSync(zeros(256), { level: 9 }),
	zstd: () => zstdCompressSync(zeros(256)),
};

type Send = (response: ServerResponse) => void;

interface Scene {
	/** The answer to the order, or to a download if the order has one. */
	send: Send;
	isDownload?: boolean;
	parameters?: INodeParameters;
	error: RegExp;
	/** What may be taken at its worst beyond what n8n takes when it is idle; at least half more than was measured. */
	mostMegabytes: number;
}

const flood =
	(what: Flood, status = 200): Send =>
	(response) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		void pour(response, what);
	};

const packed =
	(encoding: keyof typeof bombs, head: Record<string, string> = {}, status = 200): Send =>
	(response) =>
		void response
			.writeHead(status, { 'content-encoding': encoding, ...head })
			.end(bombs[encoding]());

const text = (pattern: string, megabytes: number): Flood => ({
	head: '{"text":"',
	pattern,
	bytes: megabytes * megabyte,
	tail: '"}',
});

const tooLarge = /The reply of (Oakgen|Google Gemini) is too large: more than 180005548 bytes/;
const notFound = /contains no image that this node can find/;

/** In order of what they need: n8n keeps what it has got from the system for a while. */
const scenes: Record<string, Scene> = {
	'200 MB of a refusal': {
		send: flood(text('no ', 200), 422),
		error: /could not use the request \(HTTP 422\)/,
		mostMegabytes: 150,
	},
	'a gzip bomb as a refusal': {
		send: packed('gzip', {}, 400),
		error: /refused the request \(HTTP 400\)/,
		mostMegabytes: 150,
	},
	'a download of 200 MB': {
		isDownload: true,
		send: flood({ head: pngHead, pattern: 'A', bytes: 200 * megabyte }),
		error: /larger than Max File Size \(64 MB/,
		mostMegabytes: 150,
	},
	'a gzip bomb as a download': {
		isDownload: true,
		send: packed('gzip'),
		error: /larger than Max File Size \(64 MB/,
		mostMegabytes: 150,
	},
	...Object.fromEntries(
		(['gzip', 'br', 'deflate', 'zstd'] as const).map((encoding): [string, Scene] => [
			`a bomb packed with ${encoding}`,
			{
				send: packed(encoding),
				parameters: { options: { maxFileSize: 8 } },
				error: /The reply of Oakgen is too large: more than 23418198 bytes/,
				mostMegabytes: 200,
			},
		]),
	),
	'a million images': {
		send: flood({
			head: '{"images":["https://a.example/1.png"',
			pattern: ',"https://a.example/1.png"',
			bytes: 26_000_000,
			tail: ']}',
		}),
		error: notFound,
		mostMegabytes: 300,
	},
	'64 MB of empty objects': {
		send: flood({ head: '{"images":[{}', pattern: ',{}', bytes: 64 * megabyte, tail: ']}' }),
		error: notFound,
		mostMegabytes: 400,
	},
	'64 MB of open lists': {
		send: flood({ pattern: '[', bytes: 64 * megabyte }),
		error: notFound,
		mostMegabytes: 400,
	},
	'200 MB of JSON': { send: flood(text('A', 200)), error: tooLarge, mostMegabytes: 450 },
	'200 MB of base64 from Gemini': {
		send: flood({
			head: '{"id":"v1_1","steps":[{"type":"model_output","content":[{"type":"image","data":"',
			pattern: 'iVBO',
			bytes: 200 * megabyte,
			tail: '"}]}]}',
		}),
		parameters: { provider: 'gemini' },
		error: tooLarge,
		mostMegabytes: 450,
	},
	'200 MB of raw bytes': {
		send: flood({ head: pngHead, pattern: 'A', bytes: 200 * megabyte }),
		error: tooLarge,
		mostMegabytes: 450,
	},
	'40 MB in which every letter is escaped': {
		send: flood({
			head: '{"url":"data:image/png,',
			pattern: '%41',
			bytes: 40 * megabyte,
			tail: '"}',
		}),
		error: /not an image/,
		mostMegabytes: 700,
	},
	'40 MB of keys': {
		send: flood(text('sandbox-oakgen-key ', 40)),
		error: notFound,
		mostMegabytes: 700,
	},
	// The largest reply that is read, as base64: the image that it promises is 128 MB.
	'170 MB of base64': {
		send: flood({ head: '{"b64_json":"', pattern: 'AAAA', bytes: 170 * megabyte, tail: '"}' }),
		error: /cannot be handed on: it is not an image/,
		mostMegabytes: 1400,
	},
};

const apiKey = 'sandbox-oakgen-key';
let server: Recorder;
let n8n: SmallHeap;
let idleBytes: number;
let current: Scene;

beforeAll(async () => {
	server = await startRecorder((response, { method }) => {
		const isAsked = (method === 'GET') === (current.isDownload ?? false);
		if (isAsked) current.send(response);
		else response.end(JSON.stringify({ url: `${server.url}/file` }));
	});
	const packageFolder = await packPackage();
	n8n = await startSmallHeap({ packageFolder, baseUrl: server.url, apiKey }, heapMegabytes);
	// Whatever is loaded with the first run counts as idle.
	current = { send: (response) => void response.end('{}'), error: notFound, mostMegabytes: 0 };
	await n8n.run({});
	idleBytes = (await n8n.run({})).restingBytes;
});

afterAll(async () => {
	n8n.close();
	await server.close();
});

test.each(Object.entries(scenes))('%s', async (_, scene) => {
	current = scene;
	server.requests.length = 0;
	const report: Report = await n8n.run(scene.parameters ?? {});
	expect(report.items).toEqual([{ error: expect.stringMatching(scene.error) }]);
	expect(flawOf(String(report.items[0].error), apiKey)).toBeNull();
	expect(server.requests).toHaveLength(scene.isDownload ? 2 : 1);
	const extraMegabytes = (report.peakBytes - idleBytes) / megabyte;
	expect(extraMegabytes).toBeLessThan(scene.mostMegabytes);
});
