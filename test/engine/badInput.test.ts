import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	byId,
	fromList,
	goOn,
	type InputItem,
	mustFail,
	runImage,
	type Target,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

/** What a user sees, in the editor (message and description) and in an error item (message). */
interface Sentence {
	says: RegExp;
	advises: RegExp;
}

/** A good reference for edits that need one. */
const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const edit = { operation: 'edit' };
const gemini = { provider: 'gemini' };
const csv: InputItem = {
	files: { data: { bytes: Buffer.from('name;price\n'), fileName: 'a.csv', mimeType: 'text/csv' } },
};

/** The second of three items is bad. Parameters are the same for all, as in n8n. */
interface BadItem extends Sentence {
	name: string;
	parameters: INodeParameters;
	/** What is good, and what is bad in the second item; read by expressions. */
	good?: InputItem;
	bad?: InputItem;
}

const value = '={{ $json.value }}';
const json = (good: unknown, bad: unknown): Pick<BadItem, 'good' | 'bad'> => ({
	good: { json: { value: good } as IDataObject },
	bad: { json: { value: bad } as IDataObject },
});

/** Found by looking at the parameters alone: nothing may be sent before. */
const badItems: BadItem[] = [
	{
		name: 'empty prompt',
		parameters: { prompt: value },
		...json('a fox', '  '),
		says: /prompt is empty/i,
		advises: /Describe the image in the parameter Prompt/,
	},
	{
		name: 'prompt that is missing in the item',
		parameters: { prompt: value },
		...json('a fox', undefined),
		says: /prompt is empty/i,
		advises: /Prompt/,
	},
	{
		name: 'prompt that is an object',
		parameters: { prompt: value },
		...json('a fox', { text: 'a fox' }),
		says: /prompt/i,
		advises: /Prompt|expression/,
	},
	{
		name: 'prompt in which an expression went wrong',
		parameters: { prompt: '=a photo of {{ $json.value }}' },
		...json('a fox', { text: 'a fox' }),
		says: /prompt contains an object instead of a text: “\[object Object\]”/,
		advises: /what the expression in Prompt gives/,
	},
	{
		name: 'prompt with a value that is missing',
		parameters: { prompt: "=a photo of {{ $json.value + '' }}, at night" },
		...json('a fox', undefined),
		says: /prompt contains the word for a missing value: “a photo of undefined”/,
		advises: /Nothing was ordered/,
	},
	{
		name: 'prompt that is broken text',
		parameters: { prompt: value },
		...json('a fox', 'a f\ufffdchs'),
		says: /characters that were lost/,
		advises: /Prompt/,
	},
	{
		name: 'no reference image',
		parameters: { ...edit, inputType: 'url', imageUrls: value },
		...json('https://example.com/a.png', ''),
		says: /No reference image/,
		advises: /Input Type/,
	},
	{
		name: 'missing binary field',
		parameters: edit,
		bad: {},
		says: /no binary field "data"/,
		advises: /connect a node that reads or downloads one/i,
	},
	{
		name: 'text file as reference',
		parameters: edit,
		bad: csv,
		says: /"data" holds a text, not an image/,
		advises: /PNG, JPEG, WebP, GIF or AVIF/,
	},
	{
		name: 'size that the model lacks',
		parameters: { resolution: value },
		...json('1K', '4K'),
		says: /Nano Banana 2 Lite does not have resolution 4K, only 1K/,
		advises: /Set Resolution to one of these/,
	},
	{
		name: 'ratio that the model lacks',
		parameters: { modelId: fromList('gpt-image-1'), aspectRatio: value },
		...json('1:1', '21:9'),
		says: /GPT Image 1 does not have aspect ratio 21:9, only 1:1, 2:3, 3:2, auto/,
		advises: /Set Aspect Ratio to one of these/,
	},
	{
		name: 'ratio that nobody has',
		parameters: { aspectRatio: value },
		...json('1:1', '17:3'),
		says: /Aspect Ratio is "17:3"/,
		advises: /one of: auto, /,
	},
	{
		name: 'resolution that nobody has',
		parameters: { resolution: value },
		...json('1K', '8K'),
		says: /Resolution is "8K"/,
		advises: /one of: 512, 1K, 2K, 4K/,
	},
	{
		name: 'model that is not in the list',
		parameters: { modelId: fromList(value) },
		...json('nano-banana-2-lite', 'nano-bananna'),
		says: /"nano-bananna" is not in the list/,
		advises: /By ID/,
	},
	{
		name: 'model named like a property of every object',
		parameters: { modelId: fromList(value) },
		...json('nano-banana-2-lite', 'constructor'),
		says: /"constructor" is not in the list/,
		advises: /By ID/,
	},
	{
		name: 'no model',
		parameters: { modelId: byId(value) },
		...json('gpt-image-1', ''),
		says: /No model is chosen/,
		advises: /Model/,
	},
	{
		name: 'model that Google does not have',
		parameters: { ...gemini, modelId: fromList(value) },
		...json('nano-banana-2-lite', 'flux-2-pro'),
		says: /Flux 2 Pro is not offered by/,
		advises: /choose one of: .*Nano Banana Pro/,
	},
	{
		name: 'additional fields that are no object',
		parameters: { options: { additionalFields: value } },
		...json('{}', '["style"]'),
		says: /Additional Fields is not a JSON object/,
		advises: /braces/,
	},
	{
		name: 'additional fields that are no JSON',
		parameters: { options: { additionalFields: value } },
		...json('{}', '{style: ink}'),
		says: /Additional Fields is not a JSON object/,
		advises: /double quotes/,
	},
	{
		name: 'additional fields that replace the model',
		parameters: { options: { additionalFields: value } },
		...json('{}', '{"model": "flux-2-pro-text"}'),
		says: /Additional Fields must not contain "model", which would replace Model/,
		advises: /Remove it from Additional Fields/,
	},
	{
		name: 'additional fields that replace the prompt of Gemini',
		parameters: { ...gemini, options: { additionalFields: value } },
		...json('{}', { input: 'a cat' }),
		says: /Additional Fields must not contain "input"/,
		advises: /Remove it/,
	},
	{
		name: 'additional fields that replace the references',
		parameters: { ...edit, options: { imageField: 'pictures', additionalFields: value } },
		good: { json: { value: '{}' } },
		bad: { json: { value: '{"pictures": []}' }, files: { data: { bytes: pixel } } },
		says: /must not contain "pictures", which would replace the reference images/,
		advises: /Remove it/,
	},
	...['prompt', 'model', '__proto__', 'image urls'].map((bad): BadItem => ({
		name: `image field: ${bad}`,
		parameters: { options: { imageField: value } },
		...json('pictures', bad),
		says: new RegExp(`Image Field cannot be "${bad}"`),
		advises: /name of the field as Oakgen’s documentation has it/,
	})),
	...[-1, 0, 11, 1.5, 'many', '3,5', true].map((bad): BadItem => ({
		name: `number of images: ${String(bad)}`,
		parameters: { numberOfImages: value },
		...json(1, bad),
		says: /Number of Images is .* must be a whole number from 1 to 10/,
		advises: /Number of Images/,
	})),
	...(
		[
			['seed', 'Seed', -1],
			['maxRetries', 'Max Retries', -1],
			['maxRetries', 'Max Retries', 11],
			['requestTimeout', 'Request Timeout', -5],
			['totalTimeout', 'Total Timeout', 0],
			['maxFileSize', 'Max File Size', -64],
		] as const
	).map(([option, label, bad]): BadItem => ({
		name: `${option}: ${bad}`,
		parameters: { options: { [option]: value } },
		...json(1, bad),
		says: new RegExp(`^${label} is ${bad}, but must be .* from .* to `),
		advises: new RegExp(`Correct ${label}`),
	})),
	{
		name: 'unknown way to retry',
		parameters: { options: { retryOn: value } },
		...json('safe', 'always'),
		says: /Retry On is "always"/,
		advises: /any, never, safe/,
	},
	{
		name: 'unknown thinking level',
		parameters: { ...gemini, options: { thinkingLevel: value } },
		...json('high', 'extreme'),
		says: /Thinking Level is "extreme"/,
		advises: /high, medium, minimal/,
	},
	{
		name: 'thinking level that the model lacks',
		parameters: { ...gemini, options: { thinkingLevel: value } },
		...json('high', 'medium'),
		says: /Nano Banana 2 Lite does not have thinking level medium, only minimal, high/,
		advises: /Set Thinking Level to one of these/,
	},
	{
		name: 'thinking level for a model without one',
		parameters: {
			...gemini,
			modelId: fromList('={{ $json.value ? "nano-banana-pro" : "nano-banana-2-lite" }}'),
			options: { thinkingLevel: 'high' },
		},
		...json('', 'x'),
		says: /Nano Banana Pro has no thinking level/,
		advises: /Remove the option Thinking Level/,
	},
	{
		name: 'output field that n8n keeps for itself',
		parameters: { options: { binaryPropertyOutput: value } },
		...json('data', '_files'),
		says: /output field cannot be named "_files"/,
		advises: /Put Output in Field/,
	},
];

