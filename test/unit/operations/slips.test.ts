import { readAdditionalFields } from '../../../nodes/OakgenImage/operations/additionalFields';
import { readImageAddresses } from '../../../nodes/OakgenImage/operations/imageAddresses';
import { optionsOf, readModel } from '../../../nodes/OakgenImage/operations/readOptions';
import { providers } from '../../support/providers';
import { parametersOf } from '../../support/parameters';

// Where an expression went wrong, in whatever is sent: an error before anything is paid for.

const nested = (text: string) => ({ a: [{ negative_prompt: text }] });

const places: Record<string, (text: string) => unknown> = {
	'Additional Fields': (text) =>
		readAdditionalFields(parametersOf({ 'options.additionalFields': nested(text) }), {}),
	Model: (text) => readModel(parametersOf({ modelId: text })),
	'Status Path': (text) =>
		providers.oakgen.readSettings(optionsOf(parametersOf({ 'options.statusPath': text }))),
	'System Instruction': (text) =>
		providers.gemini.readSettings(optionsOf(parametersOf({ 'options.systemInstruction': text }))),
	'Previous Interaction ID': (text) =>
		providers.gemini.readSettings(
			optionsOf(parametersOf({ 'options.previousInteractionId': text })),
		),
};

describe.each(Object.entries(places))('%s', (label, read) => {
	it.each(['undefined', '[object Object]', '{{ $json.x }}', '$json.x', '${x}', 'NaN'])(
		'%s is refused',
		(text) => {
			expect(() => read(text)).toThrow(new RegExp(`^${label} contains `));
		},
	);
});

it.each(['none', 'null', 'a {curly} brace', '$5', 'https://n8n.example/webhook-waiting/1'])(
	'a field may say %s',
	(text) => {
		expect(places['Additional Fields']?.(text)).toEqual(nested(text));
	},
);

it.each([
	'https://cdn.example/undefined',
	'https://cdn.example/undefined/1.png',
	'https://cdn.example/1/undefined.png',
	'https://undefined/1.png',
	'https://cdn.example/?id=undefined',
	'https://cdn.example/NaN.png',
	'https://cdn.example/${id}.png',
])('the reference %s lacks a value', (url) => {
	expect(() => readImageAddresses(parametersOf({ imageUrls: [url] }))).toThrow(
		/an address without a value in it/,
	);
});

it.each(['https://cdn.example/undefined-shapes.png', 'https://cdn.example/null-island/1.png'])(
	'the reference %s is complete',
	(url) => {
		expect(readImageAddresses(parametersOf({ imageUrls: [url] }))).toHaveLength(1);
	},
);
