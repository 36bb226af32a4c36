import fc from 'fast-check';

import {
	idempotencyKey,
	requestFingerprint,
	type ImageIdentity,
} from '../../../nodes/OakgenImage/paid/fingerprint';
import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import type { ImageRequest, Provider, Reference } from '../../../nodes/OakgenImage/providers/types';
import { bytesReference, imageRequest, urlReference } from '../../support/imageRequest';

const BASE = 'https://api.oakgen.ai';
const print = (request: ImageRequest, provider: Provider = oakgen) =>
	requestFingerprint(provider, BASE, request);
const bytes = (text: string) => bytesReference(Buffer.from(text));

const identity: ImageIdentity = {
	executionId: '7',
	nodeName: 'node-1',
	seed: 'seed',
	runIndex: 0,
	itemIndex: 0,
	imageNumber: 0,
	fingerprint: 'f',
};

describe('the fingerprint of a request', () => {
	it('is short and the same for an equal request', () => {
		const references = [bytes('a'), urlReference('https://a.example')];
		const request = imageRequest({ seed: 1, references, additionalFields: { a: { b: 1 } } });
		expect(print(request)).toMatch(/^[0-9a-f]{32}$/);
		expect(print(structuredClone(imageRequest({ seed: 1, additionalFields: { a: 1 } })))).toBe(
			print(imageRequest({ seed: 1, additionalFields: { a: 1 } })),
		);
		expect(print({ ...request, references: [bytes('a'), urlReference('https://a.example')] })).toBe(
			print(request),
		);
	});

	it.each<[string, ImageRequest]>([
		['prompt', imageRequest({ prompt: 'a blue fox' })],
		['model', imageRequest({ modelId: 'other' })],
		['operation', imageRequest({ operation: 'edit' })],
		['aspect ratio', imageRequest({ aspectRatio: '1:1' })],
		['resolution', imageRequest({ resolution: '2K' })],
		['seed', imageRequest({ seed: 0 })],
		['additional fields', imageRequest({ additionalFields: { a: 1 } })],
		['quality', imageRequest({ quality: 'high' })],
		['file format', imageRequest({ outputFormat: 'webp' })],
		['background', imageRequest({ background: 'opaque' })],
		['reference', imageRequest({ references: [bytes('a')] })],
	])('is another for another %s', (_, request) => {
		expect(print(request)).not.toBe(print(imageRequest()));
	});

	it.each([{ previousInteractionId: 'i' }, { systemInstruction: 'flat' }])(
		'is another for another setting of Gemini, which changes the picture: %j',
		(settings) => {
			expect(print(imageRequest({ settings }), gemini)).not.toBe(print(imageRequest(), gemini));
		},
	);

	it('is another when a reference is a mask', () => {
		const mask = { ...bytes('a'), role: 'mask' as const };
		expect(print(imageRequest({ references: [mask] }))).not.toBe(
			print(imageRequest({ references: [bytes('a')] })),
		);
	});

	it('is the same when only the way of references and replies is corrected', () => {
		const corrected = imageRequest({
			settings: {
				imageTransfer: 'multipart',
				imageField: 'images',
				maskField: 'mask',
				imageUrlPath: 'a.b',
				statusPath: '/jobs/{id}',
			},
		});
		expect(print(corrected)).toBe(print(imageRequest()));
	});

	it('is the same when Google is to hurry', () => {
		const hurried = imageRequest({ settings: { serviceTier: 'priority' } });
		expect(print(hurried, gemini)).toBe(print(imageRequest(), gemini));
	});

	it('is another for another provider or base URL', () => {
		const request = imageRequest();
		const prints = [
			requestFingerprint(oakgen, BASE, request),
			requestFingerprint(gemini, BASE, request),
			requestFingerprint(oakgen, 'http://127.0.0.1:4000', request),
		];
		expect(new Set(prints).size).toBe(3);
	});

	/**
	 * Executions that were saved by an older version find their paid images by these. Whoever changes
	 * one lets a retry after an update order, and pay for, every such image anew.
	 */
	it('is what it was in the versions before', () => {
		const everything = imageRequest({
			operation: 'edit',
			aspectRatio: '16:9',
			quality: 'high',
			seed: 0,
			additionalFields: { style: null, webhook: 'https://a.example' },
			references: [bytes('a'), urlReference('https://a.example')],
			settings: { systemInstruction: 'flat' },
		});
		expect([imageRequest(), everything].map((request) => print(request))).toEqual([
			'46af09afd831761cd82d04d2edaa3e67',
			'b6fb60d4302c172c3fc48e3a7f1b4994',
		]);
		expect([imageRequest(), everything].map((request) => print(request, gemini))).toEqual([
			'01bf3dbabd44b82f30940d8c8f0ce0e3',
			'9e0b65adc3c6502aef359b772df68dad',
		]);
	});

	it.each([null, undefined, '', false, [], {}, { inner: null }])(
		'is the same with a new field that is not used: %j',
		(unused) => {
			const newer = { ...imageRequest(), stylePreset: unused };
			expect(print(newer)).toBe(print(imageRequest()));
			const format = { ...newer.format, shape: unused } as unknown as ImageRequest['format'];
			expect(print({ ...newer, format })).toBe(print(imageRequest()));
			const settings = { ...imageRequest().settings, newer: unused };
			expect(print({ ...newer, settings }, gemini)).toBe(print(imageRequest(), gemini));
		},
	);

	it('is another with a new field that is used', () => {
		const prints = [0, 1, true, 'x', ['x'], { inner: 0 }].map((stylePreset) =>
			print({ ...imageRequest(), stylePreset } as ImageRequest),
		);
		expect(new Set([...prints, print(imageRequest())]).size).toBe(7);
	});

	it('is the same in whatever order the fields stand', () => {
		const turned = Object.fromEntries(Object.entries(imageRequest({ seed: 1 })).reverse());
		expect(print(turned as unknown as ImageRequest)).toBe(print(imageRequest({ seed: 1 })));
	});

	const reference = fc.oneof(
		fc.string({ maxLength: 4 }).map(urlReference),
		fc.uint8Array({ maxLength: 4 }).map((array): Reference => bytesReference(Buffer.from(array))),
	);
	const show = (all: Reference[]) =>
		JSON.stringify(all.map((one) => (one.kind === 'url' ? one.url : [...one.bytes])));

	it('is the same only for the same references in the same order', () => {
		const list = fc.array(reference, { maxLength: 3 });
		fc.assert(
			fc.property(list, list, (some, others) => {
				const isSame = show(some) === show(others);
				const prints = [some, others].map((references) => print(imageRequest({ references })));
				expect(prints[0] === prints[1]).toBe(isSame);
			}),
			{ numRuns: 1000 },
		);
	});

	it.each<[string, Reference[], Reference[]]>([
		['two references and one that is both', [bytes('a'), bytes('b')], [bytes('ab')]],
		['a reference and its address', [bytes('a')], [urlReference('a')]],
		['one order and the other', [bytes('a'), bytes('b')], [bytes('b'), bytes('a')]],
		['a reference that looks like two', [bytes('abytes 1 b')], [bytes('a'), bytes('b')]],
	])('tells %s apart', (_, some, others) => {
		expect(print(imageRequest({ references: some }))).not.toBe(
			print(imageRequest({ references: others })),
		);
	});
});

