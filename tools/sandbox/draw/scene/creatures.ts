import { darker, lighter } from './colour.ts';
import { circle, ellipse, line, path } from './shapes.ts';

/** Draws into a box of 100 × 100 that stands on its lower edge. */
export interface Drawing {
	colour: string;
	draw(colour: string): string;
}

const ink = '#22232a';
const cream = '#f6ead8';

const eyes = (left: number, right: number, y: number, radius = 1.7): string =>
	circle(left, y, radius, ink) + circle(right, y, radius, ink);

/** A sitting animal seen from the front: body, chest, tail and head; ears and face differ. */
function sitting(colour: string, ears: string, face: string, tail: string): string {
	return (
		tail +
		path('M30 100C26 72 36 52 50 52S74 72 70 100Z', colour) +
		path('M41 100C39 80 43 64 50 62C57 64 61 80 59 100Z', cream) +
		ears +
		path('M27 36C29 22 39 17 50 17S71 22 73 36C70 52 60 60 50 60S30 52 27 36Z', colour) +
		face
	);
}

export const creatures = {
	fox: {
		colour: '#d8692b',
		draw: (c) =>
			sitting(
				c,
				path('M29 34L25 4L45 20Z', c) +
					path('M71 34L75 4L55 20Z', c) +
					path('M31 24L29 11L38 18Z', darker(c, 0.5)) +
					path('M69 24L71 11L62 18Z', darker(c, 0.5)),
				path(
					'M27 36C33 40 42 38 46 46L50 60L54 46C58 38 67 40 73 36C70 52 60 62 50 62S30 52 27 36Z',
					cream,
				) +
					eyes(41, 59, 36, 2.2) +
					ellipse(50, 56, 3.4, 2.6, ink),
				path('M66 98C92 100 98 76 88 58C86 74 80 82 66 84Z', darker(c, 0.9)) +
					path('M88 58C94 70 92 78 87 84C85 76 86 66 88 58Z', cream),
			),
	},
	cat: {
		colour: '#7d7f88',
		draw: (c) =>
			sitting(
				c,
				path('M30 34L29 8L46 22Z', c) + path('M70 34L71 8L54 22Z', c),
				eyes(41, 59, 38, 2.6) +
					path('M47 46H53L50 50Z', '#d98b93') +
					line('M34 46L22 43M34 49L22 50M66 46L78 43M66 49L78 50', cream, 0.9),
				line('M68 94C90 94 92 72 82 62', darker(c, 0.85), 7),
			),
	},
	dog: {
		colour: '#a9754a',
		draw: (c) =>
			sitting(
				c,
				path('M30 24C18 22 16 44 24 54C32 50 34 34 36 24Z', darker(c, 0.7)) +
					path('M70 24C82 22 84 44 76 54C68 50 66 34 64 24Z', darker(c, 0.7)),
				ellipse(50, 50, 12, 9, cream) +
					eyes(41, 59, 36, 2.4) +
					ellipse(50, 45, 4.6, 3.4, ink) +
					line('M50 48V53M50 53C47 56 44 55 43 53M50 53C53 56 56 55 57 53', ink, 1.2),
				line('M68 92C82 90 86 80 84 70', darker(c, 0.85), 6),
			),
	},
	bird: {
		colour: '#3f7fb5',
		draw: (c) =>
			line('M46 88V100M56 88V100', '#8a5a2b', 2.4) +
			path('M20 62L2 78L30 74Z', darker(c, 0.8)) +
			ellipse(50, 66, 31, 25, c) +
			path('M42 88C30 80 34 62 52 58C66 66 66 84 56 90Z', cream) +
			circle(66, 38, 19, c) +
			path('M84 36L98 41L83 45Z', '#e7a33a') +
			circle(71, 35, 2.6, ink) +
			path('M24 58C38 50 54 58 58 74C42 82 28 76 24 58Z', darker(c, 0.78)),
	},
	fish: {
		colour: '#3d8fb3',
		draw: (c) =>
			path('M14 60L0 40V84Z', darker(c, 0.8)) +
			path('M10 62C30 30 72 30 94 60C72 92 30 92 10 62Z', c) +
			path('M22 72C44 86 66 84 88 66C72 90 34 92 22 72Z', cream) +
			path('M44 44L56 24L64 42Z', darker(c, 0.85)) +
			circle(78, 55, 3, ink),
	},
	person: {
		colour: '#3c6e71',
		draw: (c) =>
			path('M24 100C22 70 32 56 50 56S78 70 76 100Z', c) +
			path('M42 48H58V60C54 65 46 65 42 60Z', '#c98f6b') +
			ellipse(50, 34, 15, 18, '#d9a07c') +
			path('M33 36C30 10 70 8 67 36C64 24 58 22 50 22S36 24 33 36Z', '#3a2a24') +
			eyes(44, 56, 35, 1.5) +
			line('M45 43C48 45.5 52 45.5 55 43', '#8d4f3d', 1.3) +
			path('M36 70L50 62L64 70V100H36Z', lighter(c, 1.35)),
	},
	robot: {
		colour: '#8fa3b3',
		draw: (c) =>
			line('M50 18V8', darker(c, 0.6), 2.4) +
			circle(50, 7, 4, '#e0523f') +
			`<rect x="28" y="18" width="44" height="34" rx="8" fill="${c}"/>` +
			`<rect x="34" y="26" width="32" height="16" rx="7" fill="#1d2530"/>` +
			circle(43, 34, 3.6, '#7fe3d0') +
			circle(57, 34, 3.6, '#7fe3d0') +
			`<rect x="26" y="56" width="48" height="32" rx="7" fill="${darker(c, 0.88)}"/>` +
			circle(50, 70, 7, '#e6b03c') +
			line('M26 62L14 78M74 62L86 78', darker(c, 0.7), 5) +
			line('M38 88V99M62 88V99', darker(c, 0.6), 7),
	},
} satisfies Record<string, Drawing>;
