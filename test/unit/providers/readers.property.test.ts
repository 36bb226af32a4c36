import fc from 'fast-check';

import { readGeminiReply } from '../../../nodes/OakgenImage/providers/gemini/reply';
import { readOakgenReply } from '../../../nodes/OakgenImage/providers/oakgen/reply';
import type { Generation } from '../../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../../nodes/OakgenImage/transport/types';
import { imageReplies, URL_1, URL_2, wrappers } from '../../fixtures/oakgen/imageReplies';
import { bytesReference, httpReply, imageRequest, urlReference } from '../../support/imageRequest';
import { imageHeads } from '../../support/images';
import type { ProviderName } from '../../support/providers';

/** References that the fixtures below echo now and then. */
const request = imageRequest({
	operation: 'edit',
	references: [urlReference(URL_2), bytesReference(imageHeads.GIF)],
	settings: { imageUrlPath: 'a[0].b' },
});

const readers: Record<ProviderName, (reply: HttpReply, context: typeof request) => Generation> = {
	oakgen: readOakgenReply,
	gemini: readGeminiReply,
};

function checkGeneration(generation: Generation): void {
	expect(['done', 'pending', 'failed', 'unclear']).toContain(generation.status);
	if (generation.status === 'done') expect(generation.images.length).toBeGreaterThan(0);
	if (generation.status === 'failed') expect(generation.reason).not.toBe('');
	if (generation.status === 'pending') {
		const { id: jobId, statusUrl, resultUrl } = generation.job;
		expect(jobId ?? statusUrl ?? resultUrl).not.toBeNull();
	}
	const { id, credits, text } = generation.facts;
	expect(id === null || id.trim() !== '').toBe(true);
	expect(credits === null || Number.isFinite(credits)).toBe(true);
	expect(text === null || text !== '').toBe(true);
}

function checkNoEcho(generation: Generation): void {
	if (generation.status !== 'done' && generation.status !== 'pending') return;
	for (const image of generation.images) {
		for (const reference of request.references) {
			if (image.kind === 'url' && reference.kind === 'url') {
				expect(image.url).not.toBe(reference.url);
			}
			if (image.kind === 'bytes' && reference.kind === 'bytes') {
				expect(image.bytes.equals(reference.bytes)).toBe(false);
			}
		}
	}
}

const statusCode = fc.constantFrom(200, 201, 202, 204);
const headers = fc.oneof(
	fc.constant<Record<string, string>>({}),
	fc.constant<Record<string, string>>({ location: '/v1/jobs/1' }),
	fc.dictionary(fc.constantFrom('content-type', 'location', 'date'), fc.string()),
);

/** Words that mean something somewhere in a reply, and values that hide traps. */
const names =
	'url image_url imageUrl image images image_urls urls data output outputs result b64_json image_base64 mime_type status state task_status id task_id job_id request_id status_url polling_url response_url get code success error message detail msg credits cost usage steps content type errors uri a b __proto__ constructor toString valueOf hasOwnProperty length';
const values = fc.oneof(
	fc.constantFrom<unknown>(
		URL_1,
		URL_2,
		imageHeads.PNG.toString('base64'),
		imageHeads.GIF.toString('base64'),
		`data:image/gif;base64,${imageHeads.GIF.toString('base64')}`,
		'completed',
		'queued',
		'failed',
		'image',
		'text',
		'model_output',
		'user_input',
		'in_progress',
		'',
		' ',
		0,
		404,
		500,
		true,
		false,
		null,
	),
	fc.string(),
	fc.double(),
);
const { reply: replyLike } = fc.letrec<{ reply: unknown; node: unknown }>((tie) => ({
	reply: fc.dictionary(fc.constantFrom(...names.split(' ')), tie('node'), { maxKeys: 6 }),
	node: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		values,
		tie('reply'),
		fc.array(tie('node'), { maxLength: 3 }),
	),
}));

const geminiReply = {
	id: 'int_1',
	status: 'completed',
	steps: [
		{ type: 'user_input', content: [{ type: 'text', text: 'draw' }] },
		{ type: 'model_output', content: [{ type: 'image', data: 'AAAA', mime_type: 'image/png' }] },
		{ type: 'model_output', error: { code: 3, message: 'no' }, content: [] },
	],
	usage: { total_tokens: 3 },
	errors: [{ message: 'no' }],
};
const fixtures = [
	geminiReply,
	...wrappers.flatMap(([, wrap]) => imageReplies.map(([, body]) => wrap(body))),
	{ id: 'j', status: 'IN_QUEUE', status_url: URL_1, response_url: URL_1, urls: { get: URL_1 } },
	{ code: 500, success: false, error: { message: 'no', code: 1 }, detail: [{ msg: 'no' }] },
];

