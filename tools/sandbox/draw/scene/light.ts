import { mixed, shifted } from './colour.ts';
import type { Style } from './style.ts';
import type { Scene } from './words.ts';

/** The colours of a scene at its time of day. */
export interface Palette {
	sky: [top: string, middle: string, horizon: string];
	sun: string;
	/** Of the sun's middle, as shares of the picture. */
	sunAt: [x: number, y: number];
	land: [far: string, middle: string, near: string];
	water: string;
	wall: string;
	table: string;
	/** Laid over subjects, so that they stand in the same light. */
	tint: string;
	tintOpacity: number;
	isDark: boolean;
}

const palettes: Record<Scene['light'], Palette> = {
	day: {
		sky: ['#5aa6dd', '#a5d3ee', '#e9f4f2'],
		sun: '#fff6d6',
		sunAt: [0.78, 0.2],
		land: ['#9dbcae', '#6f9f74', '#447a52'],
		water: '#4d9fc4',
		wall: '#efe7d8',
		table: '#b98a58',
		tint: '#fff2cf',
		tintOpacity: 0,
		isDark: false,
	},
	dawn: {
		sky: ['#6b7fb5', '#f0ab8e', '#fde0ae'],
		sun: '#fff0c0',
		sunAt: [0.7, 0.46],
		land: ['#c99a92', '#a06a62', '#5e4048'],
		water: '#c98f8a',
		wall: '#f3dcc0',
		table: '#a96e42',
		tint: '#ff9d4a',
		tintOpacity: 0.1,
		isDark: false,
	},
	evening: {
		sky: ['#2f2857', '#a8496b', '#f7a15c'],
		sun: '#ffd08a',
		sunAt: [0.28, 0.52],
		land: ['#7a3f63', '#4c2a50', '#2a1a38'],
		water: '#7d4468',
		wall: '#7d5140',
		table: '#5f3822',
		tint: '#ff8a3c',
		tintOpacity: 0.16,
		isDark: true,
	},
	night: {
		sky: ['#070d22', '#14244c', '#2d4677'],
		sun: '#eef2ff',
		sunAt: [0.76, 0.18],
		land: ['#24365c', '#172443', '#0c142a'],
		water: '#1a2f58',
		wall: '#2a3147',
		table: '#3a2c2a',
		tint: '#16255c',
		tintOpacity: 0.24,
		isDark: true,
	},
	grey: {
		sky: ['#8794a0', '#b3bdc4', '#dde2e2'],
		sun: '#f2f4f2',
		sunAt: [0.66, 0.24],
		land: ['#a3aeb2', '#76858a', '#4c5b60'],
		water: '#7f929c',
		wall: '#d6d8d5',
		table: '#8c735d',
		tint: '#7f92a2',
		tintOpacity: 0.12,
		isDark: false,
	},
};

const autumnLand: Palette['land'] = ['#c9a06a', '#b8743a', '#7a4426'];
const snowLand: Palette['land'] = ['#cfdbe4', '#e3ebf0', '#f6f9fb'];

/** The palette of a scene, as one model sees it. */
export function paletteOf({ light, weather }: Scene, style: Style): Palette {
	const base = palettes[light];
	const season = weather === 'leaves' ? autumnLand : weather === 'snow' ? snowLand : base.land;
	const land = base.isDark
		? (season.map((colour, index) =>
				mixed(colour, base.land[index] ?? colour, 0.6),
			) as Palette['land'])
		: season;
	const tone = (colour: string): string => shifted(colour, style);
	const tones = <T extends string[]>(list: T): T => list.map(tone) as T;
	const { sky, sun, water, wall, table } = base;
	return {
		...base,
		sky: tones(sky),
		land: tones(land),
		sun,
		water: tone(water),
		wall: tone(wall),
		table: tone(table),
	};
}
