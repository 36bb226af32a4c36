import { readGeminiReply } from '../../../nodes/OakgenImage/providers/gemini/reply';
import type { Generation } from '../../../nodes/OakgenImage/providers/types';
import { httpReply, imageRequest } from '../../support/imageRequest';
import { outcome, png, read } from '../../support/readOakgen';

// Large images are decoded out of a reply before it is parsed, small ones are texts of it. Nothing
// else may be different about them, where a picture can stand.

const large = Buffer.concat([png, Buffer.alloc(60_000, 7)]);

const notations: Array<[how: string, write: (bytes: Buffer) => string]> = [
	['base64', (bytes) => bytes.toString('base64')],
	['base64 of addresses', (bytes) => bytes.toString('base64url')],
	['a data URI', dataUri],
];

const shapes: Record<string, (text: string) => unknown> = {
	'a field of its own': (text) => ({ b64_json: text }),
	'a list of objects': (text) => ({ data: [{ b64_json: text }, { b64_json: text }] }),
	'a list of texts': (text) => ({ images: [text, text] }),
	'a list by numbers': (text) => ({ images: { 0: text, 1: text } }),
	'the address of an entry': (text) => ({ images: [{ url: text }] }),
	'an address': (text) => ({ url: text }),
	'an address by another name': (text) => ({ photo_url: text }),
	'base64 by another name': (text) => ({ my_base64: text }),
	'an object': (text) => ({ image: { data: text } }),
	'an object in an object': (text) => ({ image: { file: { base64: text } } }),
	'an output': (text) => ({ output: text }),
	'a result of a job that is done': (text) => ({ status: 'done', result: { sample: text } }),
	'a job that runs': (text) => ({ id: 't1', status: 'processing', output: text }),
	'a job that failed': (text) => ({ id: 't1', status: 'failed', error: 'no', output: text }),
	'artifacts, one of them blurred': (text) => ({
		artifacts: [
			{ base64: text, finishReason: 'SUCCESS' },
			{ base64: text, finishReason: 'CONTENT_FILTERED' },
		],
	}),
	'beside its address': (text) => ({ image: { url: 'https://cdn.example/a.png', base64: text } }),
	'an input beside the image': (text) => ({ input: { image: text }, url: 'https://a.example/b' }),
	'an input alone': (text) => ({ id: 't1', input: { image: text } }),
	'a preview': (text) => ({ images: [{ url: text, type: 'preview' }, { url: text }] }),
	'the answer of a chat': (text) => ({ choices: [{ message: { content: text } }] }),
	'a list at the top': (text) => [text, text],
	'the whole reply': (text) => text,
	'JSON in a text': (text) => ({ data: JSON.stringify({ images: [text] }) }),
};

const cases = Object.keys(shapes).flatMap((shape) =>
	notations.map(([notation, write]) => ({ shape, notation, write })),
);

it.each(cases)('$shape: $notation, large or not', ({ shape, write }) => {
	const bodyOf = (bytes: Buffer) => shapes[shape]?.(write(bytes));
	const told = (bytes: Buffer) => withPictures(read(bodyOf(bytes)), bytes);
	expect(told(large)).toEqual(told(png));
});

it.each(cases)('at Image URL Path, $shape: $notation, large or not', ({ shape, write }) => {
	const settings = { ...imageRequest().settings, imageUrlPath: 'image' };
	const told = (bytes: Buffer) =>
		withPictures(read({ image: shapes[shape]?.(write(bytes)) }, {}, null, { settings }), bytes);
	expect(told(large)).toEqual(told(png));
});

it.each(notations)('one of several events: %s, large or not', (_, write) => {
	const told = (bytes: Buffer) => {
		const b64_json = write(bytes);
		const types = ['image_generation.partial_image', 'completed'];
		return withPictures(readEvents(types.map((type) => ({ type, b64_json }))), bytes);
	};
	expect(told(large)).toEqual(told(png));
});

const content = (text: string) => ({ choices: [{ delta: { content: text } }] });

it.each<[how: string, events: (text: string) => unknown[]]>([
	['inside Markdown', (text) => ['![a fox](data:image/png;base64,', text, ')'].map(content)],
	['behind its type', (text) => ['data:image/png;base64,', text, ''].map(content)],
	['alone', (text) => [text.slice(0, 32_768), text.slice(32_768)].map(content)],
	[
		'as deltas',
		(text) =>
			[text.slice(0, 32_768), text.slice(32_768)].map((delta) => ({ type: 'delta', delta })),
	],
])('a large image in pieces of a stream, %s', (_, events) => {
	const generation = readEvents(events(large.toString('base64')));
	const images = generation.status === 'done' ? generation.images : [];
	expect(images.map((image) => image.kind === 'bytes' && image.bytes.equals(large))).toEqual([
		true,
	]);
});

