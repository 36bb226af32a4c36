import {
	contentsOf,
	hasUnread,
	imageOf,
	interactionIn,
	listField,
	outputSteps,
} from '../../../../nodes/OakgenImage/providers/gemini/contents';
import { base64, png, url } from '../../../support/readOakgen';

// Where in an interaction something stands.

const model = (id: number) => ({ type: 'model_output', id });
const user = { type: 'user_input', content: [] };

it.each<[unknown, unknown]>([
	[{ interaction: { id: 1 } }, { id: 1 }],
	[{ interaction: 'int_1' }, { interaction: 'int_1' }],
	[{ id: 1 }, { id: 1 }],
	['text', 'text'],
])('the interaction in %j', (value, expected) => {
	expect(interactionIn(value)).toEqual(expected);
});

it.each<[steps: unknown, expected: object[]]>([
	[
		[model(1), model(2)],
		[model(1), model(2)],
	],
	[[user, model(1)], [model(1)]],
	[[model(1), user, model(2), user, model(3)], [model(3)]],
	[[model(1), user], []],
	[[{ type: 'thought' }, model(1), null, 'model_output'], [model(1)]],
	[[{ type: 'MODEL_OUTPUT' }], [{ type: 'MODEL_OUTPUT' }]],
	[{ 0: model(1) }, []],
	[undefined, []],
])('the steps of this turn, of %j', (steps, expected) => {
	expect(outputSteps({ steps })).toEqual(expected);
});

it.each<[string, object, object[]]>([
	['content of steps', { steps: [{ ...model(1), content: [{ a: 1 }] }] }, [{ a: 1 }]],
	['parts of steps', { steps: [{ ...model(1), parts: [{ a: 1 }] }] }, [{ a: 1 }]],
	['parts of candidates', { candidates: [{ content: { parts: [{ a: 1 }] } }] }, [{ a: 1 }]],
	['outputs', { outputs: [{ a: 1 }] }, [{ a: 1 }]],
	[
		'steps before outputs',
		{ steps: [{ ...model(1), content: [{ a: 1 }] }], outputs: [{ b: 1 }] },
		[{ a: 1 }],
	],
	[
		'no thoughts',
		{
			outputs: [
				{ a: 1, thought: true },
				{ b: 1, thought: false },
			],
		},
		[{ b: 1, thought: false }],
	],
	['a single image', { output_image: { data: 'x' } }, [{ type: 'image', data: 'x' }]],
	[
		'no single image beside others',
		{ outputs: [{ a: 1 }], output_image: { data: 'x' } },
		[{ a: 1 }],
	],
	['a single image that is none', { output_image: 'x' }, []],
	['nothing', {}, []],
])('the contents: %s', (_, body, expected) => {
	expect(contentsOf(body)).toEqual(expected);
});

describe('the image that a content is', () => {
	const bytes = { kind: 'bytes', bytes: png };
	const at = (mimeType: string | null) => ({ kind: 'url', url, mimeType });
	it.each<[string, object, object[]]>([
		['by its type', { type: 'image', data: base64 }, [bytes]],
		['by what is in it', { mime_type: 'image/png', data: base64 }, [bytes]],
		['in inline data', { inlineData: { mimeType: 'image/png', data: base64 } }, [bytes]],
		['in file data', { file_data: { mime_type: 'image/png', file_uri: url } }, [at('image/png')]],
		[
			'in file data, in camel case',
			{ fileData: { mimeType: 'image/png', fileUri: url } },
			[at('image/png')],
		],
		[
			'in inline data before file data',
			{
				file_data: { mime_type: 'image/png', file_uri: url },
				inline_data: { mime_type: 'image/png', data: base64 },
			},
			[bytes],
		],
		[
			'in file data beside nothing',
			{ inline_data: null, file_data: { mimeType: 'image/png', uri: url } },
			[at('image/png')],
		],
		['at an address', { type: 'image', uri: url }, [at(null)]],
		['at an address by another name', { type: 'image', url }, [at(null)]],
		['data before an address', { type: 'image', data: base64, uri: url }, [bytes]],
		['an address beside empty data', { type: 'image', data: ' ', uri: url }, [at(null)]],
		['none of a video', { mime_type: 'video/mp4', data: base64 }, []],
		['none without a type', { data: base64, uri: url }, []],
		['none of a text', { type: 'text', text: url }, []],
		['none without anything', { type: 'image' }, []],
		[
			'that was filtered',
			{ type: 'image', uri: url, blocked: true },
			[{ ...at(null), isFiltered: true }],
		],
		[
			'whose bytes were filtered',
			{ type: 'image', data: base64, blocked: true },
			[{ ...bytes, isFiltered: true }],
		],
	])('%s', (_, content, expected) => {
		expect(imageOf(content)).toEqual(expected);
	});

	it.each<[uri: string, download: string | null]>([
		['files/a-1', 'files/a-1:download?alt=media'],
		['https://api.example/v1/files/a_1', 'https://api.example/v1/files/a_1:download?alt=media'],
		['https://api.example/files/a.png', null],
		['https://api.example/profiles/a', null],
		['https://api.example/files/', null],
		['https://api.example/files/a/b', null],
	])('the content of the file %s is behind %s', (uri, download) => {
		const others = download === null ? undefined : [{ kind: 'url', url: download, mimeType: null }];
		const [image] = imageOf({ type: 'image', uri });
		expect(image?.others).toEqual(others);
	});
});

it.each<[body: object, expected: boolean]>([
	[{ result: { canvas_data: '12345678' } }, true],
	[{ result: { canvas_data: '1234567' } }, false],
	[{ picture_bytes: '12345678' }, true],
	[{ file_uri: '12345678' }, true],
	[{ ImageThing: '12345678' }, true],
	[{ text: '12345678' }, false],
	[{ data: 12345678 }, false],
	[{}, false],
	// What went in, and what only led to the picture, is none.
	[{ input: { data: '12345678' } }, false],
	[{ steps: [{ type: 'canvas', data: '12345678' }] }, true],
	[{ steps: [{ type: 'user_input', data: '12345678' }] }, false],
	[{ steps: [{ type: 'canvas', data: '12345678' }, { type: 'user_input' }] }, false],
	[{ steps: [{ type: 'user_input' }, { type: 'canvas', data: '12345678' }] }, true],
	[{ steps: [{ type: 'thought', data: '12345678' }] }, false],
	[{ steps: [{ type: 'tool_call', data: '12345678' }] }, false],
	[{ steps: [{ type: 'tool_result', data: '12345678' }] }, false],
])('whether something in %j can be a picture: %j', (body, expected) => {
	expect(hasUnread({ ...body })).toBe(expected);
});

it.each<[value: unknown, expected: unknown[]]>([
	[{ a: [1] }, [1]],
	[{ a: { 0: 1 } }, []],
	[null, []],
])('the list in %j', (value, expected) => {
	expect(listField(value, 'a')).toEqual(expected);
});
