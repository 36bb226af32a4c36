import { readGeminiReply } from '../../../../nodes/OakgenImage/providers/gemini/reply';
import { httpReply, imageRequest } from '../../../support/imageRequest';

// What Google's older and neighbouring APIs send, and what can become of this one.

const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const data = png.toString('base64');
const image = { type: 'image', mime_type: 'image/png', data };
const output = (content: unknown, more = {}) => ({ type: 'model_output', content, ...more });
const completed = (more: object) => ({ id: 'v1_i', status: 'completed', ...more });

const read = (body: unknown) => readGeminiReply(httpReply(body), imageRequest());

it.each<[string, unknown]>([
	['outputs instead of steps', completed({ outputs: [image] })],
	['the SDK’s own field', completed({ output_image: { data, mime_type: 'image/png' } })],
	[
		'names in camel case',
		completed({
			steps: [{ type: 'modelOutput', content: [{ type: 'IMAGE', mimeType: 'image/png', data }] }],
		}),
	],
	[
		'inline data',
		completed({ steps: [output([{ inlineData: { mimeType: 'image/png', data } }])] }),
	],
	['a document', completed({ steps: [output([{ ...image, type: 'document' }])] })],
	[
		'a data URI',
		completed({ steps: [output([{ ...image, data: `data:image/png;base64,${data}` }])] }),
	],
	[
		'a draft of a thought beside it',
		completed({ steps: [output([{ ...image, data: 'AAAA', thought: true }, image])] }),
	],
	['an interaction inside of the reply', { interaction: completed({ steps: [output([image])] }) }],
	[
		'a list of interactions',
		[{ id: 'v1_i', status: 'in_progress' }, completed({ steps: [output([image])] })],
	],
	[
		'generateContent',
		{ candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data } }] } }] },
	],
	['raw bytes', png],
	[
		'a stream',
		`event: interaction.complete\ndata: ${JSON.stringify({ interaction: completed({ steps: [output([image])] }) })}\n\n`,
	],
])('the image is found in %s', (_, body) => {
	expect(read(body)).toMatchObject({ status: 'done', images: [{ bytes: png }] });
});

it('a file of the Files API is asked for by its content as well', () => {
	const uri = 'https://generativelanguage.googleapis.com/v1beta/files/abc';
	const reply = read(completed({ steps: [output([{ type: 'image', uri }])] }));
	expect(reply).toMatchObject({
		images: [{ url: uri, others: [{ url: `${uri}:download?alt=media` }] }],
	});
});

it('what may be a picture and cannot be read is never “nothing was made”', () => {
	for (const part of [
		{ type: 'sketch', uri: 'https://files.example/1' },
		{ blob: { bytes: data } },
	]) {
		expect(read(completed({ steps: [output([part])] }))).toMatchObject({
			status: 'unclear',
			isDone: true,
		});
	}
});

it('pictures of thoughts, of tools and of the input are none', () => {
	for (const type of ['thought', 'google_search_result', 'user_input']) {
		expect(read(completed({ steps: [{ type, content: [image] }] })).status).toBe('failed');
	}
});

it.each<[unknown, string]>([
	[completed({ steps: [output([], { finish_reason: 'IMAGE_SAFETY' })] }), 'IMAGE_SAFETY'],
	[completed({ steps: [], prompt_feedback: { block_reason: 'OTHER_REASON' } }), 'OTHER_REASON'],
	[{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'PROHIBITED_CONTENT'],
	[{ candidates: [{ finishReason: 'IMAGE_SAFETY' }] }, 'IMAGE_SAFETY'],
	[{ id: 'v1_i', status: 'failed', error: 'The painter left' }, 'The painter left'],
	[
		{ id: 'v1_i', status: 'failed', errors: [{ details: [{ reason: 'paint ran out' }] }] },
		'paint ran out',
	],
])('%j tells its reason', (body, reason) => {
	expect(read(body)).toMatchObject({
		status: 'failed',
		reason: expect.stringContaining(reason) as string,
	});
});

it.each([
	[{ error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'slow down' } }, 'pending'],
	[{ error: { code: 503, status: 'UNAVAILABLE', message: 'overloaded' } }, 'pending'],
	[{ error: { code: 403, status: 'PERMISSION_DENIED', message: 'no' } }, 'unclear'],
	[{ error: { code: 400, message: 'bad words' } }, 'failed'],
	[{ status: 'failed', error: { code: 429, message: 'overloaded' } }, 'failed'],
])(
	'an answer about a job, %j, is about the asking as long as it tells no state: %s',
	(body, status) => {
		const job = { id: 'v1_1', statusUrl: null, resultUrl: null };
		const context = { baseUrl: 'https://api.example', job };
		expect(readGeminiReply(httpReply(body), imageRequest(), context).status).toBe(status);
	},
);
