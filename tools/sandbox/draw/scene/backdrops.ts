import type { Dimensions } from '../../dimensions.ts';
import { darker, lighter, mixed } from './colour.ts';
import { landmarks } from './landmarks.ts';
import type { Palette } from './light.ts';
import { circle, line, path, rect } from './shapes.ts';
import type { Scene, Setting } from './words.ts';

export interface Stage extends Dimensions {
	palette: Palette;
	chance: () => number;
	scene: Scene;
}

export interface Backdrop {
	/** Where things stand, as a share of the height. */
	floor: number;
	draw(stage: Stage): string;
}

const fixed = (value: number): string => value.toFixed(1);
const between = (chance: () => number, low: number, high: number): number =>
	low + chance() * (high - low);

function sky({ width, height, palette, chance }: Stage): string {
	const [x, y] = palette.sunAt;
	const unit = Math.min(width, height);
	const stops = palette.sky.map(
		(colour, index) => `<stop offset="${[0, 0.5, 1][index]}" stop-color="${colour}"/>`,
	);
	const stars = palette.isDark
		? Array.from({ length: 40 }, () =>
				circle(
					Math.round(chance() * width),
					Math.round(chance() * height * 0.5),
					Number(fixed(unit * between(chance, 0.001, 0.0028))),
					'#fff',
					'opacity="0.8"',
				),
			).join('')
		: '';
	const cloud = (left: number, top: number, size: number): string =>
		`<g fill="#fff" opacity="${palette.isDark ? 0.08 : 0.5}">` +
		[0, 0.6, 1.3, 1.9]
			.map((at, index) =>
				circle(left + at * size, top, size * [0.4, 0.62, 0.5, 0.32][index]!, '#fff'),
			)
			.join('') +
		'</g>';
	return (
		`<linearGradient id="sky" x1="0" y1="0" x2="0" y2="0.8">${stops.join('')}</linearGradient>` +
		`<radialGradient id="halo"><stop offset="0" stop-color="${palette.sun}" stop-opacity="0.75"/><stop offset="1" stop-color="${palette.sun}" stop-opacity="0"/></radialGradient>` +
		rect(0, 0, width, height, 'url(#sky)') +
		stars +
		circle(x * width, y * height, unit * 0.34, 'url(#halo)') +
		circle(x * width, y * height, unit * 0.075, palette.sun) +
		cloud(width * between(chance, 0.05, 0.35), height * between(chance, 0.12, 0.26), unit * 0.08) +
		cloud(width * between(chance, 0.45, 0.75), height * between(chance, 0.14, 0.32), unit * 0.06)
	);
}

/** Hills through points of chance; `sharp` makes peaks of them. */
function ridge(
	stage: Stage,
	level: number,
	swing: number,
	colour: string,
	sharp = false,
	snow = false,
): string {
	const { width, height, chance } = stage;
	const count = Math.max(3, Math.round((width / height) * 3) + 2);
	const step = width / count;
	const points = Array.from(
		{ length: count + 1 },
		(_, i) =>
			[
				i * step,
				height * (level + between(chance, -swing, swing) * (i % 2 === 0 ? 1 : -0.4)),
			] as const,
	);
	let d = `M0 ${fixed(points[0]?.[1] ?? 0)}`;
	let caps = '';
	points.slice(1).forEach(([x, y], i) => {
		const [fromX, fromY] = points[i] ?? [0, 0];
		if (sharp) {
			const peakX = (fromX + x) / 2;
			const peakY = Math.min(fromY, y) - height * swing * between(chance, 0.7, 1.6);
			d += `L${fixed(peakX)} ${fixed(peakY)}L${fixed(x)} ${fixed(y)}`;
			const fall = (y - peakY) * 0.3;
			const run = (step / 2) * 0.3;
			if (snow)
				caps += path(
					`M${fixed(peakX)} ${fixed(peakY)}L${fixed(peakX + run)} ${fixed(peakY + fall)}l${fixed(-run * 0.6)} ${fixed(-fall * 0.25)}l${fixed(-run * 0.5)} ${fixed(fall * 0.3)}l${fixed(-run * 0.4)} ${fixed(-fall * 0.3)}L${fixed(peakX - run)} ${fixed(peakY + (fromY - peakY) * 0.3)}Z`,
					'#f7f9fb',
					'opacity="0.9"',
				);
		} else
			d += `C${fixed((fromX + x) / 2)} ${fixed(fromY)} ${fixed((fromX + x) / 2)} ${fixed(y)} ${fixed(x)} ${fixed(y)}`;
	});
	return path(`${d}V${height}H0Z`, colour) + caps;
}

function placed(drawing: string, x: number, floor: number, size: number, more = ''): string {
	return `<g transform="translate(${fixed(x - size / 2)} ${fixed(floor - size)}) scale(${(size / 100).toFixed(4)})" ${more}>${drawing}</g>`;
}

