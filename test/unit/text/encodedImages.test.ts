import fc from 'fast-check';

import { EncodedImage } from '../../../nodes/OakgenImage/text/encodedImages';
import { field, parseJson, withImagesApart } from '../../../nodes/OakgenImage/text/json';

/** Far above what is left as a text. */
const LONG = 50_000;

const SIGNATURES = {
	PNG: Buffer.from('89504e470d0a1a0a', 'hex'),
	JPEG: Buffer.from('ffd8ffe0', 'hex'),
	WebP: Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'),
	GIF: Buffer.from('GIF89a'),
};

/** Begins like an image, and has every byte in it. */
function picture(bytes = LONG, signature = SIGNATURES.PNG): Buffer {
	return Buffer.concat([signature, Buffer.alloc(bytes, Buffer.from([...Array(256).keys()]))]);
}

/** Short to show, when a property fails. */
type Text = [start: string, filling: string, length: number, end: string];

const text: fc.Arbitrary<Text> = fc.oneof(
	fc.tuple(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('A', '"', '\\', '\\"', 'é', '\n', '\ue0a60'),
		fc.constantFrom(1, LONG),
		fc.constant(''),
	),
	fc.tuple(
		fc.constantFrom('', 'data:image/png;base64,', 'data:video/mp4;base64,', ' ', '"', '\\'),
		fc.constantFrom(...Object.keys(SIGNATURES)),
		fc.integer({ min: 0, max: 3 * LONG }),
		fc.constantFrom('', '\\', '"', '\n', '!', ' ', '\ue0a60', 'A\\"A'),
	),
);

function written([start, filling, length, end]: Text): string {
	const signature = Object.entries(SIGNATURES).find(([name]) => name === filling)?.[1];
	const middle = signature ? picture(length, signature).toString('base64') : filling.repeat(length);
	return start + middle + end;
}

const reply = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		text.map((text) => ({ text })),
		fc.integer(),
		fc.constant(null),
		tie('list'),
		tie('object'),
	),
	list: fc.array(tie('value'), { maxLength: 4 }),
	object: fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((fields) => ({ fields })),
})).value;

function built(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(built);
	const content = field(value, 'text') as Text | undefined;
	if (content) return written(content);
	const fields = field(value, 'fields') as Array<[Text, unknown]> | undefined;
	return fields
		? Object.fromEntries(fields.map(([name, entry]) => [written(name), built(entry)]))
		: value;
}

it('JSON with texts and images of any length is what JSON.parse makes of it', () => {
	fc.assert(
		fc.property(reply, fc.constantFrom(undefined, 2), (value, space) => {
			const json = JSON.stringify(built(value), null, space);
			return JSON.stringify(parseJson(Buffer.from(json)), null, space) === json;
		}),
	);
});

it('a body without its images says and parses to the same', () => {
	fc.assert(
		fc.property(reply, (value) => {
			const body = Buffer.from(JSON.stringify(built(value)));
			const small = withImagesApart(body);
			const isMeant = JSON.stringify(parseJson(body)) === body.toString();
			if (small === null) return isMeant;
			return isMeant && small.length < body.length && isSame(parseJson(small), parseJson(body));
		}),
	);
});

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const base64 = picture().toString('base64');
const url = picture().toString('base64url');

describe('a large image is decoded where it stands', () => {
	it.each<[how: string, text: string]>([
		['as base64', base64],
		['in the alphabet of addresses', url],
		['as a data URI', `data:image/webp;base64,${base64}`],
	])('%s', (_, text) => {
		const [, { image } = { image: null }] = parseJson(
			Buffer.from(JSON.stringify([1, { image: text }])),
		) as [number, { image: unknown }];
		expect(image).toBeInstanceOf(EncodedImage);
		expect((image as EncodedImage).bytes.equals(picture())).toBe(true);
	});

	it('each in its own place', () => {
		const pictures = Object.values(SIGNATURES).map((signature, place) =>
			picture(LONG + place, signature),
		);
		const json = JSON.stringify(pictures.map((bytes) => [bytes.toString('base64'), 'between']));
		const read = (parseJson(Buffer.from(json)) as [EncodedImage, string][]).map(([image]) =>
			image.bytes.toString('base64'),
		);
		expect(read.every((text, place) => text === pictures[place]?.toString('base64'))).toBe(true);
	});
});

it.each<[what: string, text: string]>([
	['of another kind of file', Buffer.alloc(LONG).toString('base64')],
	['with blanks in it', `${base64.slice(0, 30_000)} ${base64.slice(30_000)}`],
	['with lines', base64.replaceAll(/.{76}/g, '$&\n')],
	['with its slashes escaped', base64.replaceAll('/', '\\/')],
	['of a film', `data:video/mp4;base64,${base64}`],
	['inside of another text', `{"image": "${base64}"}`],
])('a text stays one: base64 %s', (_, text) => {
	const read = parseJson(Buffer.from(JSON.stringify({ text })));
	expect(field(read, 'text') === text).toBe(true);
});

it.each<[what: string, json: string]>([
	['a text that is never ended', `{"a": "${'A'.repeat(LONG)}`],
	['an image that is never ended', `{"a": "${base64}`],
	['a text that ends with an escaped quote', `{"a": "${'A'.repeat(LONG)}\\"}`],
	['a bracket too few behind a long text', `{"a": ["${'A'.repeat(LONG)}"}`],
	['a bracket too few behind an image', `{"a": ["${base64}"}`],
	['a long text in place of a name', `{"${'A'.repeat(LONG)}"}`],
	['an image in place of a name', `{"${base64}"}`],
])('%s is no JSON', (_, json) => {
	expect(parseJson(Buffer.from(json)) === undefined).toBe(true);
});

it('has a note where each image was', () => {
	const body = Buffer.from(
		JSON.stringify({ a: base64, b: `data:image/png;base64,${base64}`, c: 1 }),
	);
	const note = '[image data removed]';
	expect(withImagesApart(body)?.toString()).toBe(JSON.stringify({ a: note, b: note, c: 1 }));
});

it.each<[what: string, body: string]>([
	['without large images', JSON.stringify({ image: base64.slice(0, 1000) })],
	['with the mark of cut images in it', JSON.stringify({ a: '\ue0a60', b: base64 })],
	['that is no JSON', `{"a": ["${base64}"}`],
	['of events', `data: {"image": "${base64}"}\n\n`],
])('a body %s stays', (_, body) => {
	expect(withImagesApart(Buffer.from(body))).toBeNull();
});

it('a reply that has the mark of cut images itself is read as it stands', () => {
	const json = JSON.stringify({ a: '\ue0a60', b: base64 });
	expect(JSON.stringify(parseJson(Buffer.from(json))) === json).toBe(true);
});
