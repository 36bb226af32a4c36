import fc from 'fast-check';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { galleryPage, type GalleryCard } from '../../../nodes/OakgenImage/output/galleryPage';

const stored: IBinaryData = { data: '', mimeType: 'image/png', id: 'filesystem:1' };

const card = (json: IDataObject, binary: IBinaryData | null = stored): GalleryCard => ({
	name: 'A model',
	image: { json, binary },
});

const madeAt = new Date('2026-11-28T23:30:00Z');

const textOf = (cards: GalleryCard[], prompt = 'a fox') =>
	galleryPage(prompt, cards, madeAt)
		.map((piece) => (typeof piece === 'string' ? piece : '…'))
		.join('');

/** The page's only card, with its picture as `…`. */
function cardOf(only: GalleryCard): string {
	const html = textOf([only]);
	return /<main>(.*)<\/main>/s.exec(html)?.[1] ?? '';
}

const PICTURE = '<img alt="A model" tabindex="0" src="data:image/png;base64,…">';

describe('the page of a gallery', () => {
	const failure = (reason: string) => ({ model: 'a-model', modelKey: null, reason });

	it('has a picture where its bytes go, and what is known of it', () => {
		const json = { width: 1024, height: 768, fileSize: 1_572_864, durationMs: 2340, credits: 3 };
		expect(cardOf(card(json))).toBe(
			`<div>${PICTURE}<div><h2>A model</h2><p class="facts">1024\u00a0×\u00a0768 · 1.5\u00a0MB · 2.3\u00a0s · 3\u00a0credits</p></div></div>`,
		);
	});

	it('leaves out what is not known', () => {
		const json = { width: null, height: null, fileSize: null, durationMs: 40, credits: null };
		expect(cardOf(card(json))).toContain('<p class="facts">0.0\u00a0s</p>');
		expect(cardOf(card({}))).toBe(`<div>${PICTURE}<div><h2>A model</h2></div></div>`);
	});

	it('says what was changed for the model, and what is a draft', () => {
		const adjusted = {
			resolution: { asked: '4K', used: '1K' },
			aspectRatio: { asked: '21:9', used: '3:2' },
			thinkingLevel: { asked: 'high', used: null },
		};
		expect(cardOf(card({ adjusted, reviewRecommended: true }))).toContain(
			[
				'Resolution 1K instead of 4K',
				'Aspect ratio 3:2 instead of 21:9',
				'Thinking level left out instead of high',
				'Draft: review it before publishing',
			]
				.map((line) => `<p class="facts">${line}</p>`)
				.join(''),
		);
	});

	const url = 'https://files.example/a/very/long/path/1.png?a=1&b="2"';
	const told = 'https://files.example/a/very/long/path/1.png?a=1&#38;b=&#34;2&#34;';
	const anchor = `<a href="${told}" target="_blank" rel="noopener">`;

	it.each([
		['that was not fetched from its address', null, `<img alt="A model" src="${told}">`],
		['that is in the page', stored, '<img alt="A model" src="data:image/png;base64,…">'],
	])('links a picture %s to its full size, in few words', (_, binary, img) => {
		expect(cardOf(card({ url }, binary))).toBe(
			`<div>${anchor}${img}</a><div><h2>A model</h2><p>${anchor}Full size at files.example</a></p></div></div>`,
		);
	});

	it.each([
		[
			'pictures and what they cost',
			[{ credits: 0.1 }, { credits: 0.2 }],
			0,
			'2 pictures · 0.3 credits',
		],
		['only known costs', [{ credits: 3 }, { credits: null }], 0, '2 pictures · 3 credits'],
		['nothing of unknown costs', [{}], 0, '1 picture'],
		['models without a picture', [{ credits: 1 }], 2, '1 picture · 1 credit · 2 without a picture'],
	])('begins with prompt, day and totals: %s', (_, images, failed, totals) => {
		const cards: GalleryCard[] = [
			...images.map((json) => card(json)),
			...Array.from({ length: failed }, () => ({ name: 'B', failure: failure('Gone.') })),
		];
		expect(textOf(cards)).toContain(
			`<body><h1>a fox</h1><p class="facts">2026-11-28 · ${totals}</p><main>`,
		);
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', null, 7])(
		'follows no address like %s',
		(address) => {
			expect(cardOf(card({ url: address }, null))).toBe('<div><div><h2>A model</h2></div></div>');
		},
	);

	it('gives the reason where there is no picture', () => {
		expect(cardOf({ name: 'A model', failure: failure('It is gone.') })).toBe(
			'<div class="failed"><div><h2>A model</h2><p>It is gone.</p></div></div>',
		);
	});

	it('has the same markup whatever the texts are', () => {
		const tagsOf = (text: string) =>
			galleryPage(
				text,
				[
					{ name: text, failure: failure(text) },
					{
						name: text,
						image: {
							json: { adjusted: { resolution: { asked: text, used: text } } },
							binary: null,
						},
					},
				],
				madeAt,
			)
				.join('')
				.match(/<[^>]*>/g);
		const plain = tagsOf('fox');
		const nasty = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', ';', '#') });
		fc.assert(fc.property(nasty, (text) => expect(tagsOf(text)).toEqual(plain)));
	});
});
