import type { Dimensions } from '../dimensions.ts';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Layout {
	margin: number;
	prompt: Box;
	/** Model and size, above the lower edge. */
	caption: Box;
	/** One square for each reference image. */
	thumbnails: Box[];
}

/** The largest squares of which `count` fit the box, filled row by row from the left. */
function squaresIn(box: Box, count: number, gap: number, largest: number): Box[] {
	let best = { edge: 0, columns: 1 };
	for (let columns = 1; columns <= count; columns++) {
		const rows = Math.ceil(count / columns);
		const edge = Math.min(
			(box.width - gap * (columns - 1)) / columns,
			(box.height - gap * (rows - 1)) / rows,
			largest,
		);
		if (edge > best.edge) best = { edge, columns };
	}
	const rows = Math.ceil(count / best.columns);
	const top = box.y + box.height - rows * best.edge - (rows - 1) * gap;
	return Array.from({ length: count }, (_, index) => ({
		x: Math.round(box.x + (index % best.columns) * (best.edge + gap)),
		y: Math.round(top + Math.floor(index / best.columns) * (best.edge + gap)),
		width: Math.floor(best.edge),
		height: Math.floor(best.edge),
	}));
}

/** Where everything stands: in one column, or with the references to the right in a wide picture. */
export function layoutOf({ width, height }: Dimensions, references: number): Layout {
	const short = Math.min(width, height);
	const margin = short * 0.07;
	const inner: Box = {
		x: margin,
		y: margin,
		width: width - 2 * margin,
		height: height - 2 * margin,
	};
	const captionHeight = short * (width < height / 2.5 ? 0.24 : 0.12);
	const wide = width > height * 1.9;
	const textWidth = wide && references > 0 ? inner.width * 0.55 : inner.width * (wide ? 0.72 : 1);
	const caption: Box = {
		x: inner.x,
		y: inner.y + inner.height - captionHeight,
		width: textWidth,
		height: captionHeight,
	};
	const gap = short * (references > 6 ? 0.03 : 0.045);
	const above = inner.height - captionHeight - gap;
	if (references === 0) {
		return {
			margin,
			caption,
			thumbnails: [],
			prompt: { ...inner, width: textWidth, height: above * 0.9 },
		};
	}
	if (wide) {
		const side: Box = {
			x: inner.x + inner.width * 0.6,
			y: inner.y,
			width: inner.width * 0.4,
			height: inner.height,
		};
		const thumbnails = squaresIn(side, references, gap, short);
		return {
			margin,
			caption,
			thumbnails,
			prompt: { ...inner, width: textWidth, height: above * 0.9 },
		};
	}
	const strip: Box = {
		x: inner.x,
		y: inner.y + above * 0.48,
		width: inner.width,
		height: above * 0.52 - gap,
	};
	const thumbnails = squaresIn(strip, references, gap, short * 0.42);
	const top = Math.min(...thumbnails.map((square) => square.y));
	return { margin, caption, thumbnails, prompt: { ...inner, height: top - inner.y - gap } };
}