function itemsOf({ good = {}, bad = {} }: BadItem): InputItem[] {
	const whole: InputItem = { files: { data: { bytes: pixel } }, ...good };
	return [whole, bad, whole];
}

describe.each(badItems.map((bad) => [bad.name, bad] as const))('%s', (name, bad) => {
	const items = () => itemsOf(bad);

	test('stops the node before any request', async () => {
		const error = await mustFail(sandbox, bad.parameters, { items: items() });
		expect(sandbox.requests).toEqual([]);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(bad.says);
		expect(error.message).toContain('[item 1]');
		expect(error.description).toMatch(bad.advises);
		expect(error.context.itemIndex).toBe(1);
		note(name, error.message, error.description);
	});

	test('in continue mode only this item fails', async () => {
		const { items: output } = await runImage(sandbox, bad.parameters, {
			items: items(),
			settings: goOn,
		});
		expect(output).toHaveLength(3);
		expect(output[1]).toEqual({
			json: { error: expect.stringMatching(bad.says) },
			pairedItem: { item: 1 },
		});
		for (const position of [0, 2]) {
			expect(output[position]?.json).not.toHaveProperty('error');
			expect(output[position]).toMatchObject({
				binary: { data: { mimeType: 'image/png' } },
				pairedItem: { item: position },
			});
		}
		expect(sandbox.bill()).toBe(2);
	});
});

