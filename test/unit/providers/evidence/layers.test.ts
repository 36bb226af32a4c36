import {
	layersOf,
	relations,
	unwrapped,
} from '../../../../nodes/OakgenImage/providers/evidence/layers';
import type { JsonRecord } from '../../../../nodes/OakgenImage/text/json';

const inner = { colour: 'red', size: 1 };
const second = { colour: 'blue', size: 2 };

describe('what a reply wraps', () => {
	it.each<[what: string, body: JsonRecord, wrapped: JsonRecord[]]>([
		['nothing', {}, []],
		['an object under the name of a wrapper, once', { data: inner }, [inner]],
		['beside other fields', { code: 0, data: inner }, [inner]],
		['in several wrappers', { data: inner, output: second }, [inner, second]],
		['a list of one', { data: [inner] }, [inner]],
		['a list of a list of one', { data: [[inner]] }, [inner]],
		['a list of several', { data: [inner, second] }, []],
		['JSON as a text', { data: JSON.stringify(inner), code: 0 }, [inner]],
		['words', { data: 'a red fox', code: 0 }, []],
		['null', { data: null, code: 0 }, []],
		['several answers', { choices: [inner, second] }, [inner, second]],
		['one answer, once', { choices: [inner] }, [inner]],
		['answers that are none', { choices: null, candidates: 'no' }, []],
		['nodes of a workflow', { outputs: { 9: inner, 10: second } }, [inner, second]],
		['a number beside a name', { outputs: { 9: 'a', b: 'c' } }, [{ 9: 'a', b: 'c' }]],
		['links', { links: [{ rel: 'image', href: 'a' }], code: 0 }, [{ rel: 'image', href: 'a' }]],
		[
			'several links',
			{
				links: [
					{ rel: 'image', href: 'a' },
					{ rel: 'self', href: 'b' },
				],
			},
			[{ image: 'a', self: 'b' }],
		],
		['the only content', { createImage: inner }, [inner]],
		['an only content in a list', { createImage: [inner] }, [inner]],
		['an only content of several', { createImage: [inner, second] }, []],
		['an only content in words', { createImage: 'a red fox' }, []],
		[
			'results by the step that made them',
			{ results: { resized: [inner] } },
			[{ resized: [inner] }, inner],
		],
		['what an upload was', { results: { ':original': [inner] } }, [{ ':original': [inner] }]],
		['one name of two', { createImage: inner, more: 1 }, []],
		['what was sent', { input: inner }, []],
		['a name that all objects have', { toString: inner }, []],
		['an unsafe name', { prototype: inner }, []],
		[
			'an object that is a state',
			{ status: { completed: false }, more: 1 },
			[{ completed: false }],
		],
		['a word that is a state', { status: 'done', more: 1 }, []],
		[
			'an image that is a job',
			{ image: { id: 'i1', status: 'processing' } },
			[{ id: 'i1', status: 'processing' }],
		],
		['an image without a state', { image: { id: 'i1', url: 'a' } }, []],
		['an image in words', { image: 'processing' }, []],
		['no image yet', { image: null }, []],
		['an image in a job', { image: { id: 'i1', status: 'processing' }, state: 'done' }, []],
	])('%s', (_, body, wrapped) => {
		expect(layersOf(body)).toEqual([body, ...wrapped]);
	});

	it.each<[what: string, body: unknown]>([
		['a list', [inner]],
		['a text', JSON.stringify(inner)],
		['null', null],
		['nothing', undefined],
	])('no object, no layers: %s', (_, body) => {
		expect(layersOf(body)).toEqual([]);
	});

	it('outermost first, four wrappers deep', () => {
		const nested = (depth: number): JsonRecord =>
			depth === 0 ? { depth } : { depth, data: nested(depth - 1) };
		expect(layersOf(nested(3)).map(({ depth }) => depth)).toEqual([3, 2, 1, 0]);
		expect(layersOf(nested(4)).map(({ depth }) => depth)).toEqual([4, 3, 2, 1, 0]);
		expect(layersOf(nested(5)).map(({ depth }) => depth)).toEqual([5, 4, 3, 2, 1]);
	});

	it.each<[what: string, answers: number, layers: number]>([
		['as many as fit', 99, 100],
		['no more than a hundred', 100, 100],
		['of hostile replies neither', 5000, 100],
	])('%s', (_, answers, layers) => {
		const choices = Array.from({ length: answers }, (__, index) => ({ index, message: { index } }));
		expect(layersOf({ choices }).length).toBe(Math.min(layers, 1 + 2 * answers));
	});
});

it.each<[what: string, value: unknown, content: unknown]>([
	['an object', inner, inner],
	['a list of one', [inner], inner],
	['a list of one text', ['a'], 'a'],
	['a list of a list of one', [[inner]], inner],
	['a list of a list of several', [[1, 2]], [1, 2]],
	['a list of an empty list', [[]], []],
	['a list of several', [1, 2], [1, 2]],
	['an empty list', [], []],
	['an object as text', JSON.stringify(inner), inner],
	['a list as text', JSON.stringify([inner]), inner],
	['words', 'a red fox', 'a red fox'],
	['an empty text', '', ''],
	['a number', 5, 5],
	['null', null, null],
	['a list of null', [null], null],
])('unwrapped: %s', (_, value, content) => {
	expect(unwrapped(value)).toEqual(content);
});

it.each<[what: string, list: unknown[], object: JsonRecord | null]>([
	['one', [{ rel: 'image', href: 'a' }], { image: 'a' }],
	[
		'several',
		[
			{ rel: 'image', href: 'a', type: 'png' },
			{ rel: 'self', href: 'b' },
		],
		{ image: 'a', self: 'b' },
	],
	['none', [], null],
	['one of two without a name', [{ rel: 'image', href: 'a' }, { href: 'b' }], null],
	['one of two without an address', [{ rel: 'image', href: 'a' }, { rel: 'self' }], null],
	['neither', [{ url: 'a' }], null],
	['a name that is no text', [{ rel: 1, href: 'a' }], null],
	['an address that is no text', [{ rel: 'image', href: null }], null],
	['texts', ['a', 'b'], null],
])('relations: %s', (_, list, object) => {
	expect(relations(list)).toEqual(object);
});
