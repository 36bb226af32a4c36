import type { IDataObject } from 'n8n-workflow';

import { runInMemory, type MemoryAnswer } from '../support/memoryNode';
import { flawOf } from '../support/sentence';

const key = 'sk-oak-1234567890';
const baseUrl = 'https://api.example';
const megabyte = 1_000_000;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): MemoryAnswer => ({
	status,
	headers,
	body: Buffer.from(JSON.stringify(body)),
});

/** Runs the node against these answers, the last of which is given for ever. */
async function messageOf(
	answers: MemoryAnswer[],
	provider = 'oakgen',
	options: IDataObject = {},
): Promise<string> {
	let asked = 0;
	const { items, error } = await runInMemory({
		parameters: {
			provider,
			prompt: 'a fox',
			modelId: { mode: 'id', value: 'some-model' },
			options: { totalTimeout: 5, ...options },
		},
		apiKey: key,
		baseUrl,
		continues: true,
		answer: () => answers[Math.min(asked++, answers.length - 1)] as MemoryAnswer,
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const { json } = items[0];
	// Bytes in a reply that begin like an image are handed out, with a word of warning.
	if (Array.isArray(json.warnings)) return json.warnings.join(' ');
	expect(Object.keys(json)).toEqual(['error']);
	return String(json.error);
}

/** Texts that must not stand in a message as they are. */
const texts = {
	'of a megabyte': 'the fox '.repeat(megabyte / 8),
	'of a megabyte without a space': 'x.'.repeat(megabyte / 2),
	'of image data': 'iVBORw0KGgo'.repeat(200),
	'with line breaks': 'one\r\ntwo\u2028three',
	'with control characters': 'a\u0000b\u001b[31mc\u009bd',
	'that turns around': 'fox \u202e gnp\u2066',
	'that hides': 'f\u200bo\u00adx\ufeff\u{e0041}',
	'with half a character': 'fox \ud800',
	'with the key': `Bearer ${key}, again ${encodeURIComponent(key)}`,
	'of markup': '<script>alert(1)</script><b>bold</b>',
};

/** Where a reply can say something that gets into a message. */
const places: Array<[name: string, (text: string) => MemoryAnswer[]]> = [
	['an error', (text) => [json({ error: text }, 422)]],
	['an error message', (text) => [json({ error: { message: text, status: text } }, 400)]],
	['a list of details', (text) => [json({ detail: Array<object>(9).fill({ msg: text }) }, 422)]],
	['a failure in HTTP 200', (text) => [json({ status: 'failed', id: text, error: text })]],
	['a status', (text) => [json({ id: 'int_1', status: text, steps: [] })]],
	['an id beside no image', (text) => [json({ id: text, status: 'completed', text: '' })]],
	['the id of a job', (text) => [json({ id: text, status: 'in_progress' }), json({})]],
	['the id of a lost job', (text) => [json({ id: text, status: 'in_progress' }), json({}, 404)]],
	['a status address', (text) => [json({ status_url: text, status: 'queued' }), json({}, 404)]],
	[
		'the address of an image',
		(text) => [json({ url: `https://a.example/${text}` }), json({}, 404)],
	],
	['the address of an image, as it is', (text) => [json({ url: text })]],
	['an image that is none', (text) => [json({ id: text, b64_json: text })]],
	['what a model says', (text) => [json({ id: 'int_1', status: 'completed', text })]],
	[
		'what a Gemini model says',
		(text) => {
			const steps = [{ type: 'model_output', content: [{ type: 'text', text }] }];
			return [json({ id: text, status: 'completed', steps })];
		},
	],
	['errors of an interaction', (text) => [json({ id: 'int_1', errors: [{ message: text }] })]],
	['a page', (text) => [{ status: 200, headers: {}, body: Buffer.from(`<html>${text}</html>`) }]],
	[
		'a redirect',
		(text) => [json({ url: 'https://a.example/1' }), json({}, 302, { location: text })],
	],
	['a poll', (text) => [json({ id: 'job_1', status: 'queued' }), json({ text, message: text })]],
];

describe.each(['oakgen', 'gemini'])('%s: a message stays a short, clean sentence', (provider) => {
	describe.each(places)('with %s', (_, answersFor) => {
		it.each(Object.entries(texts))('%s', async (_name, text) => {
			const message = await messageOf(answersFor(text), provider);
			expect(flawOf(message, key)).toBeNull();
			// It still says something.
			expect(message).toMatch(/\w{3}/);
		});
	});
});

it('names an address of a paid image that is as long as any', async () => {
	const url = `https://files.example/1.png?signature=${'a%2F'.repeat(1000)}`;
	expect(await messageOf([json({ url }), json({}, 404)])).toContain(`from ${url}: HTTP 404`);
});

it('names the beginning of one that is longer', async () => {
	const url = `https://files.example/${'a/'.repeat(500_000)}`;
	const message = await messageOf([json({ url }), json({}, 404)]);
	expect(message).toContain(`from ${url.slice(0, 4096)}…: HTTP 404`);
});
