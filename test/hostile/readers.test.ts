import type { IDataObject } from 'n8n-workflow';

import type { Generation } from '../../nodes/OakgenImage/providers/types';
import { costInPasses } from '../support/cpuCost';
import { httpReply, imageRequest } from '../support/imageRequest';
import { imageHeads } from '../support/images';
import { runInMemory } from '../support/memoryNode';
import { flawOf } from '../support/sentence';
import { providers, type ProviderName } from '../support/providers';

const key = 'sk-oak-1234567890';
const url = 'https://files.example/1.png';
const data = imageHeads.PNG.toString('base64');
const providerNames: ProviderName[] = ['oakgen', 'gemini'];

function read(provider: ProviderName, body: unknown): Generation {
	return providers[provider].toGeneration(httpReply(body), imageRequest());
}

/** What the whole node hands out for a reply, and the files it stored. */
async function handOut(provider: ProviderName, body: unknown, options: IDataObject = {}) {
	const { items, error, files } = await runInMemory({
		parameters: {
			provider,
			prompt: 'a fox',
			modelId: { mode: 'id', value: 'some-model' },
			downloadImage: false,
			simplify: false,
			options: { totalTimeout: 5, ...options },
		},
		apiKey: key,
		baseUrl: 'https://api.example',
		continues: true,
		answer: () => httpReply(body),
	});
	expect(error).toBeUndefined();
	return { json: items.map(({ json }) => json), files };
}

/** A reply of each provider with these images. */
const withImages: Record<ProviderName, (entry: string, count: number) => string> = {
	oakgen: (entry, count) => `{"id":"gen_1","images":[${repeat(entry, count)}]}`,
	gemini: (entry, count) =>
		`{"id":"v1_1","steps":[{"type":"model_output","content":[${repeat(entry, count)}]}]}`,
};
const entries: Record<ProviderName, string[]> = {
	oakgen: [
		`"${url}"`,
		`{"url":"${url}"}`,
		`{"b64_json":"${data}"}`,
		`"data:image/png;base64,${data}"`,
	],
	gemini: [`{"type":"image","uri":"${url}"}`, `{"type":"image","data":"${data}"}`],
};
const repeat = (text: string, count: number) => `${`${text},`.repeat(count - 1)}${text}`;

describe.each(providerNames)('%s: a reply with too many images', (provider) => {
	afterEach(() => jest.restoreAllMocks());

	it.each(entries[provider])('of a million is not even parsed: %s', (entry) => {
		const parse = jest.spyOn(JSON, 'parse');
		const body = Buffer.from(withImages[provider](entry, 1_000_000));
		const reply = httpReply(body);
		const { toGeneration } = providers[provider];
		expect(toGeneration(reply, imageRequest()).status).toBe('unclear');
		expect(Math.max(0, ...parse.mock.calls.map(([text]) => text.length))).toBeLessThan(1000);
	});

	it.each(entries[provider])('of 20,000 is an error that says so: %s', async (entry) => {
		const { json, files } = await handOut(provider, withImages[provider](entry, 20_000));
		expect(json).toEqual([
			{ error: expect.stringMatching(/lists 20000 images, which cannot be right/) },
		]);
		expect(files).toEqual([]);
	});
});

