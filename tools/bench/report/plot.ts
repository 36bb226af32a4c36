export interface Series {
	label: string;
	/** Both axes are logarithmic: no zeros. */
	points: Array<[number, number]>;
}

export interface Panel {
	title: string;
	series: Series[];
}

const WIDTH = 400;
const HEIGHT = 300;
const LEFT = 56;
const TOP = 34;
const BOTTOM = 34;
const GAP = 64;
const LEGEND_LINE = 18;
/** Told apart by people with colour blindness too (Okabe and Ito). */
const COLOURS = ['#0072b2', '#e69f00', '#d55e00', '#cc79a7', '#666666'];

/** Panels side by side under one legend, readable on light and dark pages. */
export function plot(panels: Panel[]): string {
	const labels = panels[0]?.series.map(({ label }) => label) ?? [];
	const width = panels.length * (WIDTH + GAP) + LEFT;
	const height = TOP + HEIGHT + BOTTOM + labels.length * LEGEND_LINE + 16;
	const legend = labels.map((label, index) => {
		const y = TOP + HEIGHT + BOTTOM + 16 + index * LEGEND_LINE;
		return `<rect x="${LEFT}" y="${y - 8}" width="20" height="4" fill="${COLOURS[index]}"/>${text(LEFT + 28, y, label)}`;
	});
	const drawn = panels.map(
		(panel, index) =>
			`<g transform="translate(${LEFT + index * (WIDTH + GAP)} ${TOP})">${drawPanel(panel)}</g>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...drawn,
		...legend,
		'</svg>\n',
	].join('\n');
}

function drawPanel({ title, series }: Panel): string {
	const points = series.flatMap((line) => line.points);
	const x = logScale(
		points.map(([value]) => value),
		0,
		WIDTH,
	);
	const values = points.map(([, value]) => value);
	const lowest = 10 ** Math.floor(Math.log10(Math.min(...values)));
	const highest = 10 ** Math.ceil(Math.log10(Math.max(...values)));
	const y = logScale([lowest, highest], HEIGHT, 0);

	const steps = Math.round(Math.log10(highest / lowest));
	const decades = Array.from({ length: steps + 1 }, (_, step) => lowest * 10 ** step);
	const rows = decades.map(
		(value) =>
			`<path d="M0 ${y(value)}H${WIDTH}" stroke="#ddd"/>${text(-8, y(value) + 4, String(Number(value.toPrecision(1))), 'end')}`,
	);
	const columns = [...new Set(points.map(([value]) => value))].map((value) =>
		text(x(value), HEIGHT + 18, String(value), 'middle'),
	);
	const lines = series.map((line, index) => {
		const at = line.points.map(([px, py]) => [x(px), y(Math.max(py, lowest))].map(Math.round));
		const dots = at.map(([px, py]) => `<circle cx="${px}" cy="${py}" r="3"/>`).join('');
		const path = `<path d="M${at.join('L')}" fill="none" stroke="${COLOURS[index]}" stroke-width="2"/>`;
		return `<g fill="${COLOURS[index]}">${path}${dots}</g>`;
	});
	const names = [text(0, -14, title), text(WIDTH, HEIGHT + 32, 'items', 'end')];
	return [...rows, ...columns, ...lines, ...names].join('\n');
}

function logScale(values: number[], from: number, to: number): (value: number) => number {
	const low = Math.log(Math.min(...values));
	const high = Math.log(Math.max(...values));
	return (value) => from + ((Math.log(value) - low) / (high - low)) * (to - from);
}

function text(x: number, y: number, words: string, anchor = 'start'): string {
	return `<text x="${Math.round(x)}" y="${Math.round(y)}" text-anchor="${anchor}" fill="#333">${escaped(words)}</text>`;
}

function escaped(words: string): string {
	return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