const preview = Buffer.concat([png, Buffer.from('preview')]);
const final = { images: ['https://cdn.example/final.png'] };

it.each<[what: string, events: unknown[]]>([
	['whole', [content(dataUri(preview)), content(''), final]],
	[
		'in pieces',
		[content(dataUri(preview).slice(0, 60)), content(dataUri(preview).slice(60)), final],
	],
	['several', [content(dataUri(preview)), content(dataUri(preview)), final]],
	['in base64', [content(preview.toString('base64')), content(''), final]],
])('a preview in a stream is not the picture that comes behind it: %s', (_, events) => {
	expect(outcome(readEvents(events))).toEqual(final.images);
});

it.each<[size: string, bytes: Buffer]>([
	['a small', png],
	['a large', large],
])('%s image with line breaks that are not escaped', (_, bytes) => {
	for (const end of ['\n', '\r\n']) {
		const lines = bytes.toString('base64').replaceAll(/.{76}/g, `$&${end}`);
		const uri = 'data:image/png;base64,';
		const texts = [lines, `${end}${lines}`, `${lines}${end}`, uri + lines, uri + end + lines];
		for (const text of texts) {
			const told = withPictures(read(`{"image": "${text}"}`), bytes);
			expect(told).toMatchObject({ status: 'done', images: [{ bytes: 'picture' }] });
		}
	}
});

it.each<[what: string, text: string]>([
	['in lines', dataUri(png).replaceAll(/.{76}/g, '$&\n')],
	['in lines with words behind them', `${dataUri(png).replaceAll(/.{76}/g, '$&\r\n')} done`],
	['beside another', `${dataUri(png)} ${dataUri(png)}`],
])('of a data URI in a text no part is a picture: %s', (_, text) => {
	const told = read({ choices: [{ message: { content: text } }] });
	const images = 'images' in told ? told.images : [];
	expect(images.filter((image) => image.kind !== 'bytes' || !image.bytes.equals(png))).toEqual([]);
});

it('a large sound is no image, though WebP begins like it', () => {
	const sound = Buffer.concat([Buffer.from('RIFF\xff\0\0\0WAVEfmt ', 'latin1'), large]);
	const other = 'https://cdn.example/b.png';
	expect(outcome(read({ images: [sound.toString('base64'), other] }))).toEqual([other]);
	expect(outcome(read({ output: sound.toString('base64') }))).toBe('unclear');
});

it('a picture that Gemini tells once more as a text is one picture', () => {
	const generation = readContents([
		{ type: 'text', text: dataUri(png) },
		{ type: 'image', mime_type: 'image/png', data: png.toString('base64') },
	]);
	expect(outcome(generation)).toEqual(['bytes']);
});

it.each<[shape: string, contents: (data: string) => unknown]>([
	['an image', (data) => ({ type: 'image', mime_type: 'image/png', data })],
	['a part', (data) => ({ inlineData: { mimeType: 'image/png', data } })],
	['a text', (data) => ({ type: 'text', text: data })],
	['nothing known', (data) => ({ type: 'canvas', data })],
	['an address', (data) => ({ type: 'image', uri: `data:image/png;base64,${data}` })],
])('Google Gemini, %s, large or not', (_, contents) => {
	const told = (bytes: Buffer) =>
		withPictures(readContents([contents(bytes.toString('base64'))]), bytes);
	expect(told(large)).toEqual(told(png));
});

function dataUri(bytes: Buffer): string {
	return `data:image/png;base64,${bytes.toString('base64')}`;
}

function readEvents(events: unknown[]): Generation {
	const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
	return read(body, { 'content-type': 'text/event-stream' });
}

/** What Google Gemini has put out. */
function readContents(content: unknown[]): Generation {
	const steps = [{ type: 'model_output', content }];
	return readGeminiReply(httpReply({ id: 'i1', status: 'completed', steps }), imageRequest());
}

/** What a reply comes to, where its picture is a word, whatever its size. */
function withPictures(generation: unknown, picture: Buffer): unknown {
	const forms = notations.map(([, write]) => write(picture));
	return JSON.parse(
		JSON.stringify(generation, (name, value: unknown) => {
			if (['excerpt', 'oddState'].includes(name)) return undefined;
			if (isBuffer(value)) return Buffer.from(value.data).equals(picture) ? 'picture' : 'other';
			return typeof value === 'string' && forms.includes(value) ? 'text of the picture' : value;
		}),
	);
}

/** As JSON has it. */
function isBuffer(value: unknown): value is { data: number[] } {
	return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
