import { readGeminiReply } from '../../../../nodes/OakgenImage/providers/gemini/reply';
import type { Generation } from '../../../../nodes/OakgenImage/providers/types';
import { httpReply, imageRequest } from '../../../support/imageRequest';

const read = (body: unknown): Generation => readGeminiReply(httpReply(body), imageRequest());

const image = (content: string, mimeType = 'image/png') => ({
	type: 'image',
	mime_type: mimeType,
	data: Buffer.from(content).toString('base64'),
});
const text = (words: string) => ({ type: 'text', text: words, contentFiltered: false });
const output = (...content: object[]) => ({ type: 'model_output', content });
const input = (...content: object[]) => ({ type: 'user_input', content });
const completed = (...steps: object[]) => ({ id: 'int_1', status: 'completed', steps });
const found = (content: string) => ({ kind: 'bytes', bytes: Buffer.from(content) });

describe('an interaction with images', () => {
	it.each<[string, object[], object[]]>([
		['one image', [output(image('a'))], [found('a')]],
		['several in one step', [output(image('a'), image('b'))], [found('a'), found('b')]],
		['several steps', [output(image('a')), output(image('b'))], [found('a'), found('b')]],
		['text beside it', [output(text('Here:'), image('a'), text('Enjoy.'))], [found('a')]],
		['thoughts before it', [{ type: 'thought', summary: [] }, output(image('a'))], [found('a')]],
		[
			'the input echoed before it',
			[input(text('draw'), image('in')), output(image('a'))],
			[found('a')],
		],
		[
			'earlier turns before the last input',
			[input(image('in')), output(image('old')), input(text('bluer')), output(image('a'))],
			[found('a')],
		],
		[
			'an address instead of data',
			[output({ type: 'image', uri: 'https://files.example/1', mime_type: 'image/webp' })],
			[{ kind: 'url', url: 'https://files.example/1', mimeType: 'image/webp' }],
		],
		[
			'an address without a type',
			[output({ type: 'image', uri: 'https://files.example/1' })],
			[{ kind: 'url', url: 'https://files.example/1', mimeType: null }],
		],
		[
			'data before an address',
			[output({ ...image('a'), uri: 'https://files.example/1' })],
			[found('a')],
		],
		[
			'empty and unknown contents around it',
			[
				output(
					{ type: 'image' },
					{ type: 'image', data: '' },
					{ type: 'audio', data: 'AA==' },
					image('a'),
				),
			],
			[found('a')],
		],
		['junk among the steps', [[], {}, { type: 'model_output' }, output(image('a'))], [found('a')]],
	])('is done: %s', (_, steps, images) => {
		expect(read(completed(...steps))).toMatchObject({ status: 'done', images });
	});

	it.each(['incomplete', 'budget_exceeded', 'requires_action', 'requires_continuation'])(
		'is done although its status is %s: the image is paid for',
		(status) => {
			const body = { ...completed(output(image('a'))), status };
			expect(read(body)).toMatchObject({ status: 'done', images: [found('a')] });
		},
	);

	it.each(['in_progress', 'queued', 'polishing', 'IN_REVIEW'])(
		'is held back while it is %s, which may show a draft',
		(status) => {
			const body = { ...completed(output(image('a'))), status };
			expect(read(body)).toMatchObject({ status: 'pending', images: [found('a')] });
		},
	);

	it.each(['failed', 'cancelled', 'safety_blocked'])('is none when it is %s', (status) => {
		const body = { ...completed(output(image('a'))), status };
		expect(read(body)).toMatchObject({ status: 'failed' });
	});

	it('is asked for again after an answer that does not repeat its id', () => {
		const job = { id: 'int_1', statusUrl: null, resultUrl: null };
		for (const body of [{}, { status: 'in_progress' }, { status: 'polishing' }]) {
			const context = { baseUrl: '', job };
			const generation = readGeminiReply(httpReply(body), imageRequest(), context);
			expect(generation).toMatchObject({ status: 'pending', job });
		}
	});

	it.each([
		[{ status: 'incomplete', incomplete_details: { reason: 'the lens cap is on' } }],
		[{ status: 'failed', failure_reason: 'the lens cap is on' }],
	])('that has ended tells why in whatever field: %j', (body) => {
		const reason = `the interaction ended with "${body.status}", but without an image: the lens cap is on`;
		expect(read(body)).toMatchObject({ status: 'failed', reason });
	});

	it.each(['polishing', 'IN_REVIEW'])('that is %s is called so, in one word', (status) => {
		expect(read({ id: 'int_1', status })).toMatchObject({ status: 'pending', oddState: status });
	});

	it('tells id, usage and what the model wrote', () => {
		const usage = { total_input_tokens: 9, total_output_tokens: 1120, total_tokens: 1129 };
		const steps = [
			input(text('draw')),
			output(text(' Here: '), image('a'), text(' ')),
			output({ type: 'thought_summary', text: 'A fox.', contentFiltered: false }, text('Bye')),
		];
		expect(read({ ...completed(...steps), usage }).facts).toEqual({
			id: 'int_1',
			credits: null,
			usage,
			text: 'Here:\nBye',
			contentFiltered: false,
		});
	});

	it('tells nothing that is not said', () => {
		expect(read({ steps: [output(image('a'))] }).facts).toEqual({
			id: null,
			credits: null,
			usage: null,
			text: null,
			contentFiltered: false,
		});
	});
});

