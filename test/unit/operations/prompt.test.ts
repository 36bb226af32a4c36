import { costInPasses } from '../../support/cpuCost';
import { readPrompt } from '../../../nodes/OakgenImage/operations/prompt';
import { parametersOf } from '../../support/parameters';

const read = (prompt: unknown) => readPrompt(parametersOf({ prompt }));

describe('a prompt', () => {
	it.each<[unknown, string]>([
		['a red fox', 'a red fox'],
		[' a red fox\n', 'a red fox'],
		[1984, '1984'],
		['A poster about undefined behaviour in C', 'A poster about undefined behaviour in C'],
		...[
			'Undefined shapes in fog',
			'undefined shapes with undefined edges',
			'a vast, undefined space, softly lit',
			'the background is undefined, dreamlike',
			'edges left undefined, in watercolour',
			'a sense of the undefined.',
			'the features remain deliberately undefined, like a sketch',
			'a sign with the word "undefined" on it',
			'a mug that says ‘null’',
			'null island, as a tropical beach',
			'a null pointer as a cartoon villain',
			'a non-null, undefined-looking creature',
			'Nan bread on a plate',
			'a curry with naan, and a candle',
			'JSON like {"a": {"b": 1}} as wallpaper',
			'a price tag of $5, and {curly} braces',
			'a wallet with $100 and $items',
			'two {{ }} braces',
			'<p>a fox</p>',
			'<b>',
			'<a red fox>',
			'🦊',
			'#1 dad, on a mug',
			'an empty room',
			'= A fox equals a dog',
			'none of the foxes look up',
			'[cat] in a box',
			'[Function room], chandeliers, wide angle',
			'function follows form, a poster',
			'objects: [chair], [table]',
			'👩‍👩‍👧 a family, emoji style',
			'Füchse im Schnee — 狐',
			'tab\tand\nline',
		].map((text): [string, string] => [text, text]),
	])('%p goes out', (prompt, expected) => {
		expect(read(prompt)).toBe(expected);
	});

	it.each([
		'<p></p>',
		'<p>&nbsp;</p>',
		'<div class="a"><br/></div>\n',
		undefined,
		null,
		'',
		' \n\t',
		'\u200b',
		'\ufeff',
		'\u00a0\u2060',
		'\u3164',
		NaN,
	])('%p is empty', (prompt) => {
		expect(() => read(prompt)).toThrow('The prompt is empty');
	});

	it.each([
		['[object Object]', 'an object instead of a text'],
		['a photo of [object Object]', 'an object instead of a text'],
		['[object Promise] in snow', 'an object instead of a text'],
		['a photo of {{ $json.name }}', 'an expression that was not evaluated'],
		['a photo of {{name}}', 'an expression that was not evaluated'],
		['={{ $json.prompt }}', 'an expression that was not evaluated'],
		['$json.prompt', 'an expression that was not evaluated'],
		['a photo of $json["name"]', 'an expression that was not evaluated'],
		["a photo of $('Sheet').item.json.name", 'an expression that was not evaluated'],
		['a photo of $node["Sheet"].json.name', 'an expression that was not evaluated'],
		['a photo of ${name}', 'a placeholder that was not filled'],
		['a photo of ${ product.name }', 'a placeholder'],
		['a fox \ud83e', 'characters that were lost on the way'],
		['\udd8a a fox', 'characters that were lost on the way'],
		['a f\ufffd\ufffdchs', 'characters that were lost on the way'],
		['a fox\u0000', 'bytes that are no text'],
		['\u0001\u0002 fox', 'bytes that are no text'],
		['undefined', 'missing value'],
		[' null ', 'missing value'],
		['NULL', 'missing value'],
		['"undefined"', 'missing value'],
		['NaN', 'missing value'],
		['a photo of undefined, undefined', 'missing value: “a photo of undefined”'],
		['a photo of undefined', 'missing value'],
		['undefined, on a white table', 'missing value'],
		['undefined on a white table', 'missing value'],
		['Product: undefined\nColour: red', 'missing value'],
		['a photo of null in the snow', 'missing value'],
		['undefined undefined in snow', 'missing value'],
		...['#N/A', 'a cat #REF! on a mat', '#DIV/0!', '#VALUE!'].map((text): [string, string] => [
			text,
			text === '#N/A' ? 'missing value' : 'an error of a spreadsheet',
		]),
		['=IMAGE("https://example.com/a.png")', 'a formula of a spreadsheet'],
		['=A1&" in snow"', 'a formula of a spreadsheet'],
		['=CONCAT(A1,B1)', 'a formula of a spreadsheet'],
		...['N/A', 'None', 'TBD', 'Invalid Date', '[empty]', 'Loading...'].map(
			(text): [string, string] => [text, 'missing value'],
		),
		...['{prompt}', '<prompt>', '[insert prompt here]', '%prompt%', '$prompt'].map(
			(text): [string, string] => [text, 'a placeholder that was not filled'],
		),
		...['-', '…', '[]', '{}', '???'].map((text): [string, string] => [text, 'no words']),
		['a woman, NaN years old', 'a number that could not be calculated'],
	])('%p is refused before paying', (prompt, what) => {
		expect(() => read(prompt)).toThrow(what);
	});

	it.each([[['a fox', 'a cat']], [{ text: 'a fox' }]])('%p is no text', (prompt) => {
		expect(() => read(prompt)).toThrow(/got (a list|an object), not a text/);
	});
});

it.each(['{{', '${a', '[object ', 'undefined ', '$json', ' \n'])(
	'a long text is looked through in a few passes: %j',
	(piece) => {
		const lookThrough = () => {
			try {
				read(piece.repeat(100_000));
			} catch {
				// Whether it is refused does not matter here.
			}
		};
		expect(costInPasses(lookThrough)).toBeLessThan(10);
	},
);

it.each([
	['[Object: null prototype] { a: 1 }', 'an object'],
	['a photo of [Function: name]', 'an object'],
	['[Function (anonymous)]', 'an object'],
	['function name() { return 1 }', 'an object'],
	['() => "a fox"', 'an object'],
	['async (item) => item.prompt', 'an object'],
	['[ERROR: no data]', 'an object'],
	['[Object]', 'an object'],
	['undefinedundefined', 'missing value'],
	['a poster for Invalid DateTime', 'a date'],
	['Invalid Date, in Paris', 'a date'],
	['a card for undefined’s birthday', 'missing value'],
	["undefined's cat", 'missing value'],
	['Mr. undefined Smith', 'missing value'],
	['a price tag of undefined€', 'missing value'],
	['a price tag of null EUR', 'missing value'],
	['a photo of #{name}', 'a placeholder'],
])('%p is refused too', (prompt, what) => {
	expect(() => read(prompt)).toThrow(what);
});