function sea(stage: Stage): string {
	const { width, height, palette, chance } = stage;
	const horizon = height * 0.56;
	const waves = Array.from({ length: 16 }, () => {
		const y = between(chance, horizon + height * 0.03, height * 0.96);
		const x = chance() * width;
		const length = width * between(chance, 0.04, 0.14);
		return line(
			`M${fixed(x)} ${fixed(y)}q${fixed(length / 4)} ${fixed(-height * 0.008)} ${fixed(length / 2)} 0t${fixed(length / 2)} 0`,
			'#ffffff',
			Math.max(1, height * 0.003),
		).replace('/>', ' opacity="0.4"/>');
	});
	return (
		sky(stage) +
		ridge(stage, 0.54, 0.03, palette.land[0]) +
		rect(0, horizon, width, height - horizon, palette.water) +
		rect(0, horizon, width, height * 0.02, lighter(palette.water, 1.2)) +
		waves.join('') +
		ridge(stage, 0.9, 0.02, palette.land[2])
	);
}

function forest(stage: Stage): string {
	const { width, height, palette, chance } = stage;
	const row = (floor: number, size: number, colour: string, count: number): string =>
		Array.from({ length: count }, (_, i) => {
			const own = size * between(chance, 0.75, 1.15);
			const x = ((i + between(chance, 0.2, 0.8)) / count) * width;
			const isRound = stage.scene.weather === 'leaves' || chance() > 0.7;
			const tree = isRound
				? landmarks.tree.draw(colour)
				: path('M50 0L84 62H64L92 92H56V100H44V92H8L36 62H16Z', colour);
			return placed(tree, x, height * floor, own);
		}).join('');
	const count = Math.max(5, Math.round((width / height) * 7));
	return (
		sky(stage) +
		ridge(stage, 0.5, 0.06, palette.land[0]) +
		row(0.66, height * 0.3, mixed(palette.land[1], palette.sky[2], 0.35), count) +
		ridge(stage, 0.64, 0.02, palette.land[1]) +
		row(0.8, height * 0.46, palette.land[1], Math.round(count * 0.6)) +
		ridge(stage, 0.79, 0.02, palette.land[2])
	);
}

function city(stage: Stage): string {
	const { width, height, palette, chance } = stage;
	const skyline = (floor: number, tallest: number, colour: string, windows: string): string => {
		let x = -width * 0.02;
		let drawn = '';
		while (x < width) {
			const w = width * between(chance, 0.05, 0.11);
			const h = height * tallest * between(chance, 0.45, 1);
			const top = height * floor - h;
			drawn += rect(x, top, w, h, colour);
			for (let row = top + h * 0.08; row < height * floor - h * 0.1; row += height * 0.035) {
				for (let column = x + w * 0.16; column < x + w * 0.8; column += w * 0.26) {
					if (chance() > 0.45)
						drawn += rect(column, row, w * 0.12, height * 0.016, windows, 0, 'opacity="0.8"');
				}
			}
			x += w * 1.06;
		}
		return drawn;
	};
	return (
		sky(stage) +
		skyline(
			0.8,
			0.5,
			mixed(palette.land[0], palette.sky[1], 0.4),
			palette.isDark ? '#ffd98a' : '#eef4f6',
		) +
		skyline(0.84, 0.34, palette.land[1], palette.isDark ? '#ffc45e' : '#dbe8ec') +
		rect(0, height * 0.8, width, height * 0.2, darker(palette.land[2], 0.8)) +
		rect(0, height * 0.8, width, height * 0.015, lighter(palette.land[2], 1.4))
	);
}

function room(stage: Stage): string {
	const { width, height, palette, chance } = stage;
	const top = height * 0.66;
	const w = Math.min(width * 0.46, height * 0.72);
	const h = height * 0.44;
	const left = chance() > 0.5 ? width * 0.08 : width * 0.92 - w;
	const y = height * 0.08;
	const frame = lighter(palette.wall, palette.isDark ? 1.3 : 1.08);
	const view = `<svg x="${fixed(left)}" y="${fixed(y)}" width="${fixed(w)}" height="${fixed(h)}" viewBox="0 0 ${fixed(w)} ${fixed(h)}">${outside({ ...stage, width: w, height: h })}</svg>`;
	const boards = [0.16, 0.4, 0.7].map((at) =>
		rect(
			0,
			top + (height - top) * at,
			width,
			Math.max(1, height * 0.003),
			darker(palette.table, 0.82),
			0,
			'opacity="0.6"',
		),
	);
	const bar = Math.max(2, height * 0.012);
	return (
		rect(0, 0, width, height, palette.wall) +
		view +
		`<rect x="${fixed(left)}" y="${fixed(y)}" width="${fixed(w)}" height="${fixed(h)}" fill="none" stroke="${frame}" stroke-width="${fixed(bar * 2)}"/>` +
		rect(left + w / 2 - bar / 2, y, bar, h, frame) +
		rect(left, y + h * 0.5, w, bar, frame) +
		rect(left - bar * 2, y + h, w + bar * 4, bar * 2, darker(frame, 0.9)) +
		path(
			`M${fixed(left)} ${fixed(y + h)}L${fixed(left + w)} ${fixed(y + h)}L${fixed(left + w * 1.1)} ${height}H${fixed(left - w * 0.1)}Z`,
			palette.sun,
			`opacity="${palette.isDark ? 0.05 : 0.2}"`,
		) +
		rect(0, top, width, height - top, palette.table) +
		rect(0, top, width, height * 0.014, lighter(palette.table, 1.25)) +
		boards.join('')
	);
}

