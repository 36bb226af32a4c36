import { formatBytes, formatPixels } from './format.ts';
import { galleryStyle } from './galleryStyle.ts';
import type { Picture } from './pictures.ts';

export interface GalleryFacts {
	title: string;
	/** What the reader should know about where the pictures come from. */
	notes: string[];
	seconds: number;
}

/** One HTML page beside the image files; it loads nothing else. */
export function renderGallery(pictures: Picture[], facts: GalleryFacts): string {
	const bytes = pictures.reduce((sum, picture) => sum + picture.bytes, 0);
	const totals = [
		`${pictures.length} pictures`,
		`${new Set(pictures.map(({ node }) => node)).size} nodes`,
		formatBytes(bytes),
		`${facts.seconds.toFixed(1)} s`,
	];
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(facts.title)}</title>
<style>${galleryStyle}</style>
</head>
<body>
<header>
<h1>${escape(facts.title)}</h1>
<p class="totals">${totals.map((total) => `<span>${escape(total)}</span>`).join('')}</p>
<p class="notes">${escape(facts.notes.join(' '))}</p>
</header>
<main>
${pictures.map(renderPicture).join('\n')}
</main>
</body>
</html>
`;
}

function renderPicture(picture: Picture): string {
	const { width, height, attempts } = picture;
	// A row's pictures share its height when each grows with its own ratio. Very long ones would
	// otherwise leave no room for their caption or fill the page.
	const shape = Math.min(2.4, Math.max(0.75, width / height || 1));
	const source = encodeURIComponent(picture.file);
	const details: Array<[string, string]> = [
		['Model', picture.model],
		['Pixels', formatPixels(picture)],
		['Asked', `${picture.aspectRatio}, ${picture.resolution}`],
		['Bytes', picture.bytes.toLocaleString('en')],
		['Attempts', String(attempts)],
		['Time', `${picture.durationMs.toLocaleString('en')} ms`],
		['File', picture.file],
	];
	return `<figure style="--shape: ${shape.toFixed(3)}">
<a href="${source}"><img src="${source}" width="${width}" height="${height}" alt="${escape(picture.prompt)}" loading="lazy"></a>
<figcaption>
<p class="node"><strong>${escape(picture.node)}</strong><span class="${escape(picture.provider)}">${escape(`${picture.provider} · ${picture.operation}`)}</span></p>
<p class="prompt">${escape(picture.prompt)}</p>
${picture.text ? `<p class="said">“${escape(picture.text)}”</p>\n` : ''}<dl>${details.map(renderDetail).join('')}</dl>
</figcaption>
</figure>`;
}

function renderDetail([name, value]: [string, string]): string {
	const stands = name === 'Attempts' && value !== '1' ? ' class="stands"' : '';
	return `<div${stands}><dt>${name}</dt><dd>${escape(value)}</dd></div>`;
}

function escape(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
	};
	return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
