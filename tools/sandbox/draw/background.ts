import { chanceFrom } from './chance.ts';
import type { Dimensions } from '../dimensions.ts';
import { palettes } from './palettes.ts';
import type { Palette } from './palettes.ts';

type Chance = () => number;

const between = (chance: Chance, low: number, high: number) => low + chance() * (high - low);
const fixed = (value: number) => value.toFixed(1);

/** A smooth line through evenly spaced points, closed along the bottom edge. */
function ridge(width: number, height: number, heights: number[]): string {
	const step = width / (heights.length - 1);
	let path = `M0 ${fixed(heights[0] ?? height)}`;
	for (let i = 1; i < heights.length; i++) {
		const from = heights[i - 1] ?? height;
		const to = heights[i] ?? height;
		const middle = fixed((i - 0.5) * step);
		path += `C${middle} ${fixed(from)} ${middle} ${fixed(to)} ${fixed(i * step)} ${fixed(to)}`;
	}
	return `${path}V${height}H0Z`;
}

function hills({ width, height }: Dimensions, palette: Palette, chance: Chance): string {
	return palette.layers
		.map((colour, layer) => {
			const level = height * (0.5 + layer * 0.13);
			const swing = Math.min(width, height) * (0.13 - layer * 0.02);
			const points = Math.max(4, Math.round((width / height) * 3) + 2 + layer);
			const heights = Array.from({ length: points }, () => level + between(chance, -swing, swing));
			return `<path d="${ridge(width, height, heights)}" fill="${colour}" opacity="${0.72 + layer * 0.09}"/>`;
		})
		.join('');
}

function orbs({ width, height }: Dimensions, palette: Palette, chance: Chance): string {
	const unit = Math.sqrt(width * height);
	return palette.layers
		.concat(palette.sky[2], palette.sun)
		.map((colour, index) => {
			const radius = unit * between(chance, 0.12, 0.34);
			const x = between(chance, 0, width);
			const y = between(chance, height * 0.35, height);
			const id = `orb${index}`;
			return (
				`<radialGradient id="${id}" cx="0.35" cy="0.3" r="0.8"><stop offset="0" stop-color="${palette.sun}" stop-opacity="0.55"/>` +
				`<stop offset="0.45" stop-color="${colour}" stop-opacity="0.75"/><stop offset="1" stop-color="${colour}" stop-opacity="0.15"/></radialGradient>` +
				`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" fill="url(#${id})"/>`
			);
		})
		.join('');
}

function ribbons({ width, height }: Dimensions, palette: Palette, chance: Chance): string {
	const colours = [palette.sun, palette.sky[2], ...palette.layers];
	const thickness = Math.min(width, height) * 0.11;
	return colours
		.map((colour, index) => {
			const level = height * (0.46 + index * 0.1);
			const swing = height * between(chance, 0.06, 0.14);
			const bend = width * between(chance, 0.25, 0.5);
			const path =
				`M${fixed(-thickness)} ${fixed(level + swing)}C${fixed(bend)} ${fixed(level - swing * 2)} ` +
				`${fixed(width - bend)} ${fixed(level + swing * 2.4)} ${fixed(width + thickness)} ${fixed(level - swing)}`;
			return `<path d="${path}V${height + 1}H${fixed(-thickness)}Z" fill="${colour}" opacity="${index === 0 ? 0.5 : 0.62}"/>`;
		})
		.join('');
}

const motifs = [hills, hills, orbs, ribbons];

/** A quiet landscape of gradients whose colours and shapes come from the words alone. */
export function backgroundSvg(size: Dimensions, words: string): string {
	const { width, height } = size;
	const chance = chanceFrom(words);
	const palette = palettes[Math.floor(chance() * palettes.length)] ?? (palettes[0] as Palette);
	const motif = motifs[Math.floor(chance() * motifs.length)] ?? hills;
	const sunX = width * between(chance, 0.66, 0.88);
	const sunY = height * between(chance, 0.42, 0.56);
	const sunRadius = Math.min(width, height) * between(chance, 0.09, 0.16);
	const sky = palette.sky
		.map((colour, index) => `<stop offset="${[0, 0.45, 1][index]}" stop-color="${colour}"/>`)
		.join('');
	return (
		`<linearGradient id="sky" x1="0.1" y1="0" x2="0" y2="1">${sky}</linearGradient>` +
		`<radialGradient id="glow"><stop offset="0" stop-color="${palette.sun}" stop-opacity="0.6"/><stop offset="1" stop-color="${palette.sun}" stop-opacity="0"/></radialGradient>` +
		`<rect width="${width}" height="${height}" fill="url(#sky)"/>` +
		`<circle cx="${fixed(sunX)}" cy="${fixed(sunY)}" r="${fixed(sunRadius * 3.2)}" fill="url(#glow)"/>` +
		`<circle cx="${fixed(sunX)}" cy="${fixed(sunY)}" r="${fixed(sunRadius)}" fill="${palette.sun}" opacity="0.9"/>` +
		motif(size, palette, chance) +
		// Keeps white type readable over the brightest part of a picture.
		`<linearGradient id="shade" x1="0" y1="0" x2="0.75" y2="0.9"><stop offset="0" stop-color="#05060f" stop-opacity="0.42"/><stop offset="0.7" stop-color="#05060f" stop-opacity="0.05"/><stop offset="1" stop-color="#05060f" stop-opacity="0"/></linearGradient>` +
		`<linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0.6" stop-color="#05060f" stop-opacity="0"/><stop offset="1" stop-color="#05060f" stop-opacity="0.6"/></linearGradient>` +
		`<rect width="${width}" height="${height}" fill="url(#shade)"/><rect width="${width}" height="${height}" fill="url(#foot)"/>`
	);
}
