import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { INodeExecutionData } from 'n8n-workflow';

import {
	answerJson,
	bytesOf,
	fileOf,
	goOn,
	only,
	picture,
	type Recorder,
	runImage,
	startRecorder,
} from '../engine/support.ts';
import { flawOf } from '../support/sentence';

type Answer = (response: ServerResponse) => void;

/** What the provider does with one order; `gets` are polls and downloads by their exact path. */
interface Scene {
	post: Answer;
	gets?: Record<string, Answer>;
	/** What the message has to say; absent when the image has to arrive. */
	error?: RegExp;
}

const origin = 'http://origin';
const file = `${origin}/files/ok.png`;
const megabyte = 1_000_000;

/** The recorder's own address is known only when it runs. */
let recorder: Recorder;
const here = (text: string) => text.replaceAll(origin, recorder.url);

const json =
	(body: unknown, headers: Record<string, string> = {}, status = 200): Answer =>
	(response) =>
		answerJson(response, JSON.parse(here(JSON.stringify(body))), { status, headers });

const bytes =
	(make: () => Buffer, headers: Record<string, string> = {}): Answer =>
	(response) =>
		void response.writeHead(200, headers).end(make());

/** Past Node's own checks of what a server may say. */
const raw =
	(text: () => string): Answer =>
	({ socket }) => {
		socket?.end(Buffer.from(text(), 'latin1'));
	};

const body = () => Buffer.from(here(JSON.stringify({ url: file })));
const plainReply = (headers: string) => () =>
	`HTTP/1.1 200 OK\r\nConnection: close\r\n${headers}\r\n\r\n${body().toString()}`;

/** A PNG whose header claims any size; what is behind it is never decoded by the node. */
function claiming(width: number, height: number): Buffer {
	const claimed = Buffer.from(green);
	claimed.writeUInt32BE(width, 16);
	claimed.writeUInt32BE(height, 20);
	return claimed;
}

const jobs = [
	'../../admin',
	'?x=y',
	'#',
	'a/b?c#d',
	'%2e%2e',
	'..%2f',
	'\\..\\',
	'ä \u0000',
	'...',
];
const done = json({ status: 'completed', url: file });