/** A real reply in which one value, somewhere, is another one. */
const mutated = fc
	.tuple(
		fc.constantFrom<object>(...fixtures),
		fc.nat(),
		fc.oneof(replyLike, values, fc.jsonValue()),
	)
	.map(([fixture, where, value]) => {
		let countdown = where % countValues(fixture);
		return replaceValues(fixture, (old) => {
			countdown -= 1;
			return countdown === -1 ? value : old;
		});
	});

function countValues(value: unknown): number {
	if (typeof value !== 'object' || value === null) return 1;
	return Object.values(value).reduce<number>((sum, entry) => sum + countValues(entry), 1);
}

function replaceValues(value: unknown, replace: (value: unknown) => unknown): unknown {
	const replaced = replace(value);
	if (replaced !== value || typeof value !== 'object' || value === null) return replaced;
	if (Array.isArray(value)) return value.map((entry) => replaceValues(entry, replace));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, replaceValues(entry, replace)]),
	);
}

describe.each(Object.entries(readers))('%s: a reply', (_, read) => {
	const numRuns = 1000;

	it('of any JSON value is read without throwing', () => {
		fc.assert(
			fc.property(fc.jsonValue(), statusCode, headers, (body, status, head) => {
				checkGeneration(read(httpReply(JSON.stringify(body), { status, headers: head }), request));
			}),
			{ numRuns },
		);
	});

	it('of any bytes is read without throwing', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), statusCode, headers, (bytes, status, head) => {
				checkGeneration(read(httpReply(Buffer.from(bytes), { status, headers: head }), request));
			}),
			{ numRuns },
		);
	});

	it('that is damaged anywhere is read without throwing', () => {
		const damage = fc.tuple(fc.constantFrom<object>(...fixtures), fc.nat(), fc.nat(255));
		fc.assert(
			fc.property(damage, fc.boolean(), ([fixture, where, byte], cut) => {
				const bytes = Buffer.from(JSON.stringify(fixture));
				const at = where % bytes.length;
				bytes[at] = byte;
				checkGeneration(read(httpReply(cut ? bytes.subarray(0, at) : bytes), request));
			}),
			{ numRuns },
		);
	});

	// Found by the property below.
	it('quirk of Oakgen’s: with a code that has no number is read without throwing', () => {
		const body = '{"code": {"toString": 1}, "url": "https://a.example"}';
		expect(() => read(httpReply(body), request)).not.toThrow();
	});

	it('quirk of Oakgen’s (the one above): that looks like one is read without throwing', () => {
		fc.assert(
			fc.property(fc.oneof(replyLike, mutated), statusCode, headers, (body, status, head) => {
				checkGeneration(read(httpReply(JSON.stringify(body), { status, headers: head }), request));
			}),
			{ numRuns: 2000 },
		);
	});
});

it('Oakgen: no image of a JSON reply is a reference that was sent', () => {
	fc.assert(
		fc.property(fc.oneof(replyLike, mutated), (body) => {
			checkNoEcho(readOakgenReply(httpReply(JSON.stringify(body)), request));
		}),
		{ numRuns: 2000 },
	);
});

it('Gemini: images come from the model’s output after the last input only', () => {
	const image = fc
		.nat(3)
		.map((at) => ({ type: 'image', data: Buffer.from([at]).toString('base64') }));
	const step = fc.record({
		type: fc.constantFrom('model_output', 'user_input', 'thought'),
		content: fc.array(image, { maxLength: 3 }),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
			const last = steps.map(({ type }) => type).lastIndexOf('user_input');
			const wanted = steps
				.filter(({ type }, at) => at > last && type === 'model_output')
				.flatMap(({ content }) => content.map(({ data }) => data));
			const generation = readGeminiReply(
				httpReply({ id: 'int_1', status: 'completed', steps }),
				imageRequest(),
			);
			const images = generation.status === 'done' ? generation.images : [];
			expect(
				images.map((found) => (found.kind === 'bytes' ? found.bytes.toString('base64') : '')),
			).toEqual(wanted);
		}),
	);
});
