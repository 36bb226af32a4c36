import { parseJson } from '../../../nodes/OakgenImage/text/json';
import { withListsAsBase64 } from '../../../nodes/OakgenImage/text/numberLists';

const head = {
	png: '89504e470d0a1a0a',
	jpeg: 'ffd8ffe000104a46',
	gif: '474946383961',
	riff: '524946460001',
};
const file = (start: string) =>
	Buffer.concat([Buffer.from(start, 'hex'), Buffer.from([0, 127, 128, 255])]);
const parsed = (text: string) => parseJson(Buffer.from(text));

describe.each(Object.entries(head))('the bytes of a file that begins like %s', (_, start) => {
	const bytes = file(start);
	const base64 = bytes.toString('base64');
	const numbers = [...bytes];

	it.each([
		['a list', JSON.stringify(numbers)],
		['spaced', `[ ${numbers.join(', ')} ]`],
		['in lines', JSON.stringify(numbers, null, '\t')],
		['signed', JSON.stringify([...new Int8Array(bytes)])],
		['a Uint8Array', JSON.stringify(new Uint8Array(bytes))],
	])('become base64: %s', (__, list) => {
		expect(parsed(`{"a":[1,2],"image":${list},"b":{"0":1}}`)).toEqual({
			a: [1, 2],
			image: base64,
			b: { 0: 1 },
		});
	});

	it('in every place', () => {
		const body = { images: [numbers, numbers], image: bytes, more: new Uint8Array(bytes) };
		expect(parsed(JSON.stringify(body))).toEqual({
			images: [base64, base64],
			image: { type: 'Buffer', data: base64 },
			more: base64,
		});
	});
});

it('a picture has more bytes than a reply may have values', () => {
	const bytes = Buffer.concat([file(head.png), Buffer.alloc(200_000, 9)]);
	expect(parsed(JSON.stringify({ image: [...bytes] }))).toEqual({
		image: bytes.toString('base64'),
	});
});

it.each([
	'{"seeds":[137,80,78]}',
	'{"seeds":[71,73,71,56,1]}',
	'{"text":"bytes: [137,80,78,71,13,10] and more"}',
	'{"a":"[137,80,78,71,13]","b":null}',
	'{"a":{"0":137,"1":1}}',
	'[[]]',
])('%s stays as it is', (text) => {
	expect(parsed(text)).toEqual(JSON.parse(text));
});

it.each(['{"a":[137,80,78,71,13', '[137,80,78,71,13', '{"0":137,"1":80,"2":78,"3":71,"4":13'])(
	'what is cut is no JSON: %s',
	(text) => {
		expect(parsed(text)).toBeUndefined();
	},
);

it('without such a list the body is the same', () => {
	const body = Buffer.from('{"a":[1,2,3]}');
	expect(withListsAsBase64(body)).toBe(body);
});