describe('the idempotency key', () => {
	it('is the same for every attempt at an image', () => {
		expect(idempotencyKey({ ...identity })).toBe(idempotencyKey(identity));
		expect(idempotencyKey(identity)).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is the same only for the same image of the same execution', () => {
		const text = fc.constantFrom('', '1', '11', '7', 'a,b', '"');
		const anyIdentity = fc.record<ImageIdentity>({
			executionId: fc.constant('7'),
			nodeName: text,
			seed: text,
			runIndex: fc.nat(11),
			itemIndex: fc.nat(11),
			imageNumber: fc.nat(11),
			fingerprint: text,
		});
		fc.assert(
			fc.property(anyIdentity, anyIdentity, fc.boolean(), (mine, drawn, copies) => {
				const other = copies ? { ...mine } : drawn;
				const isSame = JSON.stringify(mine) === JSON.stringify(other);
				expect(idempotencyKey(mine) === idempotencyKey(other)).toBe(isSame);
			}),
			{ numRuns: 500 },
		);
	});

	it.each<[string, Partial<ImageIdentity>]>([
		['execution', { seed: '8' }],
		['node', { nodeName: 'node-2' }],
		['run', { runIndex: 1 }],
		['item', { itemIndex: 1 }],
		['image', { imageNumber: 1 }],
		['request', { fingerprint: 'g' }],
	])('is another for another %s', (_, change) => {
		expect(idempotencyKey({ ...identity, ...change })).not.toBe(idempotencyKey(identity));
	});
});