describe.each(providerNames)('%s: a reply that nests', (provider) => {
	const depth = 49_000;
	const nested = {
		lists: '['.repeat(depth) + ']'.repeat(depth),
		objects: `${'{"data":'.repeat(depth)}1${'}'.repeat(depth)}`,
		'wrappers around an image': `${'{"result":'.repeat(depth)}{"url":"${url}"}${'}'.repeat(depth)}`,
		'both, in turn': `${'[{"data":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`,
		// No end, and too deep to be parsed.
		'a million lists without an end': '['.repeat(1_000_000),
		'a hundred thousand objects': `${'{"data":'.repeat(100_001)}1${'}'.repeat(100_001)}`,
	};

	it.each(Object.entries(nested))('is read without one: %s', (_, body) => {
		expect(['unclear', 'failed']).toContain(read(provider, body).status);
	});

	const places = [
		'data',
		'output',
		'images',
		'usage',
		'error',
		'steps',
		'id',
		'status',
		'url',
		'text',
	];
	it.each(places)('in "%s" is handed out or named, whatever stands beside it', async (place) => {
		for (const inner of Object.values(nested).slice(0, 4)) {
			const body = `{"${place}":${inner},"id2":1,"image":"${url}"}`;
			const { json } = await handOut(provider, body, { includeRawResponse: true });
			expect(json).toHaveLength(1);
			expect(JSON.stringify(json).length).toBeLessThan(100_000);
			if ('error' in json[0]) expect(flawOf(String(json[0].error), key)).toBeNull();
		}
	});

	it('keeps usage only as deep as anybody looks', async () => {
		const body = withImages[provider](entries[provider][0] as string, 1).replace(
			/^\{/,
			`{"usage":{"a":${nested.lists}},`,
		);
		const { json } = await handOut(provider, body, { includeRawResponse: true });
		expect(json[0]).toMatchObject({ url });
		expect(JSON.stringify(json[0].usage)).toContain('[nested too deeply]');
		expect(JSON.stringify(json[0].rawResponse)).toContain('[nested too deeply]');
	});
});

describe('names that all objects have', () => {
	const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
	const before = Object.getOwnPropertyNames(Object.prototype).join();

	afterEach(() => {
		expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
		expect(({} as IDataObject).url).toBeUndefined();
		expect(({} as IDataObject).isAdmin).toBeUndefined();
	});

	const decoy = `{"url":"https://evil.example/x.png","id":"evil","status":"failed","isAdmin":true,"b64_json":"${data}","type":"image","data":"${data}"}`;
	/** The reply's own objects, and the places inside of them that readers look at. */
	const bodies: Array<[ProviderName, (fields: string) => string]> = [
		['oakgen', (fields) => `{${fields},"id":"gen_1","url":"${url}"}`],
		['oakgen', (fields) => `{"data":{${fields},"images":[{${fields},"url":"${url}"}]},${fields}}`],
		[
			'oakgen',
			(fields) => `{"result":{${fields},"data":{${fields},"output":{${fields},"url":"${url}"}}}}`,
		],
		['oakgen', (fields) => `{"usage":{${fields},"credits":2},"image":{${fields},"url":"${url}"}}`],
		[
			'gemini',
			(fields) =>
				`{${fields},"usage":{${fields}},"steps":[{${fields},"type":"user_input"},{${fields},"type":"model_output","content":[{${fields},"type":"image","uri":"${url}"}]}]}`,
		],
	];

	it.each(names)('%s holds nothing that is read', async (name) => {
		for (const [provider, bodyWith] of bodies) {
			const body = bodyWith(`"${name}":${decoy}`);
			const { json } = await handOut(provider, body, { includeRawResponse: true });
			expect(json).toHaveLength(1);
			expect(json[0].url).toBe(url);
			expect(json[0].generationId).not.toBe('evil');
			expect(Object.getPrototypeOf(json[0].usage ?? {})).toBe(Object.prototype);
		}
	});

	it.each(names)('%s alone, where an image would be, is none', (name) => {
		for (const provider of providerNames) {
			for (const body of [
				`{"${name}":${decoy}}`,
				`{"data":{"${name}":${decoy}},"images":[{"${name}":${decoy}}]}`,
				`{"steps":[{"type":"model_output","content":[{"${name}":${decoy}}]}]}`,
				`[{"${name}":${decoy}}]`,
			]) {
				expect(read(provider, body).status).toBe('unclear');
			}
		}
	});

	it('are not followed by Image URL Path either', () => {
		const request = (imageUrlPath: string) => imageRequest({ settings: { imageUrlPath } });
		for (const path of [
			'constructor.name',
			'__proto__.url',
			'a.length',
			'list.length',
			'list.-1',
		]) {
			const reply = httpReply('{"a":"text","list":["x"]}');
			expect(providers.oakgen.toGeneration(reply, request(path)).status).toBe('unclear');
		}
	});
});

describe('numbers that few programs expect', () => {
	it.each([
		['1e400', null],
		['-1e400', null],
		['"1e400"', null],
		['"NaN"', null],
		['"Infinity"', null],
		['""', null],
		['{"valueOf":1}', null],
		['[7]', null],
		['-0', 0],
		['1e308', 1e308],
		['12345678901234567890', 12345678901234567000],
		['"3.5"', 3.5],
	])('credits of %s are %s', async (written, credits) => {
		const { json } = await handOut('oakgen', `{"url":"${url}","credits":${written},"cost":null}`);
		// In an item -0 is 0.
		expect(JSON.stringify(json[0].credits)).toBe(JSON.stringify(credits));
	});

	it.each(providerNames)('%s: in usage become what n8n can save', async (provider) => {
		const usage = '{"a":1e400,"b":[-1e400],"c":-0,"d":1e308,"e":12345678901234567890}';
		const body = withImages[provider](entries[provider][0] as string, 1).replace(
			/^\{/,
			`{"usage":${usage},`,
		);
		const { json } = await handOut(provider, body);
		const saved = { a: null, b: [null], c: -0, d: 1e308, e: '12345678901234567890' };
		expect(json[0].usage).toEqual(saved);
	});
});

describe('texts of a megabyte cost no more than reading them', () => {
	const texts = {
		words: 'the fox '.repeat(125_000),
		blanks: `${' '.repeat(1_000_000)}x`,
		'blanks and signs': ' %'.repeat(500_000),
		'one letter': 'a'.repeat(1_000_000),
		'capitals in turn': 'aB'.repeat(500_000),
		'joined words': 'not_'.repeat(250_000),
	};
	const fields = ['id', 'status', 'error', 'message', 'progress', 'code', 'url', 'text', 'nsfw'];
	it.each(Object.entries(texts))('%s', (_, text) => {
		const slow = providerNames.flatMap((provider) =>
			[...fields.map((field) => ({ [field]: text })), { [text]: 1 }, { a: { [text]: text } }]
				.map((body) => {
					const reply = httpReply({ ...body, image_url: url });
					const cost = costInPasses(() => providers[provider].toGeneration(reply, imageRequest()));
					return { provider, field: Object.keys(body)[0]?.slice(0, 10), cost };
				})
				.filter(({ cost }) => cost > 10),
		);
		expect(slow).toEqual([]);
	});
});

describe('texts of ten megabytes', () => {
	const long = 'the fox '.repeat(1_250_000);

	it('beside an image do not get into the item as they are', async () => {
		const texts = {
			id: long,
			status: long,
			text: long,
			model: long,
			[long]: 1,
			usage: { [long]: long },
		};
		const { json } = await handOut('oakgen', { ...texts, url }, { includeRawResponse: true });
		expect(json[0]).toMatchObject({ url, generationId: null });
		expect(JSON.stringify(json[0]).length).toBeLessThan(2_500_000);
	});

	it('as the type of an image are none', async () => {
		const image = { url, content_type: long };
		const { json } = await handOut('oakgen', {
			images: [image, { url, mime_type: 'image/png; q=1' }],
		});
		expect(json.map(({ mimeType }) => mimeType)).toEqual([null, 'image/png']);
	});

	it('as an address are handed out, but named in part', async () => {
		const address = `https://files.example/${'a/'.repeat(500_000)}`;
		expect((await handOut('oakgen', { url: address })).json[0].url).toBe(address);
	});
});