const scenes: Record<string, Scene> = {
	...Object.fromEntries(
		jobs.map((id): [string, Scene] => [
			`a job with the id ${JSON.stringify(id)}`,
			{
				post: json({ id, status: 'queued' }, { 'retry-after': '0' }),
				gets: { [`/v1/generate/image/${encodeURIComponent(id)}`]: done },
			},
		]),
	),
	...Object.fromEntries(
		['.', '..'].map((id): [string, Scene] => [
			`a job with the id "${id}"`,
			{ post: json({ id, status: 'queued' }), error: /contains no image that this node can find/ },
		]),
	),
	'an id of ten megabytes': {
		post: json({ id: 'x'.repeat(10 * megabyte), status: 'queued' }),
		error: /contains no image that this node can find/,
	},
	'a status and an error of ten megabytes': {
		post: json({
			status: 'y'.repeat(10 * megabyte),
			error: 'z '.repeat(5 * megabyte),
			success: false,
		}),
		error: /made no image: z z z/,
	},
	'an error message of ten megabytes': {
		post: json({ error: { message: 'no '.repeat(3 * megabyte) } }, {}, 422),
		error: /could not use the request \(HTTP 422\): .*no no/,
	},

	'three hundred headers': {
		post: (response) => {
			for (let count = 0; count < 300; count += 1)
				response.setHeader(`x-odd-${count}`, 'x'.repeat(20));
			json({ url: file })(response);
		},
	},
	'more headers than HTTP clients take': {
		post: raw(
			plainReply(
				Array.from({ length: 2000 }, (_, at) => `x-${at}: ${'x'.repeat(50)}`).join('\r\n'),
			),
		),
		error: /connection to Oakgen was lost: .*may have been made and billed/,
	},
	'odd letters in header values': {
		post: raw(
			plainReply(
				'Content-Type: \xff\xfe\x80\r\nX-Odd: \xe2\x80\xae\xc3\r\nDate: \xfffox\r\nRetry-After: \xb2',
			),
		),
	},
	'names of prototypes as headers': {
		post: raw(
			plainReply('__proto__: x\r\nconstructor: y\r\ntoString: z\r\nContent-Type: application/json'),
		),
	},
	'control characters in a header': {
		post: raw(plainReply('X-Odd: a\x01\x00b')),
		error: /connection to Oakgen was lost: .*may have been made and billed/,
	},
	'no HTTP at all': {
		post: raw(() => 'SSH-2.0-OpenSSH_9.9\r\n'),
		error: /connection to Oakgen was lost: .*may have been made and billed/,
	},
	'a length of petabytes': {
		// What comes is a whole reply all the same.
		post: raw(plainReply('Content-Length: 99999999999999')),
	},
	'two lengths': {
		post: raw(plainReply('Content-Length: 10\r\nContent-Length: 20')),
		error: /connection to Oakgen was lost: .*may have been made and billed/,
	},

	gzip: { post: bytes(() => gzipSync(body()), { 'content-encoding': 'gzip' }) },
	brotli: { post: bytes(() => brotliCompressSync(body()), { 'content-encoding': 'br' }) },
	deflate: { post: bytes(() => deflateSync(body()), { 'content-encoding': 'deflate' }) },
	'gzip in gzip': {
		post: bytes(() => gzipSync(gzipSync(body())), { 'content-encoding': 'gzip, gzip' }),
		error: /contains no image that this node can find: it is packed data \(gzip\)/,
	},
	'an encoding that nobody knows': {
		post: bytes(() => gzipSync(body()), { 'content-encoding': 'x-own' }),
		error: /contains no image that this node can find: it is packed data \(gzip\)/,
	},
	'gzip by name only': {
		post: bytes(body, { 'content-encoding': 'gzip' }),
		error: /incorrect header check.*may have been made and billed/,
	},
	'half of a gzip file': {
		post: bytes(() => gzipSync(body()).subarray(0, 40), { 'content-encoding': 'gzip' }),
		error: /may have been made and billed/,
	},

	'a byte order mark': {
		post: bytes(() => Buffer.concat([Buffer.from('\ufeff'), body()])),
	},
	'UTF-16': {
		post: bytes(() => Buffer.from(`\ufeff${body().toString()}`, 'utf16le'), {
			'content-type': 'application/json; charset=utf-16',
		}),
	},
	'JSON as image/png': { post: bytes(body, { 'content-type': 'image/png' }) },
	'pieces of one byte': {
		post: (response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			for (const byte of body()) response.write(Buffer.from([byte]));
			response.end();
		},
	},

	'an address of a megabyte': {
		post: json({ url: `${origin}/files/${'a/'.repeat(megabyte / 2)}` }),
		error: /could not be fetched from .*…: HTTP 431/,
	},
	'a redirect to an address of kilobytes': {
		post: json({ url: `${origin}/files/moved` }),
		gets: {
			'/files/moved': json(
				{},
				{ location: `https://10.0.0.1/${'%F0%9F%A6%8A'.repeat(1000)}` },
				302,
			),
		},
		error: /the redirect to https:\/\/10\.0\.0\.1\/.*… is not followed/,
	},
	'a picture of four exapixels': {
		post: json({ url: `${origin}/files/huge.png` }),
		gets: { '/files/huge.png': bytes(() => claiming(2 ** 31, 2 ** 31)) },
	},
	'a picture as large as PNG allows': {
		post: json({ url: `${origin}/files/large.png` }),
		gets: { '/files/large.png': bytes(() => claiming(2 ** 31 - 1, 1)) },
	},
	...Object.fromEntries(
		['..%2f..%2fx.png', 'con', 'nul.png', 'a%00.png', '%E2%80%AEgnp.exe', 'x'.repeat(300)].map(
			(name): [string, Scene] => [
				`a file at ${name.slice(0, 20)}`,
				{
					post: json({ url: `${origin}/files/${name}` }),
					gets: { [`/files/${name}`]: bytes(() => green) },
				},
			],
		),
	),
};
const names = Object.keys(scenes);

let green: Buffer;
const outcomes = new Map<string, INodeExecutionData>();
const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).join();

