/** Style of the demo's gallery, in light and dark. */
export const galleryStyle = `
:root {
	color-scheme: light dark;
	--page: light-dark(#f7f5f1, #121417);
	--card: light-dark(#ffffff, #1b1e23);
	--ink: light-dark(#1d2127, #eceae5);
	--soft: light-dark(#626974, #9ca3ad);
	--line: light-dark(#e4e0d8, #2c3037);
	--brand: light-dark(#1f6b4a, #6fd0a3);
	--warn: light-dark(#9a5b00, #ffc266);
	--check: light-dark(#e9e6e0, #30343c);
}
* { box-sizing: border-box; margin: 0; }
body {
	max-width: 1360px;
	margin: 0 auto;
	padding: clamp(20px, 4vw, 64px);
	background: var(--page);
	color: var(--ink);
	font: 16px/1.55 system-ui, sans-serif;
}
a { color: var(--brand); }
h1 { font-size: clamp(30px, 5vw, 52px); line-height: 1.1; letter-spacing: -0.025em; }
h2 { font-size: clamp(21px, 2.4vw, 28px); letter-spacing: -0.015em; }
section { margin-top: clamp(40px, 5vw, 72px); }
.lead { margin: 8px 0 20px; max-width: 75ch; color: var(--soft); font-size: 17px; }
.totals { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0 16px; }
.totals span { border-radius: 99px; padding: 4px 14px; background: var(--card); border: 1px solid var(--line); font-weight: 600; }
.notes { max-width: 75ch; color: var(--soft); font-size: 14px; }
.row { display: flex; flex-wrap: wrap; gap: 20px; }
/* Keeps the last row's pictures from growing to the full width. */
.row:not(.even)::after { content: ""; flex: 1e4 1 0; }
.even { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); }
figure {
	flex: var(--shape) 1 calc(var(--shape) * 280px);
	min-width: min(100%, 280px);
	max-width: 100%;
	background: var(--card);
	border: 1px solid var(--line);
	border-radius: 16px;
	overflow: hidden;
	box-shadow: 0 1px 2px #0000000d, 0 8px 24px #0000000d;
}
img {
	display: block;
	width: 100%;
	height: auto;
	aspect-ratio: var(--shape);
	object-fit: contain;
	background: var(--line);
}
.cutout img { background: repeating-conic-gradient(var(--check) 0 25%, var(--card) 0 50%) 0 0 / 28px 28px; }
figcaption { padding: 16px 18px 18px; }
.who { display: flex; gap: 12px; justify-content: space-between; align-items: baseline; }
.who span { color: var(--brand); font-weight: 600; font-size: 14px; white-space: nowrap; }
.prompt { margin-top: 6px; color: var(--soft); font-size: 14px; }
.prompt:empty { display: none; }
.said { margin-top: 8px; font-size: 14px; font-style: italic; }
.note { margin-top: 10px; padding-left: 10px; border-left: 3px solid var(--brand); font-size: 14px; }
.facts { margin-top: 10px; color: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; }
.refused { border-style: dashed; align-self: start; }
.refused .note { border-color: var(--warn); }
.reason { margin-top: 10px; color: var(--warn); overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 16px; overflow: hidden; font-size: 15px; }
th, td { padding: 10px 16px; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.stands td { color: var(--warn); font-weight: 600; }
tfoot td { border: 0; font-weight: 700; }
`;
