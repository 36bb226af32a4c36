import type { Generation } from './store.ts';

const mostShown = 60;
const refreshMs = 2000;

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function card(generation: Generation): string {
	const { prompt, model, provider, size, ratio, references, images, at } = generation;
	const pictures = images
		.map(({ fileName, width, height }) => {
			// Relative, so that the page also works behind a proxy or a forwarded port.
			const file = `files/${encodeURIComponent(fileName)}`;
			return `<a href="${file}"><img src="${file}" width="${width}" height="${height}" loading="lazy" alt="${escape(prompt.slice(0, 200))}"></a>`;
		})
		.join('');
	const first = images[0];
	const facts = [
		`${size} · ${ratio}`,
		first ? `${first.width} × ${first.height} px` : '',
		references.length > 0
			? `${references.length} reference${references.length > 1 ? 's' : ''}`
			: '',
	].filter((fact) => fact !== '');
	return (
		`<article>${pictures}<div><p>${escape(prompt.slice(0, 600))}</p>` +
		`<h2>${escape(model)}</h2><small>${facts.join(' · ')}<br>${provider} · ${at.slice(0, 19).replace('T', ' ')} UTC<br>` +
		`<a href="files/${encodeURIComponent(generation.fileName)}">${escape(generation.fileName)}</a></small></div></article>`
	);
}

const style = `
:root{color-scheme:light dark;--back:#f4f5f9;--card:#fff;--ink:#171a2b;--soft:#5d6379;--line:#dfe2ec;--note:#fff4d6;--note-ink:#5a4300}
@media(prefers-color-scheme:dark){:root{--back:#0f111a;--card:#191c29;--ink:#eceef7;--soft:#a0a6bd;--line:#2a2e40;--note:#3a2f10;--note-ink:#ffe2a0}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header,main{max-width:1280px;margin:auto;padding:0 20px}h1{font-size:22px;margin:28px 0 8px}
.note{background:var(--note);color:var(--note-ink);border-radius:10px;padding:10px 14px;margin:0 0 20px}
main{display:grid;gap:20px;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));padding-bottom:40px;align-items:start}
article{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
img{display:block;width:100%;height:auto;max-height:480px;object-fit:contain;background:#0b0d16}
article div{padding:12px 16px 16px}p{margin:0 0 10px;overflow-wrap:anywhere}h2{font-size:14px;margin:0}
small{color:var(--soft);overflow-wrap:anywhere}a{color:inherit}.empty{grid-column:1/-1;color:var(--soft)}`;

/** A page about one picture, as galleries of providers have them. */
export function viewPage({ prompt, fileName }: Generation): string {
	return (
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(prompt.slice(0, 80))}</title></head>` +
		`<body><img src="/files/${encodeURIComponent(fileName)}" alt="${escape(prompt.slice(0, 200))}"></body></html>`
	);
}

/** Everything that was generated, newest first; reloads itself when there is more. */
export function page(generations: Generation[], bill: number): string {
	const newest = generations.slice(-mostShown).reverse();
	const cards =
		newest.map(card).join('') ||
		'<p class="empty">Nothing yet. Images appear here as they are generated.</p>';
	const refresh =
		`setInterval(async()=>{try{const r=await fetch('_sandbox/count');` +
		`if(await r.text()!=='${generations.length}')location.reload()}catch{}},${refreshMs})`;
	return (
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
		`<title>Local sandbox: ${bill} images</title><style>${style}</style></head><body><header><h1>Local image sandbox</h1>` +
		`<p class="note"><strong>This is not Oakgen, and not Google.</strong> It is a development server on your own machine that answers like their APIs. ` +
		`The pictures are drawn here, no model is asked, and nothing costs anything. ${bill} image${bill === 1 ? '' : 's'} would have been billed.</p></header>` +
		`<main>${cards}</main><script>${refresh}</script></body></html>`
	);
}
