import type { IDataObject } from 'n8n-workflow';

import { pngNumber } from '../../money/png';
import { runInMemory, type MemoryAnswer, type MemoryRun } from '../../support/memoryNode';

// Where a reply names several places, and what is at each of them, through the whole node.

const BASE_URL = 'https://api.example';
const at = (name: string) => `https://cdn.example/${name}`;
const sent = pngNumber(1);
const picture = pngNumber(2);
const other = pngNumber(3);

type Operation = 'generate' | 'edit';

/** What is at an address: bytes, or the status of a refusal. */
type Files = Record<string, Buffer | number>;

const html = Buffer.from('<!doctype html><title>Gallery</title>');

function file(content: Buffer | number | undefined): MemoryAnswer {
	if (content === undefined || typeof content === 'number') {
		return { status: content ?? 404, headers: {}, body: Buffer.alloc(0) };
	}
	return { status: 200, headers: { 'content-length': `${content.length}` }, body: content };
}

async function play(
	reply: object,
	files: Files,
	operation: Operation = 'edit',
	parameters: IDataObject = {},
	context?: IDataObject,
): Promise<MemoryRun> {
	return await runInMemory({
		parameters: {
			provider: 'oakgen',
			operation,
			simplify: false,
			prompt: 'a red fox',
			modelId: { mode: 'id', value: 'some-model' },
			inputType: 'binary',
			binaryPropertyName: 'data',
			downloadImage: true,
			options: { totalTimeout: 200, requestTimeout: 10 },
			...parameters,
		},
		files: { data: sent },
		apiKey: 'sk-0123456789',
		baseUrl: BASE_URL,
		continues: true,
		...(context && { context }),
		answer: ({ method, url }) =>
			method === 'POST'
				? { status: 200, headers: {}, body: Buffer.from(JSON.stringify(reply)) }
				: file(files[url]),
	});
}

const errorOf = (run: MemoryRun) => String(run.items[0]?.json.error);
const warningsOf = (run: MemoryRun) => run.items.flatMap(({ json }) => json.warnings as string[]);

const page = at('page');
const good = at('good.png');
const files = { [page]: html, [good]: picture };

describe.each<Operation>(['generate', 'edit'])(
	'%s: a page stands where the image should',
	(operation) => {
		it.each<[string, object]>([
			['url, and the image as image_url', { url: page, image_url: good }],
			['url, and the image as an object', { url: page, image: { url: good } }],
			['url, and the image as text', { url: page, image: good }],
			['url, and the image in image_urls', { url: page, image_urls: [good] }],
			['image_url, and the image as url', { image_url: page, url: good }],
			['image_url, and the image in a list', { image_url: page, images: [good] }],
			['result, and the image in image', { result: page, image: good }],
			['a list, and the image as url', { images: [page], url: good }],
			['a list of entries with two addresses', { images: [{ url: page, image_url: good }] }],
			['output, the image deeper as image_url', { output: page, data: { image_url: good } }],
			['data that is no image, and the image as url', { b64_json: 'b29wcw==', url: good }],
			['an entry with data that is no image', { images: [{ b64_json: 'b29wcw==' }], url: good }],
			['an address that is gone', { images: [at('gone.png')], url: good }],
			['an address that may not be asked', { images: ['https://10.0.0.1/a.png'], url: good }],
			['a list of two, which are none', { images: [page, at('page2')], image_url: good }],
		])('as %s', async (_, reply) => {
			const run = await play(reply, { ...files, [at('page2')]: html }, operation);
			expect(run.files.map(({ bytes }) => bytes)).toEqual([picture]);
			expect(run.items[0]?.json.url).toBe(good);
		});
	},
);

it('what stands where services repeat what was sent is doubted, when something else was no image', async () => {
	const run = await play({ url: page, image_url: good }, files);
	expect(run.items[0]?.json.reviewRecommended).toBe(true);
	expect(warningsOf(run)).toEqual([expect.stringContaining(page)]);
	// There alone, it is the result.
	expect(warningsOf(await play({ image_url: good }, files))).toEqual([]);
	expect(warningsOf(await play({ url: page, image_url: good }, files, 'generate'))).toEqual([]);
});

it('an address that is gone is named, so that nothing is lost', async () => {
	const gone = at('gone.png');
	const run = await play({ images: [gone], url: good }, files, 'generate');
	expect(warningsOf(run)).toEqual([expect.stringMatching(/gone\.png.*HTTP 404/)]);
});

it('an address that failed for now is not given up for another', async () => {
	const reply = { images: [at('busy.png')], url: good };
	const run = await play(reply, { ...files, [at('busy.png')]: 503 }, 'generate');
	expect(errorOf(run)).toMatch(/busy\.png: HTTP 503/);
	expect(run.files).toEqual([]);
});

it('where none is an image, the error names every place', async () => {
	const more = at('more');
	const run = await play(
		{ images: [{ url: page, image_url: more }], url: at('gone') },
		{
			[page]: html,
			[more]: Buffer.from('{"no": 1}'),
		},
	);
	for (const words of [page, more, at('gone'), 'an HTML page', 'a JSON text', 'HTTP 404']) {
		expect(errorOf(run)).toContain(words);
	}
});

it('what was sent never comes out, wherever it is repeated', async () => {
	const data = sent.toString('base64');
	const run = await play({ url: page, image: data, images: [{ b64_json: data }] }, files);
	expect(run.files).toEqual([]);
	expect(errorOf(run)).toContain(page);
});

describe('with Download Image off', () => {
	const off = { downloadImage: false };

	it('the most trusted address is handed out, and the others are told', async () => {
		const reply = { url: page, image_url: good, images: [at('list.png')] };
		const run = await play(reply, {}, 'edit', off);
		expect(run.items[0]?.json.url).toBe(at('list.png'));
		expect(warningsOf(run)).toEqual([expect.stringContaining(`${page} ${good}`)]);
		expect(run.requests.map(({ method }) => method)).toEqual(['POST']);
	});

	it('nor is one behind data that is no image looked at', async () => {
		const reply = { images: [{ b64_json: 'b29wcw==', url: good }] };
		const run = await play({ images: [{ b64_json: 'b29wcw==' }], url: good }, {}, 'generate', off);
		expect(run.items[0]?.json.url).toBe(good);
		expect((await play(reply, {}, 'generate', off)).requests).toHaveLength(1);
		expect(run.requests).toHaveLength(1);
	});

	it('an address that is alone is not doubted', async () => {
		const run = await play({ id: 'gen_1', image_url: good }, {}, 'generate', off);
		expect(run.items[0]?.json).toMatchObject({ url: good, warnings: [], reviewRecommended: false });
	});
});

it('a later try goes through the places again, and does not pay', async () => {
	const reply = { images: [{ url: page, image_url: at('late.png') }] };
	const first = await play(reply, { [page]: html });
	expect(errorOf(first)).toContain('late.png');
	const kept = JSON.parse(JSON.stringify(first.context)) as IDataObject;
	const again = await play(reply, { [page]: html, [at('late.png')]: other }, 'edit', {}, kept);
	expect(again.requests.every(({ method }) => method === 'GET')).toBe(true);
	expect(again.files.map(({ bytes }) => bytes)).toEqual([other]);
});
