import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import { createEchoTest } from '../../../nodes/OakgenImage/providers/echo';
import { bytesReference, httpReply, imageRequest, urlReference } from '../../support/imageRequest';
import { imageHeads } from '../../support/images';

const url = (address: string) => ({ kind: 'url' as const, url: address, mimeType: null });
const bytes = (content: Buffer) => ({ kind: 'bytes' as const, bytes: content });

const sent = 'https://shop.example/a b/ü.png?x=1';
const isEcho = createEchoTest(
	imageRequest({ references: [urlReference(sent), bytesReference(imageHeads.PNG)] }),
);

it.each([
	sent,
	'HTTPS://SHOP.example/a b/ü.png?x=1',
	'https://shop.example:443/a%20b/%C3%BC.png?x=1',
	'https://shop.example/c/../a b/ü.png?x=1',
])('%s is a reference', (address) => {
	expect(isEcho(url(address))).toBe(true);
});

it.each(['https://shop.example/a b/ü.png?x=2', 'https://files.example/1.png', 'no address', ''])(
	'%j is none',
	(address) => {
		expect(isEcho(url(address))).toBe(false);
	},
);

it('knows files by their bytes', () => {
	expect(isEcho(bytes(Buffer.from(imageHeads.PNG)))).toBe(true);
	expect(isEcho(bytes(imageHeads.GIF))).toBe(false);
	expect(createEchoTest(imageRequest())(bytes(imageHeads.GIF))).toBe(false);
});

it('Gemini: a reference in the model’s output is no result', () => {
	const content = (image: Buffer) => ({ type: 'image', data: image.toString('base64') });
	const reply = (...images: Buffer[]) =>
		httpReply({ id: 'v1_1', steps: [{ type: 'model_output', content: images.map(content) }] });
	const request = imageRequest({ references: [bytesReference(imageHeads.PNG)] });
	const { toGeneration } = gemini;

	expect(toGeneration(reply(imageHeads.PNG, imageHeads.GIF), request)).toMatchObject({
		status: 'done',
		images: [bytes(imageHeads.GIF)],
	});
	expect(toGeneration(reply(imageHeads.PNG), request)).not.toHaveProperty('images.0');
});

it('Oakgen: a reference that comes back as it was sent is no result', () => {
	const request = imageRequest({ references: [bytesReference(imageHeads.PNG)] });
	const { toGeneration } = oakgen;
	expect(toGeneration(httpReply(imageHeads.PNG), request)).toMatchObject({ status: 'unclear' });
	expect(toGeneration(httpReply(imageHeads.GIF), request)).toMatchObject({ status: 'done' });
});

describe('what else the request says', () => {
	const webhook = 'https://hooks.example/a?x=1';
	const nested = (depth: number): object =>
		depth === 0 ? { to: [webhook] } : { in: nested(depth - 1) };
	const data = `data:image/png;base64,${imageHeads.PNG.toString('base64')}`;

	it.each<[string, Parameters<typeof imageRequest>[0]]>([
		['in the prompt', { prompt: `like ${webhook} but blue` }],
		['in the prompt, as a sentence ends', { prompt: `like this (${webhook}).` }],
		['in quotes', { prompt: `like "${webhook}", please` }],
		['in Additional Fields', { additionalFields: { webhook } }],
		['with blanks around it', { additionalFields: { webhook: ` ${webhook}\n` } }],
		['in a list, deep in Additional Fields', { additionalFields: nested(45) as never }],
	])('an address %s', (_, request) => {
		const isSent = createEchoTest(imageRequest(request));
		expect(isSent(url(webhook))).toBe(true);
		expect(isSent(url(webhook.replace('https', 'http')))).toBe(true);
		expect(isSent(url(` ${webhook}#part\nof it`))).toBe(true);
		expect(isSent(url(`\u00a0${webhook}`))).toBe(true);
		expect(isSent(url('https://hooks.example/b'))).toBe(false);
	});

	it('an address that ends as a sentence may', () => {
		const ours = 'https://files.example/fox_(1)';
		const isSent = createEchoTest(imageRequest({ additionalFields: { image: ours } }));
		expect(isSent(url(ours))).toBe(true);
		expect(isSent(url('https://files.example/fox_(2)'))).toBe(false);
	});

	it('an address with another one in it', () => {
		const resized = (from: string) => `https://resize.example/?from=${from}://files.example/1.png`;
		const isSent = createEchoTest(imageRequest({ prompt: resized('https') }));
		expect(isSent(url(resized('https')))).toBe(true);
		expect(isSent(url(resized('http')))).toBe(false);
	});

	it.each<[string, string]>([
		['in Additional Fields', data],
		['with blanks around it', ` ${data}\n`],
		['in capitals', data.replace('data:', 'DATA:')],
	])('a picture %s', (_, image) => {
		const isSent = createEchoTest(imageRequest({ additionalFields: { style: { image } } }));
		expect(isSent(bytes(imageHeads.PNG))).toBe(true);
		expect(isSent(bytes(imageHeads.GIF))).toBe(false);
	});

	it('what only looks like a picture is none', () => {
		const isSent = createEchoTest(
			imageRequest({ prompt: 'data: a fox', additionalFields: { n: 1 } }),
		);
		expect(isSent(bytes(Buffer.alloc(0)))).toBe(false);
		expect(isSent(url(''))).toBe(false);
		expect(isSent(url('data: a fox'))).toBe(false);
	});
});
