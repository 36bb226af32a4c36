import type { IDataObject } from 'n8n-workflow';

import type { Adjusted, AdjustedPart } from '../models/fit';
import { FORMAT_LABELS } from '../models/formatLabels';
import { isWebAddress } from '../transport/addresses';
import type { FinishedImage } from './item';

/** A picture of the gallery, or the reason why there is none. */
export type GalleryCard = { name: string } & (
	{ image: FinishedImage } | { failure: { model: string; modelKey: string | null; reason: string } }
);

/** A web page in pieces; a picture stands where its bytes go, as base64. */
export type PagePiece = string | NonNullable<FinishedImage['binary']>;

// Nothing is loaded or run; only pictures that are not in the page itself come from elsewhere.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:";

const STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 96rem; overflow-wrap: anywhere; padding: 1rem }
h1 { font-size: 1.25rem; font-weight: 600; margin-bottom: 0; max-height: 7.5em; overflow: auto; white-space: pre-line }
h2 { font-size: 1rem; margin: 0 }
p { margin: .25rem 0 0 }
main { align-items: start; display: grid; gap: 1rem; margin-top: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)) }
main > div { border: 1px solid #8886; border-radius: .75rem; overflow: hidden }
main > div > div { padding: .75rem 1rem }
img { display: block; max-height: 85vh; object-fit: contain; width: 100% }
img[tabindex] { cursor: zoom-in }
img[tabindex]:focus { background: #000e; cursor: zoom-out; height: 100vh; inset: 0; max-height: none; position: fixed; width: 100vw; z-index: 1 }
.facts { opacity: .75 }
main > .failed { border-color: #c33 }
`;

/**
 * The pictures side by side, for any browser, phones included, and without any other file. Its cards
 * are plain elements, which n8n's forms leave as they are.
 *
 * @param madeAt day that stands at the top, in UTC
 */
export function galleryPage(prompt: string, cards: GalleryCard[], madeAt: Date): PagePiece[] {
	const title = escaped(prompt);
	return [
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1><p class="facts">${escaped(totalsLine(cards, madeAt))}</p><main>`,
		...cards.flatMap(cardPieces),
		'</main></body></html>\n',
	];
}

function cardPieces(card: GalleryCard): PagePiece[] {
	const name = escaped(card.name);
	if ('failure' in card) {
		return [
			`<div class="failed"><div><h2>${name}</h2><p>${escaped(card.failure.reason)}</p></div></div>`,
		];
	}
	const { json } = card.image;
	const lines = [factsLine(json), ...remarks(json)].filter((line) => line !== '');
	const texts = lines.map((line) => `<p class="facts">${escaped(line)}</p>`).join('');
	return [
		'<div>',
		...picture(card.image, name),
		`<div><h2>${name}</h2>${texts}${link(json.url)}</div></div>`,
	];
}

/** With an address it links to the full size there; without one a click shows it as large as the window. */
function picture({ json, binary }: FinishedImage, name: string): PagePiece[] {
	const { url } = json;
	const isLinked = isShown(url);
	const [before, after] = isLinked ? [linkTo(url), '</a>'] : ['', ''];
	const zoom = isLinked ? '' : ' tabindex="0"';
	if (binary) {
		const start = `${before}<img alt="${name}"${zoom} src="data:${binary.mimeType};base64,`;
		return [start, binary, `">${after}`];
	}
	return isLinked ? [`${before}<img alt="${name}" src="${escaped(url)}">${after}`] : [];
}

/** Addresses are long, and people want to know where they lead. */
function link(url: IDataObject[string]): string {
	if (!isShown(url)) return '';
	return `<p>${linkTo(url)}Full size at ${escaped(new URL(url).host)}</a></p>`;
}

function linkTo(url: string): string {
	return `<a href="${escaped(url)}" target="_blank" rel="noopener">`;
}

function isShown(url: IDataObject[string]): url is string {
	return typeof url === 'string' && isWebAddress(url);
}

function totalsLine(cards: GalleryCard[], madeAt: Date): string {
	const images = cards.flatMap((card) => ('image' in card ? [card.image.json] : []));
	const known = images.map(({ credits }) => credits).filter((value) => typeof value === 'number');
	const credits = Number(known.reduce((sum, value) => sum + value, 0).toFixed(2));
	const failed = cards.length - images.length;
	return [
		madeAt.toISOString().slice(0, 10),
		images.length === 1 ? '1 picture' : `${images.length} pictures`,
		...(known.length > 0 ? [credits === 1 ? '1 credit' : `${credits} credits`] : []),
		...(failed > 0 ? [`${failed} without a picture`] : []),
	].join(' · ');
}

function factsLine({ width, height, durationMs, credits, fileSize }: IDataObject): string {
	return [
		...(width && height ? [`${String(width)} × ${String(height)}`] : []),
		...(typeof fileSize === 'number' ? [`${(fileSize / 1024 / 1024).toFixed(1)} MB`] : []),
		...(typeof durationMs === 'number' ? [`${(durationMs / 1000).toFixed(1)} s`] : []),
		...(typeof credits === 'number' ? [`${credits} credits`] : []),
	]
		.map((fact) => fact.replace(/ /g, '\u00a0'))
		.join(' · ');
}

/** In the middle of a page, where the editor's capitals would shout. */
function nameOf(part: string): string {
	const label = FORMAT_LABELS[part as AdjustedPart];
	return `${label.charAt(0)}${label.slice(1).toLowerCase()}`;
}

function remarks({ adjusted, reviewRecommended }: IDataObject): string[] {
	const changes = Object.entries((adjusted ?? {}) as Adjusted).map(
		([name, { asked, used }]) => `${nameOf(name)} ${used ?? 'left out'} instead of ${asked}`,
	);
	return [
		...changes,
		...(reviewRecommended === true ? ['Draft: review it before publishing'] : []),
	];
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