test.each(badItems.filter(({ name }) => /^(empty prompt|text file|size)/.test(name)))(
	'$name: goes to the error output where there is one',
	async (bad) => {
		const { outputOf } = await runImage(sandbox, bad.parameters, {
			items: itemsOf(bad),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outputOf('Image').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		expect(outputOf('Image', 1).map(({ json: { error } }) => error)).toEqual([
			expect.stringMatching(bad.says),
		]);
	},
);

describe('settings of the whole node', () => {
	test.each([0, -1, 51, 2.5, 'lots'])('concurrency %p', async (concurrency) => {
		const error = await mustFail(sandbox, { options: { concurrency } }, { items: [{}, {}] });
		expect(sandbox.requests).toEqual([]);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(
			/Max Concurrent Requests is .* must be a whole number from 1 to 50/,
		);
		expect(error.description).toMatch(/Correct Max Concurrent Requests/);
		note(`concurrency ${concurrency}`, error.message, error.description);
	});

	test.each([
		['oakgen', 'api.oakgen.ai'],
		['oakgen', ''],
		['oakgen', 'ftp://api.oakgen.ai'],
		['gemini', 'not a url'],
	])('base URL of %s: "%s"', async (provider, url) => {
		const target: Target = { ...sandbox, url, geminiUrl: url };
		const error = await mustFail(target, { provider });
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toContain(`Base URL "${url}"`);
		expect(error.message).toContain('not a web address');
		expect(error.description).toMatch(/https:\/\//);
		note(`base URL "${url}"`, error.message, error.description);
	});

	test.each(['oakgen', 'gemini'])('an API key that is empty: %s', async (provider) => {
		const target: Target = { ...sandbox, oakgenApiKey: ' ', geminiApiKey: ' ' };
		const error = await mustFail(target, { provider, options: { maxRetries: 0 } });
		expect(error.message).toMatch(/API key/);
		expect(error.description).toMatch(/credential/);
		note(`empty key, ${provider}`, error.message, error.description);
	});
});

/** OAKGEN_TEST_SENTENCES=1 shows all sentences, to be read as a user reads them. */
const sentences: string[] = [];
function note(name: string, message: string, description: string | null | undefined): void {
	sentences.push(`${name}\n  ${message}\n  → ${description ?? '—'}`);
}

afterAll(() => {
	if (process.env.OAKGEN_TEST_SENTENCES) process.stdout.write(`${sentences.join('\n')}\n`);
});
