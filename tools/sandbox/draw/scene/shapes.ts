/** SVG elements with fewer words. */
export const path = (d: string, fill: string, more = ''): string =>
	`<path d="${d}" fill="${fill}" ${more}/>`;

export const line = (d: string, stroke: string, width: number): string =>
	`<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const circle = (x: number, y: number, radius: number, fill: string, more = ''): string =>
	`<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`;

export const ellipse = (
	x: number,
	y: number,
	rx: number,
	ry: number,
	fill: string,
	more = '',
): string => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;

export const rect = (
	x: number,
	y: number,
	width: number,
	height: number,
	fill: string,
	corner = 0,
	more = '',
): string =>
	`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}" fill="${fill}" ${more}/>`;
