import { Edges } from '../edges';
import type { Dimensions, FileFacts } from '../facts';
import { decode, LONGEST_PROLOG, svgTag } from '../svg';

/** Comments and blanks can stand behind the drawing. */
const LONGEST_REST = 16 * 1024;

/** Follows a drawing, of which the first tag and the last are enough. */
export class SvgWalk {
	private readonly edges = new Edges(LONGEST_PROLOG, LONGEST_REST);

	push(chunk: Buffer): void {
		this.edges.push(chunk);
	}

	get facts(): FileFacts {
		const { head, tail } = this.edges;
		const tag = svgTag(head);
		const isWhole = tag.endsWith('/>') || /<\/(?:[\w-]{1,99}:)?svg\s*>/i.test(decode(tail, head));
		return { dimensions: dimensionsIn(tag), end: isWhole ? 'whole' : 'cut' };
	}
}

/** SVG 2, 8.2: the size, or else that of the view box; in pixels of CSS. */
function dimensionsIn(tag: string): Dimensions | null {
	const [, , boxWidth = 0, boxHeight = 0] = (attribute(tag, 'viewBox') ?? '')
		.trim()
		.split(/[\s,]+/)
		.map(Number);
	const hasBox = boxWidth > 0 && boxHeight > 0;
	const ratio = hasBox ? boxWidth / boxHeight : null;
	const width = inPixels(attribute(tag, 'width'));
	const height = inPixels(attribute(tag, 'height'));
	if (width !== null && height !== null) return rounded(width, height);
	if (ratio === null) return null;
	if (width !== null) return rounded(width, width / ratio);
	return height === null ? rounded(boxWidth, boxHeight) : rounded(height * ratio, height);
}

function attribute(tag: string, name: string): string | null {
	const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
	return match?.[1] ?? match?.[2] ?? null;
}

/** CSS Values, 6.2: an inch has 96 pixels. */
const PIXELS = { '': 1, px: 1, pt: 96 / 72, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 } as const;

/** Null for what depends on where the drawing is shown, such as per cent. */
function inPixels(length: string | null): number | null {
	const match = /^\s*(\d{0,9}(?:\.\d{1,9})?)\s*([a-z%]{0,3})\s*$/i.exec(length ?? '');
	const unit = match?.[2]?.toLowerCase() ?? '%';
	const pixels = Object.hasOwn(PIXELS, unit)
		? Number(match?.[1]) * PIXELS[unit as keyof typeof PIXELS]
		: 0;
	return pixels > 0 ? pixels : null;
}

function rounded(width: number, height: number): Dimensions {
	return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
