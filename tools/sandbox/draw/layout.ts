import type { Dimensions } from '../dimensions.ts';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Layout {
	/** The prompt, and below it model and size, along the lower edge. */
	caption: Box;
	/** One square for each reference image, along the upper edge. */
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
	return Array.from({ length: count }, (_, index) => ({
		x: Math.round(box.x + (index % best.columns) * (best.edge + gap)),
		y: Math.round(box.y + Math.floor(index / best.columns) * (best.edge + gap)),
		width: Math.floor(best.edge),
		height: Math.floor(best.edge),
	}));
}

/** Where caption and references stand in a picture. */
export function layoutOf({ width, height }: Dimensions, references: number): Layout {
	const short = Math.min(width, height);
	const margin = short * 0.05;
	const inner = { x: margin, width: width - 2 * margin };
	const captionHeight = short * (width < height / 2.5 ? 0.36 : 0.115);
	const caption = { ...inner, y: height - margin * 0.5 - captionHeight, height: captionHeight };
	const upper = { ...inner, y: margin, height: height * 0.42 };
	const gap = short * 0.035;
	return { caption, thumbnails: squaresIn(upper, references, gap, short * 0.34) };
}
