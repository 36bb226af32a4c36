import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import {
	byId,
	bytesOf,
	credentialsFor,
	type ImageRun,
	type ImageRunOptions,
	type InputItem,
	paidRequests,
	picture,
	runImage,
} from '../support.ts';
import {
	drawn,
	expectMadeForThem,
	itemsNamed,
	paidFor,
	prompt,
	timesPaid,
	withNewParameters,
} from './support.ts';

const sandbox = sandboxOfFile();

const all = ['one', 'two', 'three'];
const items: InputItem[] = itemsNamed(all);
const base: INodeParameters = { ...drawn, prompt };
/** For the first item alone; the second is made as well, and the third fails the first time. */
const first = (changed: string, otherwise: string) =>
	`={{ $itemIndex === 0 ? ${changed} : ${otherwise} }}`;

async function failThird(
	parameters: INodeParameters = {},
	options: ImageRunOptions = {},
): Promise<ImageRun> {
	sandbox.addRule({
		// Late, so that the other two are ordered before anything has failed.
		...{ where: 'generate', promptIncludes: 'three', times: 1, latencyMs: 500 },
		fault: status(400),
	});
	const failed = await runImage(sandbox, { ...base, ...parameters }, { items, ...options });
	expect(failed.error?.message).toContain('HTTP 400');
	expect(sandbox.bill()).toBe(2);
	return failed;
}

async function retryWith(
	failed: ImageRun,
	parameters: INodeParameters,
	options: ImageRunOptions = {},
): Promise<ImageRun> {
	const retryOf = withNewParameters(failed, parameters);
	const run = await runImage(sandbox, base, { items, retryOf, ...options });
	expect(run.error).toBeUndefined();
	return run;
}

describe('a picture that is asked for differently is made anew, the others are not', () => {
	const pictures = async (): Promise<InputItem[]> => {
		const data = { bytes: await picture('#cc0000') };
		const other = { bytes: await picture('#00cc00') };
		return items.map((item) => ({ ...item, files: { data, other } }));
	};
	const edit = { operation: 'edit', inputType: 'url', imageUrls: 'https://a.example/1.png' };

	test.each<[string, INodeParameters, INodeParameters]>([
		['aspect ratio', {}, { aspectRatio: first("'4:3'", "'auto'") }],
		['resolution', {}, { resolution: first("'1K'", "'512'") }],
		['seed', { options: { seed: 7 } }, { options: { seed: first('8', '7') } }],
		[
			'model',
			{ modelId: byId('nano-banana-2-text') },
			{ modelId: byId(first("'nano-banana-2.1-text'", "'nano-banana-2-text'")) },
		],
		[
			'additional field',
			{ options: { additionalFields: '{"style": "ink"}' } },
			{ options: { additionalFields: first('{style: "oil"}', '{style: "ink"}') } },
		],
		[
			'reference by URL',
			edit,
			{ imageUrls: first("'https://a.example/2.png'", "'https://a.example/1.png'") },
		],
	])('%s', async (_, before, change) => {
		const run = await retryWith(await failThird(before), change);
		expect(run.json.map((json) => json.prompt)).toEqual(all);
		expect(timesPaid(sandbox, all)).toEqual([2, 1, 2]);
	});

	test('prompt', async () => {
		const change = { prompt: first("'another'", '$json.prompt') };
		const run = await retryWith(await failThird(), change);
		await expectMadeForThem(sandbox, run.items, ['another', 'two', 'three']);
		expect(timesPaid(sandbox, [...all, 'another'])).toEqual([1, 1, 2, 1]);
	});

	test('reference image', async () => {
		const options = { items: await pictures() };
		const failed = await failThird({ operation: 'edit' }, options);
		const run = await retryWith(
			failed,
			{ binaryPropertyName: first("'other'", "'data'") },
			options,
		);
		await expectMadeForThem(sandbox, run.items, all);
		expect(timesPaid(sandbox, all)).toEqual([2, 1, 2]);
	});

	test('number of images: those that are there count', async () => {
		const failed = await failThird();
		const run = await retryWith(failed, { numberOfImages: 2 });
		const wanted = all.flatMap((name) => [name, name]);
		await expectMadeForThem(sandbox, run.items, wanted);
		expect(sandbox.bill()).toBe(6);
		expect(new Set(run.json.map((json) => json.fileName)).size).toBe(6);
	});

	test('provider: every picture is another one', async () => {
		const run = await retryWith(await failThird(), { provider: 'gemini' });
		await expectMadeForThem(sandbox, run.items, all);
		expect(sandbox.bill()).toBe(5);
	});

	test('base URL: every picture is another one', async () => {
		const failed = await failThird();
		const other = await startSandbox();
		try {
			const run = await retryWith(failed, {}, { credentials: credentialsFor(other) });
			await expectMadeForThem(other, run.items, all);
			expect([sandbox.bill(), other.bill()]).toEqual([2, 3]);
		} finally {
			await other.close();
		}
	});
});

