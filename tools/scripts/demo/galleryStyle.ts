/** Style of the demo's gallery, in light and dark. */
export const galleryStyle = `
:root {
	color-scheme: light dark;
	--page: light-dark(#f6f4f0, #14161a);
	--card: light-dark(#ffffff, #1d2026);
	--ink: light-dark(#1f2328, #eceae6);
	--soft: light-dark(#646a73, #9aa1ab);
	--line: light-dark(#e3dfd8, #2d3138);
	--oakgen: light-dark(#1f6b4a, #6fd0a3);
	--gemini: light-dark(#2f5bd0, #8fb0ff);
	--warn: light-dark(#9a5b00, #ffc266);
}
* { box-sizing: border-box; margin: 0; }
body {
	background: var(--page);
	color: var(--ink);
	font: 15px/1.5 system-ui, sans-serif;
	padding: clamp(16px, 3vw, 48px);
}
header { max-width: 70ch; margin-bottom: 32px; }
h1 { font-size: clamp(26px, 4vw, 40px); line-height: 1.15; letter-spacing: -0.02em; }
.totals { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0; }
.totals span { border: 1px solid var(--line); border-radius: 99px; padding: 2px 12px; }
.notes { color: var(--soft); }
main { display: flex; flex-wrap: wrap; gap: 20px; }
/* Keeps the last row's pictures from growing to the full width. */
main::after { content: ""; flex: 1e4 1 0; }
figure {
	flex: var(--shape) 1 calc(var(--shape) * 300px);
	min-width: min(100%, 290px);
	max-width: 100%;
	background: var(--card);
	border: 1px solid var(--line);
	border-radius: 12px;
	overflow: hidden;
}
img {
	display: block;
	width: 100%;
	height: auto;
	aspect-ratio: var(--shape);
	object-fit: contain;
	background: var(--line);
}
figcaption { padding: 14px 16px 16px; }
.node { display: flex; flex-wrap: wrap; gap: 2px 10px; justify-content: space-between; }
.node .oakgen { color: var(--oakgen); }
.node .gemini { color: var(--gemini); }
.prompt { margin: 6px 0 12px; color: var(--soft); font-size: 14px; }
.said { margin: 0 0 12px; font-size: 14px; font-style: italic; }
dl { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13px; }
dl div { display: flex; gap: 6px; min-width: 0; }
dt { color: var(--soft); }
dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.stands dd { color: var(--warn); font-weight: 600; }
`;
