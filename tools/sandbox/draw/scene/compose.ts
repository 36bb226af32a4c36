import type { Dimensions } from '../../dimensions.ts';
import { chanceFrom } from '../chance.ts';
import { textOutline, textWidth } from '../glyphs.ts';
import { fitText } from '../wrapText.ts';
import { backdrops } from './backdrops.ts';
import type { Stage } from './backdrops.ts';
import { isDark, shifted } from './colour.ts';
import { creatures } from './creatures.ts';
import type { Drawing } from './creatures.ts';
import { landmarks } from './landmarks.ts';
import { paletteOf } from './light.ts';
import { ellipse, rect } from './shapes.ts';
import { styleOf } from './style.ts';
import type { Style } from './style.ts';
import { things } from './things.ts';
import { readScene } from './words.ts';
import type { Scene } from './words.ts';

export interface Composition extends Dimensions {
	prompt: string;
	model: string;
	variant: number;
	/** Only the subjects, on nothing. */
	subjectsOnly?: boolean;
	/** References stand where subjects would. */
	withoutSubjects?: boolean;
	/** Share of the height that the caption covers. */
	captionShare: number;
}

const drawings: Record<string, Drawing> = { ...creatures, ...things, ...landmarks };
const flying = ['balloon', 'rocket'];

interface Placed {
	kind: string;
	colour: string | null;
	/** Size beside that of its neighbours. */
	scale: number;
}

/** The subjects one by one; the first is the hero and stands out. */
function castOf({ subjects, setting }: Scene, needsOne: boolean): Placed[] {
	// A boat on a table is meant to be seen through the window.
	const fitting = subjects.filter(
		({ kind }) => setting !== 'room' || !Object.hasOwn(landmarks, kind),
	);
	const cast = (needsOne ? subjects : fitting).flatMap(({ kind, colour, count }, index) =>
		Array.from({ length: count }, (): Placed => ({ kind, colour, scale: index === 0 ? 1 : 0.68 })),
	);
	if (cast.length === 0 && needsOne) return [{ kind: 'orb', colour: null, scale: 1 }];
	return cast.slice(0, 6);
}

function subjectSvg(composition: Composition, stage: Stage, style: Style): string {
	const { width, height } = composition;
	const cast = castOf(stage.scene, composition.subjectsOnly === true);
	if (cast.length === 0) return '';
	const alone = composition.subjectsOnly === true;
	const floor = alone ? 0.93 : backdrops[stage.scene.setting].floor;
	const shares = cast.reduce((sum, { scale }) => sum + scale, 0);
	const largest = Math.min(
		height * (alone ? 0.84 : 0.5) * (alone ? 1 : style.scale),
		(width * 0.86) / shares,
	);
	const aside =
		alone || cast.length > 2 ? 0 : style.aside * (stage.chance() > 0.5 ? 1 : -1) * width;
	let x = width / 2 + aside - (largest * shares) / 2;
	return cast
		.map(({ kind, colour, scale }) => {
			const drawing = drawings[kind] ?? things.orb;
			const size = largest * scale;
			const left = x;
			x += size;
			const base = height * (flying.includes(kind) && !alone ? floor - 0.24 : floor);
			const main = shifted(colour ?? drawing.colour, style);
			const outline =
				style.outline > 0
					? `stroke="#2b2622" stroke-width="${style.outline}" stroke-linejoin="round"`
					: '';
			const shadow = flying.includes(kind)
				? ''
				: ellipse(left + size / 2, base, size * 0.46, size * 0.055, '#0a0a12', 'opacity="0.28"');
			return (
				(alone ? '' : shadow) +
				`<g transform="translate(${left.toFixed(1)} ${(base - size).toFixed(1)}) scale(${(size / 100).toFixed(4)})" ${outline}>${drawing.draw(main)}</g>`
			);
		})
		.join('');
}

