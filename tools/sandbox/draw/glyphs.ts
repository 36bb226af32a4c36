import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Text as outlines. The SVG renderer inside sharp takes its fonts from the machine, and draws
 * nothing at all where none is installed (a bare container, CI). Outlines look the same everywhere.
 */
interface Outline {
	commands: PathCommand[];
}
interface PathCommand {
	type: 'M' | 'L' | 'C' | 'Q' | 'Z';
	x1?: number;
	y1?: number;
	x2?: number;
	y2?: number;
	x?: number;
	y?: number;
}
interface Glyph {
	advanceWidth?: number;
	getPath(x: number, y: number, fontSize: number): Outline;
}
interface Font {
	unitsPerEm: number;
	charToGlyph(character: string): Glyph;
	charToGlyphIndex(character: string): number;
	getKerningValue(left: Glyph, right: Glyph): number;
}
interface OpenType {
	parse(font: ArrayBuffer): Font;
}

export type Weight = 400 | 600;

/** The first subset that knows a character draws it; a subset is read when first needed. */
const subsets = [
	'latin',
	'latin-ext',
	'cyrillic',
	'greek',
	'vietnamese',
	'cyrillic-ext',
	'greek-ext',
];

const packages = createRequire(import.meta.url);
const opentype = packages('opentype.js') as OpenType;
const fonts = new Map<string, Font>();

function fontOf(subset: string, weight: Weight): Font {
	const file = `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`;
	const known = fonts.get(file);
	if (known) return known;
	const bytes = readFileSync(packages.resolve(file));
	const font = opentype.parse(new Uint8Array(bytes).buffer);
	fonts.set(file, font);
	return font;
}

interface Drawable {
	font: Font | null;
	glyph: Glyph | null;
	/** Share of the font size. */
	advance: number;
}

const drawables = new Map<string, Drawable>();
const missing: Drawable = { font: null, glyph: null, advance: 0.86 };

function drawableOf(character: string, weight: Weight): Drawable {
	const key = `${weight}${character}`;
	const known = drawables.get(key);
	if (known) return known;
	const subset = subsets.find((name) => fontOf(name, weight).charToGlyphIndex(character) > 0);
	let drawable = missing;
	if (subset) {
		const font = fontOf(subset, weight);
		const glyph = font.charToGlyph(character);
		drawable = { font, glyph, advance: (glyph.advanceWidth ?? font.unitsPerEm) / font.unitsPerEm };
	}
	drawables.set(key, drawable);
	return drawable;
}

interface Placed {
	drawable: Drawable;
	x: number;
}

function place(
	text: string,
	weight: Weight,
	fontSize: number,
): { placed: Placed[]; width: number } {
	const placed: Placed[] = [];
	let x = 0;
	let before: Drawable | null = null;
	for (const character of text) {
		const drawable = drawableOf(character, weight);
		if (before?.font && before.font === drawable.font && before.glyph && drawable.glyph) {
			const kerning = before.font.getKerningValue(before.glyph, drawable.glyph);
			x += (kerning / before.font.unitsPerEm) * fontSize;
		}
		placed.push({ drawable, x });
		x += drawable.advance * fontSize;
		before = drawable;
	}
	return { placed, width: x };
}

export function textWidth(text: string, weight: Weight, fontSize: number): number {
	return place(text, weight, fontSize).width;
}

/** The package's own toPathData (2.0.0) now and then writes NaN for a coordinate it rounds. */
function pathData({ commands }: Outline): string {
	return commands
		.map(({ type, x1, y1, x2, y2, x, y }) => {
			const points = [x1, y1, x2, y2, x, y].filter((value) => value !== undefined);
			return type + points.map((value) => value.toFixed(1)).join(' ');
		})
		.join('');
}

/** SVG path data of one line of text; a character that no font has becomes a small block. */
export function textOutline(
	text: string,
	weight: Weight,
	fontSize: number,
	x: number,
	baseline: number,
): string {
	return place(text, weight, fontSize)
		.placed.map(({ drawable, x: offset }) => {
			if (drawable.glyph) {
				return pathData(drawable.glyph.getPath(x + offset, baseline, fontSize));
			}
			const edge = (fontSize * 0.6).toFixed(1);
			const left = (x + offset + fontSize * 0.13).toFixed(1);
			return `M${left} ${baseline.toFixed(1)}v-${edge}h${edge}v${edge}z`;
		})
		.join('');
}