/** What is seen through a window: what the prompt names beside the room, else hills. */
function outside(stage: Stage): string {
	return /\b(harbou?r|sea|ocean|beach|boats?)\b/i.test(stage.scene.view)
		? sea(stage) +
				placed(
					landmarks.boat.draw('#b5483a'),
					stage.width * 0.3,
					stage.height * 0.8,
					stage.height * 0.3,
				)
		: /\b(street|city|skyline)\b/i.test(stage.scene.view)
			? city(stage)
			: /\b(garden|plants?|forest|trees?)\b/i.test(stage.scene.view)
				? forest(stage)
				: sky(stage) +
					ridge(stage, 0.7, 0.06, stage.palette.land[0]) +
					ridge(stage, 0.86, 0.04, stage.palette.land[1]);
}

function studio({ width, height, palette, scene }: Stage): string {
	const ground = scene.ground ?? palette.wall;
	return (
		`<radialGradient id="sweep" cx="0.5" cy="0.42" r="0.75"><stop offset="0" stop-color="${lighter(ground, 1.14)}"/><stop offset="1" stop-color="${darker(ground, 0.82)}"/></radialGradient>` +
		rect(0, 0, width, height, 'url(#sweep)') +
		`<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${darker(ground, 0.86)}" stop-opacity="0"/><stop offset="1" stop-color="${darker(ground, 0.7)}"/></linearGradient>` +
		rect(0, height * 0.7, width, height * 0.3, 'url(#floor)')
	);
}

function space(stage: Stage): string {
	const { width, height, chance } = stage;
	const unit = Math.min(width, height);
	const stars = Array.from({ length: 90 }, () =>
		circle(
			Math.round(chance() * width),
			Math.round(chance() * height),
			Number(fixed(unit * between(chance, 0.001, 0.004))),
			'#fff',
			`opacity="${fixed(between(chance, 0.4, 1))}"`,
		),
	);
	return (
		rect(0, 0, width, height, '#0a0d20') +
		`<radialGradient id="nebula" cx="0.3" cy="0.35" r="0.6"><stop offset="0" stop-color="${stage.palette.sky[1]}" stop-opacity="0.6"/><stop offset="1" stop-color="#0a0d20" stop-opacity="0"/></radialGradient>` +
		rect(0, 0, width, height, 'url(#nebula)') +
		stars.join('') +
		circle(width * 0.78, height * 0.28, unit * 0.15, '#d98a5a') +
		path(
			`M${fixed(width * 0.78 - unit * 0.26)} ${fixed(height * 0.28 + unit * 0.05)}q${fixed(unit * 0.26)} ${fixed(unit * 0.08)} ${fixed(unit * 0.52)} ${fixed(-unit * 0.1)}q${fixed(-unit * 0.24)} ${fixed(unit * 0.13)} ${fixed(-unit * 0.52)} ${fixed(unit * 0.1)}Z`,
			'#f0c89a',
			'opacity="0.8"',
		) +
		path(
			`M0 ${fixed(height * 0.86)}Q${fixed(width / 2)} ${fixed(height * 0.74)} ${width} ${fixed(height * 0.86)}V${height}H0Z`,
			'#6d7488',
		)
	);
}

const dunes = (stage: Stage): string =>
	sky(stage) +
	ridge(stage, 0.58, 0.05, '#dcae72') +
	ridge(stage, 0.7, 0.05, '#c98f52') +
	ridge(stage, 0.84, 0.03, '#a86f3a');

const mountains = (stage: Stage): string =>
	sky(stage) +
	ridge(stage, 0.56, 0.16, stage.palette.land[0], true, true) +
	ridge(stage, 0.66, 0.09, mixed(stage.palette.land[0], stage.palette.land[1], 0.6), true) +
	ridge(stage, 0.74, 0.04, stage.palette.land[1]) +
	ridge(stage, 0.86, 0.025, stage.palette.land[2]);

const hills = (stage: Stage): string =>
	sky(stage) +
	ridge(stage, 0.58, 0.09, stage.palette.land[0]) +
	ridge(stage, 0.7, 0.07, stage.palette.land[1]) +
	ridge(stage, 0.84, 0.05, stage.palette.land[2]);

export const backdrops: Record<Setting, Backdrop> = {
	room: { floor: 0.79, draw: room },
	sea: { floor: 0.88, draw: sea },
	mountains: { floor: 0.88, draw: mountains },
	city: { floor: 0.88, draw: city },
	forest: { floor: 0.86, draw: forest },
	desert: { floor: 0.88, draw: dunes },
	space: { floor: 0.84, draw: space },
	studio: { floor: 0.82, draw: studio },
	abstract: { floor: 0.88, draw: hills },
};