function weatherSvg({ width, height, scene, chance }: Stage): string {
	const unit = Math.min(width, height);
	const many = (count: number, one: (x: number, y: number) => string): string =>
		Array.from({ length: count }, () => one(chance() * width, chance() * height)).join('');
	if (scene.setting === 'room') return '';
	switch (scene.weather) {
		case 'snow':
			return many(
				90,
				(x, y) =>
					`<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${(unit * (0.002 + chance() * 0.005)).toFixed(1)}" fill="#fff" opacity="0.85"/>`,
			);
		case 'rain':
			return many(
				70,
				(x, y) =>
					`<path d="M${x.toFixed(0)} ${y.toFixed(0)}l${(-unit * 0.012).toFixed(1)} ${(unit * 0.045).toFixed(1)}" stroke="#dfe9f2" stroke-width="${(unit * 0.002).toFixed(1)}" opacity="0.5"/>`,
			);
		case 'mist':
			return [0.5, 0.62, 0.74]
				.map((at, index) =>
					ellipse(
						width * (0.3 + index * 0.2),
						height * at,
						width * 0.6,
						height * 0.06,
						'#fff',
						'opacity="0.22"',
					),
				)
				.join('');
		case 'leaves':
		case 'petals': {
			const fill = scene.weather === 'leaves' ? '#d9822b' : '#f6b8cb';
			return many(
				26,
				(x, y) =>
					`<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${(unit * 0.012).toFixed(1)}" ry="${(unit * 0.006).toFixed(1)}" fill="${fill}" opacity="0.9" transform="rotate(${Math.round(chance() * 180)} ${x.toFixed(0)} ${y.toFixed(0)})"/>`,
			);
		}
		case null:
			return '';
	}
}

/** Words that the prompt wants to see in the picture, as a poster has them. */
function titleSvg({ width, height }: Dimensions, title: string, onDark: boolean): string {
	const box = { width: width * 0.84, height: height * 0.24 };
	const text = fitText(title, 600, box, { largest: Math.min(width, height) * 0.13, smallest: 8 });
	return text.lines
		.map((words, index) => {
			const left = (width - textWidth(words, 600, text.fontSize)) / 2;
			const baseline = height * 0.07 + text.fontSize + index * text.lineHeight;
			const d = textOutline(words, 600, text.fontSize, left, baseline);
			const rim = onDark ? '#10131f' : '#ffffff';
			return `<path d="${d}" fill="${onDark ? '#fdf3df' : '#22304a'}" stroke="${rim}" stroke-opacity="0.5" stroke-width="${(text.fontSize * 0.03).toFixed(1)}" paint-order="stroke"/>`;
		})
		.join('');
}

/** The scene that a prompt describes, as one model would see it: SVG elements without a caption. */
export function sceneSvg(composition: Composition): string {
	const { prompt, model, variant, captionShare } = composition;
	const style = styleOf(model);
	const scene = readScene(prompt);
	const chance = chanceFrom(`${prompt}\n${model}\n${variant}`);
	// Above the caption; the backdrop goes on behind it.
	const open = { width: composition.width, height: composition.height * (1 - captionShare * 0.6) };
	const stage: Stage = { ...open, palette: paletteOf(scene, style), chance, scene };
	if (composition.subjectsOnly) return subjectSvg(composition, stage, style);
	const { width, height } = composition;
	const { palette } = stage;
	const subjects = composition.withoutSubjects
		? ''
		: subjectSvg({ ...composition, ...open }, stage, style);
	return (
		rect(0, 0, width, height, scene.setting === 'room' ? palette.table : palette.land[2]) +
		backdrops[scene.setting].draw(stage) +
		(open.height < height && scene.setting === 'studio'
			? backdrops.studio.draw({ ...stage, height })
			: '') +
		subjects +
		(palette.tintOpacity > 0
			? rect(0, 0, width, height, palette.tint, 0, `opacity="${palette.tintOpacity}"`)
			: '') +
		weatherSvg(stage) +
		(style.glow > 0
			? `<linearGradient id="glow" x1="${palette.sunAt[0] > 0.5 ? 1 : 0}" y1="0" x2="0.5" y2="0.8"><stop offset="0" stop-color="${palette.sun}" stop-opacity="${style.glow}"/><stop offset="1" stop-color="${palette.sun}" stop-opacity="0"/></linearGradient>${rect(0, 0, width, height, 'url(#glow)')}`
			: '') +
		(style.vignette > 0
			? `<radialGradient id="corners" cx="0.5" cy="0.48" r="0.75"><stop offset="0.55" stop-color="#05060f" stop-opacity="0"/><stop offset="1" stop-color="#05060f" stop-opacity="${style.vignette}"/></radialGradient>${rect(0, 0, width, height, 'url(#corners)')}`
			: '') +
		(scene.title === null
			? ''
			: titleSvg(open, scene.title, scene.ground === null ? palette.isDark : isDark(scene.ground)))
	);
}