describe('items in another order, as only changed expressions or data make them', () => {
	test('reordered: what moved is made anew, and nothing goes to another item', async () => {
		const failed = await failThird();
		const change = { prompt: "={{ ['two', 'one', 'three'][$itemIndex] }}" };
		const run = await retryWith(failed, change);
		await expectMadeForThem(sandbox, run.items, ['two', 'one', 'three']);
		expect(timesPaid(sandbox, all)).toEqual([2, 2, 2]);
	});

	test('one more in front: all move, so all are made anew', async () => {
		const failed = await failThird();
		const run = structuredClone(failed.run);
		const [input] = run.data.executionData?.nodeExecutionStack[0]?.data.main ?? [];
		input?.unshift({ json: { prompt: 'zero' }, pairedItem: { item: 0 } });
		const retried = await retryWith({ ...failed, run }, {});
		const wanted = ['zero', ...all];
		await expectMadeForThem(sandbox, retried.items, wanted);
		expect(timesPaid(sandbox, wanted)).toEqual([1, 2, 2, 2]);
	});

	test('one more at the end: the others stay', async () => {
		const failed = await failThird();
		const run = structuredClone(failed.run);
		const [input] = run.data.executionData?.nodeExecutionStack[0]?.data.main ?? [];
		input?.push({ json: { prompt: 'four' }, pairedItem: { item: 0 } });
		const retried = await retryWith({ ...failed, run }, {});
		await expectMadeForThem(sandbox, retried.items, [...all, 'four']);
		expect(timesPaid(sandbox, [...all, 'four'])).toEqual([1, 1, 2, 1]);
	});
});

describe.each(['filesystem', 'default'] as const)(
	'what only changes how a picture is handed out costs nothing, binary mode %s',
	(binaryMode) => {
		const retried = async (before: INodeParameters, change: INodeParameters) => {
			const options = { binaryMode };
			const run = await retryWith(await failThird(before, options), change, options);
			expect(timesPaid(sandbox, all)).toEqual([1, 1, 2]);
			return run;
		};
		const handedOut = ({ json }: ImageRun, name: string): IDataObject =>
			json.find((one) => one.prompt === name) ?? {};

		test('output field and file name', async () => {
			const options = { binaryPropertyOutput: 'picture', fileName: 'new name' };
			const run = await retried({}, { options });
			for (const [place, item] of run.items.entries()) {
				const fileName = place === 0 ? 'new name.png' : `new name-${place + 1}.png`;
				expect(Object.keys(item.binary ?? {})).toEqual(['picture']);
				expect(item.json.fileName).toBe(fileName);
				expect(item.binary?.picture?.fileName).toBe(fileName);
			}
		});

		test('options of requests and replies, and another key', async () => {
			const options = {
				maxRetries: 1,
				requestTimeout: 20,
				totalTimeout: 30,
				maxFileSize: 8,
				concurrency: 1,
				retryOn: 'never',
				imageField: 'images',
				statusPath: '/v2/jobs/{id}',
			};
			const run = await retried({}, { options });
			await expectMadeForThem(sandbox, run.items, all);
		});

		test('Download Image switched on: the files are fetched', async () => {
			const run = await retried({ downloadImage: false }, { downloadImage: true });
			await expectMadeForThem(sandbox, run.items, all);
		});

		test('Download Image switched off: a file that is there is handed out all the same', async () => {
			const run = await retried({}, { downloadImage: false });
			expect(run.items.map(({ binary }) => binary !== undefined)).toEqual([true, true, false]);
			expect(run.json.every(({ url }) => typeof url === 'string')).toBe(true);
			expect((await bytesOf(run.items[0])).length).toBe(run.json[0]?.fileSize);
		});

		test('Include Raw Response switched on: null where the reply is no longer known', async () => {
			const run = await retried({}, { options: { includeRawResponse: true } });
			expect(handedOut(run, 'one').rawResponse).toBeNull();
			expect(handedOut(run, 'three').rawResponse).toMatchObject({ status: 'completed' });
		});

		test('Include Raw Response switched off', async () => {
			const run = await retried({ options: { includeRawResponse: true } }, { options: {} });
			for (const json of run.json) expect(json).not.toHaveProperty('rawResponse');
		});
	},
);

test('the same retried with another API key: what is paid for stays', async () => {
	const failed = await failThird();
	const credentials = credentialsFor(sandbox);
	const wrong = { ...credentials, oakgenApi: { ...credentials.oakgenApi, apiKey: 'another-key' } };
	const retried = await runImage(sandbox, base, { items, retryOf: failed, credentials: wrong });
	expect(retried.error?.message).toMatch(/refused the API key.*\[item 2\]/);
	const run = await runImage(sandbox, base, { items, retryOf: retried });
	await expectMadeForThem(sandbox, run.items, all);
	expect(sandbox.bill()).toBe(3);
	expect(paidFor(sandbox, 'one')).toHaveLength(1);
	expect(paidRequests(sandbox)).toHaveLength(5);
});
