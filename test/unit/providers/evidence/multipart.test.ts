import { partsOf } from '../../../../nodes/OakgenImage/providers/evidence/multipart';
import { httpReply } from '../../../support/imageRequest';
import { base64, png } from '../../../support/readOakgen';

const mixed = 'multipart/mixed; boundary=cut';
type Piece = Buffer | string;
const bytesOf = (pieces: Piece[]) => Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
const partsIn = (body: Piece[], type: string | null = mixed) =>
	partsOf(httpReply(bytesOf(body), { headers: type === null ? {} : { 'content-type': type } }));

const json = '--cut\r\ncontent-type: application/json\r\n\r\n{"id":"t1"}\r\n';
const image: Piece[] = ['--cut\r\ncontent-type: image/png\r\n\r\n', png, '\r\n'];
const end = '--cut--\r\n';
const named = (name: string, text: string) =>
	`--cut\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;

it.each<[what: string, body: Piece[], value: object, images: Buffer[]]>([
	['a field', [json, end], { id: 't1' }, []],
	['an image', [...image, end], {}, [png]],
	['several images', [...image, ...image, end], {}, [png, png]],
	['both', [json, ...image, end], { id: 't1' }, [png]],
	['a text by its name', [named('state', ' done '), end], { state: 'done' }, []],
	['a number by its name', [named('seed', '5'), end], { seed: 5 }, []],
	['a list by its name', [named('seeds', '[5]'), end], { seeds: [5] }, []],
	['an object with a name', [named('job', '{"id":"t1"}'), end], { id: 't1' }, []],
	['an empty text', [named('note', ''), end], { note: '' }, []],
	[
		'a name without quotes',
		['--cut\r\ncontent-disposition: form-data; name=id\r\n\r\nt1\r\n', end],
		{ id: 't1' },
		[],
	],
	['unsafe names', [named('__proto__', 'x'), json, end], { id: 't1' }, []],
	[
		'unsafe names in an object',
		['--cut\r\na: b\r\n\r\n{"__proto__": {"x": 1}, "constructor": 5, "id": "t1"}\r\n', end],
		{ id: 't1' },
		[],
	],
	['words before the first part', ['hello\r\n', json, end], { id: 't1' }, []],
	[
		'words that speak of a name',
		['--cut\r\ncontent-type: text/plain\r\n\r\nits name=fox\r\n', json, end],
		{ id: 't1' },
		[],
	],
	[
		'a text without a name',
		['--cut\r\ncontent-type: text/plain\r\n\r\nhello\r\n', json, end],
		{ id: 't1' },
		[],
	],
	['a part without a head', ['--cut\r\nid=t1\r\n', json, end], { id: 't1' }, []],
	['lines of Unix', ['--cut\na: b\n\n{"id":"t1"}\n', '--cut--'], { id: 't1' }, []],
	[
		'an image as base64',
		['--cut\r\nContent-Transfer-Encoding: base64\r\n\r\n', base64, '\r\n', end],
		{},
		[png],
	],
	[
		'an image as base64, by a later line of its head',
		['--cut\r\na: b\r\ncontent-transfer-encoding:base64\r\n\r\n', base64, '\r\n', end],
		{},
		[png],
	],
	[
		'an image that was base64 before',
		['--cut\r\nx-original-content-transfer-encoding: base64\r\n\r\n', png, '\r\n', end],
		{},
		[png],
	],
	[
		'the longest text',
		[named('note', 'x'.repeat(64 * 1024)), end],
		{ note: 'x'.repeat(64 * 1024) },
		[],
	],
	['a longer text', [named('note', 'x'.repeat(64 * 1024 + 1)), json, end], { id: 't1' }, []],
	[
		'the longest head',
		[`--cut\r\na: ${'b'.repeat(8192 - 9)}\r\n\r\n{"id":"t1"}\r\n`, end],
		{ id: 't1' },
		[],
	],
	[
		'a longer head',
		[`--cut\r\na: ${'b'.repeat(8192)}\r\n\r\n{"x":1}\r\n`, json, end],
		{ id: 't1' },
		[],
	],
])('the parts of a reply: %s', (_, body, value, images) => {
	expect(partsIn(body)).toEqual({ value, images });
});

it.each<[what: string, type: string]>([
	['alone', 'multipart/mixed; boundary=cut'],
	['in quotes', 'multipart/form-data; boundary="cut"'],
	['behind another parameter', ' Multipart/Related; type="image/png"; Boundary=cut; x=y'],
])('the boundary is named by the type: %s', (_, type) => {
	const body = ['words before the first part\r\n', json, ...image, end];
	expect(partsIn(body, type)).toEqual({ value: { id: 't1' }, images: [png] });
});

it.each<[what: string, type: string | null]>([
	['of several parts', 'multipart/mixed'],
	['of another kind', 'application/json'],
	['none', null],
])('the boundary is not named by the type: %s', (_, type) => {
	expect(partsIn([json, ...image, end], type)).toEqual({ value: { id: 't1' }, images: [png] });
});

it.each<[what: string, body: Piece[], type: string | null]>([
	['an empty reply', [], mixed],
	['no part', [end], mixed],
	['nothing in the parts', ['--cut\r\na: b\r\n\r\n\r\n', end], mixed],
	['another boundary', [json, end], 'multipart/mixed; boundary=other'],
	['a part that is cut', ['--cut\r\na: b\r\n\r\n{"id":"t1"}'], mixed],
	['a text that is cut', [named('state', 'done')], mixed],
	['JSON', ['{"id":"t1"}'], 'application/json'],
	['a type that speaks of one of parts', ['hello\r\n', json, end], `text/plain; was=${mixed}`],
	['words behind dashes', ['--cut\r\nhello\r\n--cut--'], null],
	['words before an unnamed boundary', ['hello\r\n', json, end], null],
	['a boundary that is too long', [`--${'c'.repeat(71)}\r\na: b\r\n\r\n{"id":"t1"}`], null],
])('no parts: %s', (_, body, type) => {
	expect(partsIn(body, type)).toBeNull();
});

it.each<[what: string, lineBreak: string, type: string | null]>([
	['an unnamed boundary behind a blank line', '\r\n', null],
	['a named one', '\r\n', mixed],
	['an unnamed one with lines of Unix', '\n', null],
])('%s', (_, lineBreak, type) => {
	const body = `\r\n${json}${end}`.replaceAll('\r\n', lineBreak);
	expect(partsIn([body], type)?.value).toEqual({ id: 't1' });
});

it.each<[what: string, breaks: string, rest: string]>([
	['of Windows', '\r\n', ''],
	['of Unix', '\n', ''],
	['none', '', ''],
	['two', '\n\n', '\n'],
	['two of Windows', '\r\n\r\n', '\r\n'],
])('the line break before a boundary belongs to it: %s', (_, breaks, rest) => {
	const body: Piece[] = ['--cut\r\na: b\r\n\r\n', png, breaks, '--cut--'];
	expect(partsIn(body)?.images).toEqual([bytesOf([png, rest])]);
});

it('of a hundred parts no more are read', () => {
	expect(partsIn([...Array<Piece[]>(150).fill(image).flat(), end])?.images).toHaveLength(100);
});