describe('an interaction without an image', () => {
	it.each(['in_progress', 'queued'])('is asked for again while it is %s', (status) => {
		expect(read({ id: 'int/1', status })).toMatchObject({
			status: 'pending',
			facts: { id: 'int/1' },
			job: { id: 'int/1', statusUrl: null, resultUrl: null },
			images: [],
		});
	});

	it('cannot be asked for again without an id', () => {
		expect(read({ status: 'in_progress' })).toMatchObject({ status: 'unclear' });
	});

	it.each([
		'completed',
		'failed',
		'cancelled',
		'incomplete',
		'budget_exceeded',
		'requires_action',
		'requires_continuation',
	])('has failed when it ended with %s', (status) => {
		expect(read({ id: 'int_1', status })).toMatchObject({
			status: 'failed',
			reason: `the interaction ended with "${status}", but without an image`,
		});
	});

	const safety = 'The prompt was blocked by safety settings';
	it.each<[string, object, string]>([
		['error', { error: { code: 3, message: safety } }, safety],
		['errors', { errors: [{ message: safety }, { message: 'Again' }] }, `${safety}; Again`],
		['errors without a readable word', { error: { message: '<br>' } }, 'an error without words'],
		['errors with a code only', { errors: [{ code: 'PROHIBITED_CONTENT' }] }, 'PROHIBITED_CONTENT'],
		[
			'the error of a step',
			{ steps: [{ type: 'model_output', error: { code: 3, message: safety } }] },
			safety,
		],
		[
			'words only',
			{ steps: [output(text('I cannot draw that.'))] },
			'the model answered in words only: I cannot draw that.',
		],
		[
			'an error beside words',
			{ steps: [output(text('Sorry.')), { type: 'model_output', error: { message: safety } }] },
			safety,
		],
		[
			'only the echoed input',
			{ steps: [input(text('draw'), image('in'))] },
			'the interaction ended with "completed", but without an image',
		],
		[
			'an image only in an earlier turn',
			{ steps: [output(image('old')), input(text('again'))] },
			'the interaction ended with "completed", but without an image',
		],
		[
			'an empty output',
			{ steps: [output()] },
			'the interaction ended with "completed", but without an image',
		],
	])('gives the reason in %s', (_, body, reason) => {
		expect(read({ id: 'int_1', status: 'completed', ...body })).toMatchObject({
			status: 'failed',
			facts: { id: 'int_1' },
			reason,
		});
	});
});

describe('a reply that cannot be read', () => {
	it.each<[string, unknown, string]>([
		['HTML', '<html><body>Sign in</body></html>', 'it is an HTML page: Sign in'],
		['nothing', '', 'it is empty'],
		[
			'truncated JSON',
			'{"id": "int_1", "steps": [{',
			'it is a JSON text: {"id": "int_1", "steps": [{',
		],
		['a list', '[1,2]', 'it is a JSON text: [1,2]'],
		['an object without a clue', '{"a":1}', '{"a":1}'],
		[
			'steps that are no list',
			'{"steps":{"type":"model_output"}}',
			'{"steps":{"type":"model_output"}}',
		],
		['a prototype', '{"__proto__":{"status":"failed"}}', '{"__proto__":{"status":"failed"}}'],
	])('is unclear, with an excerpt: %s', (_, body, excerpt) => {
		expect(read(body)).toMatchObject({ status: 'unclear', excerpt, isDone: false });
	});
});