beforeAll(async () => {
	green = await picture('#00cc00');
	const gets = new Map(Object.values(scenes).flatMap((scene) => Object.entries(scene.gets ?? {})));
	recorder = await startRecorder((response, { method, path, body: order }) => {
		if (method === 'POST') {
			const { prompt } = JSON.parse(order.toString()) as { prompt: string };
			scenes[prompt].post(response);
			return;
		}
		const answer = path === '/files/ok.png' ? bytes(() => green) : gets.get(path);
		if (answer) answer(response);
		else response.writeHead(404).end();
	});
	const order = async (together: string[]) => {
		const { items } = await runImage(
			recorder,
			{
				prompt: '={{ $json.name }}',
				options: {
					concurrency: 20,
					requestTimeout: 20,
					totalTimeout: 30,
					includeRawResponse: true,
				},
			},
			{ items: together.map((name) => ({ json: { name } })), settings: goOn },
		);
		for (const [place, name] of together.entries()) {
			outcomes.set(name, only(items.filter(({ pairedItem }) => isOf(pairedItem, place))));
		}
	};
	await order(delivered);
	// After some losses in a row the node orders nothing more, so each is on its own.
	for (const [name] of refused) await order([name]);
});

afterAll(async () => {
	await recorder.close();
});

const itemOf = (name: string): INodeExecutionData => {
	const item = outcomes.get(name);
	if (!item) throw new Error(`Nothing came of "${name}"`);
	return item;
};
const isOf = (paired: INodeExecutionData['pairedItem'], item: number) =>
	typeof paired === 'object' && 'item' in paired && paired.item === item;
const isDelivered = ([, { error }]: [string, Scene]) => error === undefined;
const delivered = Object.entries(scenes)
	.filter(isDelivered)
	.map(([name]) => name);
const refused = Object.entries(scenes).filter((scene) => !isDelivered(scene));

test.each(delivered)('%s: the image arrives', async (name) => {
	expect(itemOf(name).json).not.toHaveProperty('error');
	expect((await bytesOf(itemOf(name))).subarray(24).equals(green.subarray(24))).toBe(true);
});

test.each(refused)('%s: an error says so', (name, { error }) => {
	const message = String(itemOf(name).json.error);
	expect(message).toMatch(error as RegExp);
	expect(flawOf(message, recorder.oakgenApiKey)).toBeNull();
});

test('each was ordered once', () => {
	const orders = recorder.requests.filter(({ method }) => method === 'POST');
	const prompts = orders.map(({ body: order }) => JSON.parse(order.toString()).prompt as string);
	expect(prompts.sort()).toEqual([...names].sort());
});

test('nothing was asked for outside of what the replies name', () => {
	const known = Object.values(scenes).flatMap(({ gets = {} }) => Object.keys(gets));
	const asked = recorder.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
	const unknown = asked.filter((path) => path !== '/files/ok.png' && !known.includes(path));
	// The server itself turns the long address away.
	expect(unknown).toEqual([]);
});

test('claims about the size are believed only as far as the format goes', () => {
	expect(itemOf('a picture of four exapixels').json).toMatchObject({ width: null, height: null });
	const { json: large } = itemOf('a picture as large as PNG allows');
	expect(large).toMatchObject({ width: 2147483647, height: 1 });
});

test('no name comes from an address', () => {
	for (const name of names.filter((name) => name.startsWith('a file at'))) {
		expect(fileOf(itemOf(name)).fileName).toMatch(/^a-file-at-[\w-]*\.png$/);
	}
});

test('no prototype is changed', () => {
	expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototypeBefore);
});

test('File Name: what n8n stores has a clean name', async () => {
	const wanted = [
		'../../x',
		'..\\..\\x',
		'con',
		'nul.png',
		'x'.repeat(300),
		'é'.repeat(300),
		'狐'.repeat(300),
		'🦊'.repeat(300),
		'fox\u202egnp.exe',
		'f\u200bo\u0000x\n',
		'fox\ud800',
		`${'.'.repeat(megabyte)}x`,
	];
	const named = await runImage(
		recorder,
		{ prompt: 'gzip', options: { fileName: '={{ $json.fileName }}', concurrency: 20 } },
		{ items: wanted.map((fileName) => ({ json: { fileName } })), settings: goOn },
	);
	expect(named.items.map((item) => fileOf(item).fileName)).toEqual([
		'x.png',
		'x-2.png',
		'image-con.png',
		'image-nul.png',
		`${'x'.repeat(107)}.png`,
		`${'é'.repeat(53)}.png`,
		`${'狐'.repeat(35)}.png`,
		`${'🦊'.repeat(26)}.png`,
		'foxgnp.exe.png',
		'fox.png',
		'fox-2.png',
		expect.stringMatching(/^gzip-\d+\.png$/),
	]);
});
