import { darker, lighter } from './colour.ts';
import type { Drawing } from './creatures.ts';
import { circle, ellipse, line, path, rect } from './shapes.ts';

const ink = '#2a2a2e';
const cream = '#f4ead6';
const steam = line('M42 30C36 22 48 18 42 8M54 30C48 22 60 16 54 6', '#ffffff', 2.2).replace(
	'/>',
	' opacity="0.55"/>',
);
const shine = (d: string): string => path(d, '#ffffff', 'opacity="0.22"');

export const things = {
	cup: {
		colour: '#efe6d6',
		draw: (c) =>
			steam +
			ellipse(50, 95, 44, 5, darker(c, 0.8)) +
			`<path d="M74 52C94 48 94 80 70 78" fill="none" stroke="${darker(c, 0.88)}" stroke-width="6"/>` +
			path('M20 44H78C78 74 70 92 60 94H38C28 92 20 74 20 44Z', c) +
			ellipse(49, 44, 29, 7.5, lighter(c, 1.08)) +
			ellipse(49, 45, 25, 5.6, '#4a2c1c') +
			shine('M27 52C28 72 33 84 38 90C31 84 26 70 27 52Z'),
	},
	bag: {
		colour: '#24452f',
		draw: (c) =>
			path('M24 22L28 8H72L76 22Z', darker(c, 0.75)) +
			path('M24 20H76L80 100H20Z', c) +
			path('M24 20L33 26L30 100H20Z', darker(c, 0.82)) +
			path('M76 20L68 26L71 100H80Z', darker(c, 0.7)) +
			rect(35, 42, 31, 34, cream, 2) +
			ellipse(50.5, 55, 6.4, 8, '#6b4226') +
			line('M50.5 47.5C47 53 54 57 50.5 62.5', cream, 1.5) +
			line('M41 69H60', '#8d7a5e', 1.8) +
			circle(50.5, 32, 2.6, lighter(c, 1.5)) +
			shine('M36 26L32 98H36L41 26Z'),
	},
	bottle: {
		colour: '#2f6d5b',
		draw: (c) =>
			rect(43, 0, 14, 12, darker(c, 0.5), 2) +
			path(
				'M44 10H56V26C56 34 68 36 68 48V94C68 98 66 100 62 100H38C34 100 32 98 32 94V48C32 36 44 34 44 26Z',
				c,
			) +
			rect(32, 56, 36, 28, cream) +
			line('M40 66H60M43 73H57', '#8a7a62', 2) +
			shine('M37 46C39 42 42 40 44 38V98H38C37 98 36 96 36 94Z'),
	},
	jar: {
		colour: '#d6932b',
		draw: (c) =>
			rect(28, 20, 44, 12, darker(c, 0.55), 3) +
			path(
				'M26 36C26 32 30 32 32 32H68C70 32 74 32 74 36V92C74 97 71 100 66 100H34C29 100 26 97 26 92Z',
				c,
			) +
			rect(32, 52, 36, 28, cream, 3) +
			path('M50 58L56 62V69L50 73L44 69V62Z', c) +
			shine('M31 38H37V96H34C32 96 31 94 31 92Z'),
	},
	glass: {
		colour: '#8a4a24',
		draw: (c) =>
			path('M28 20H72L66 100H34Z', '#dfeef2', 'opacity="0.55"') +
			path('M30 38H70L65.5 97H34.5Z', c, 'opacity="0.92"') +
			rect(38, 44, 17, 17, '#ffffff', 3, 'opacity="0.5" transform="rotate(-14 46 52)"') +
			circle(70, 24, 13, '#f0a035') +
			circle(70, 24, 9.6, '#f7c46a') +
			line('M58 46L68 4', '#d9dee2', 2.6) +
			shine('M33 26L38 96H42L38 26Z'),
	},
	bowl: {
		colour: '#f1ece1',
		draw: (c) =>
			path('M10 56H90C90 82 72 98 60 98H40C28 98 10 82 10 56Z', c) +
			ellipse(50, 56, 40, 10, darker(c, 0.9)) +
			ellipse(50, 57, 34, 7.6, '#5b351f') +
			shine('M18 64C22 82 32 92 40 95C30 90 20 78 18 64Z'),
	},
	machine: {
		colour: '#b9bfc4',
		draw: (c) =>
			rect(10, 14, 80, 18, c, 5) +
			rect(14, 30, 22, 56, darker(c, 0.82), 2) +
			rect(10, 84, 80, 16, darker(c, 0.7), 4) +
			rect(44, 32, 30, 8, ink, 2) +
			path('M50 40H68L64 52H54Z', darker(c, 0.55)) +
			line('M68 46H88', '#5a3a22', 5) +
			path('M48 66H70C70 80 66 84 62 84H56C52 84 48 80 48 66Z', cream) +
			line('M57 54V65M61 54V65', '#5b351f', 1.8) +
			circle(24, 44, 6.6, cream) +
			line('M24 44L28 40', '#b23a2e', 1.6) +
			circle(20, 23, 2.6, '#d8503f') +
			circle(29, 23, 2.6, '#5fae6b') +
			shine('M14 17H86V21H14Z'),
	},
	vase: {
		colour: '#d9533f',
		draw: (c) =>
			line(
				'M50 66C48 48 40 40 32 30M50 66C50 46 50 36 50 20M50 66C52 48 60 42 69 32',
				'#4f8a4c',
				2.6,
			) +
			path('M40 52C30 50 26 44 26 40C34 40 40 44 42 52Z', '#5d9a55') +
			[
				[30, 26],
				[50, 15],
				[70, 28],
			]
				.map(
					([x = 0, y = 0]) =>
						path(
							`M${x - 10} ${y - 6}C${x - 8} ${y + 12} ${x + 8} ${y + 12} ${x + 10} ${y - 6}L${x + 4} ${y}L${x} ${y - 10}L${x - 4} ${y}Z`,
							c,
						) +
						path(
							`M${x} ${y - 10}C${x + 6} ${y - 2} ${x + 4} ${y + 6} ${x} ${y + 8}C${x - 4} ${y + 6} ${x - 6} ${y - 2} ${x} ${y - 10}Z`,
							lighter(c, 1.18),
						),
				)
				.join('') +
			path('M38 58H62L60 66C72 76 70 100 60 100H40C30 100 28 76 40 66Z', '#e9eef0') +
			shine('M40 70C34 80 34 92 40 97C37 88 37 78 40 70Z'),
	},
	fruit: {
		colour: '#c9402f',
		draw: (c) =>
			path('M50 50C34 34 14 46 16 68C18 88 34 102 50 96C66 102 82 88 84 68C86 46 66 34 50 50Z', c) +
			line('M50 50C50 40 54 34 60 30', '#6b4a2b', 3) +
			path('M56 36C64 24 78 26 82 30C76 42 64 42 56 36Z', '#5f9a4d') +
			shine('M26 58C30 50 36 50 38 52C30 58 28 68 30 78C24 74 23 66 26 58Z'),
	},
	bread: {
		colour: '#c98a45',
		draw: (c) =>
			path('M8 84C4 58 24 44 50 44S96 58 92 84C92 94 84 98 76 98H24C16 98 8 94 8 84Z', c) +
			line('M28 56L36 74M46 50L54 70M64 52L72 72', lighter(c, 1.35), 5) +
			shine('M14 76C16 62 26 54 38 50C26 58 20 68 20 80Z'),
	},
	candle: {
		colour: '#efe3cc',
		draw: (c) =>
			circle(50, 24, 22, '#ffcf70', 'opacity="0.28"') +
			path('M50 8C58 20 58 30 50 32C42 30 42 20 50 8Z', '#ffb23e') +
			path('M50 18C54 24 54 29 50 30C46 29 46 24 50 18Z', '#fff1b8') +
			line('M50 32V40', ink, 1.6) +
			rect(36, 40, 28, 58, c, 4) +
			ellipse(50, 41, 14, 3, lighter(c, 1.06)) +
			ellipse(50, 97, 24, 3.4, '#8a6a3f'),
	},
	plant: {
		colour: '#3f7d4a',
		draw: (c) =>
			[
				'M50 70C30 66 14 48 16 24C38 28 50 46 50 70Z',
				'M50 70C70 66 86 48 84 24C62 28 50 46 50 70Z',
				'M50 70C38 50 40 22 50 4C60 22 62 50 50 70Z',
			]
				.map((d, index) => path(d, index === 2 ? lighter(c, 1.2) : c))
				.join('') +
			line('M50 70V14M50 68C40 58 28 44 22 32M50 68C60 58 72 44 78 32', darker(c, 0.7), 1.2) +
			path('M30 66H70L64 100H36Z', '#bd6b47') +
			rect(27, 62, 46, 10, '#a95c3a', 2),
	},
	lamp: {
		colour: '#e4b04a',
		draw: (c) =>
			path('M30 46L14 100H86L70 46Z', '#ffe2a0', 'opacity="0.2"') +
			path('M34 10H66L78 46H22Z', c) +
			rect(47, 46, 6, 46, '#6a4a30') +
			ellipse(50, 95, 20, 5, '#5a3f2a') +
			shine('M38 14H46L40 42H30Z'),
	},
	book: {
		colour: '#b24a3a',
		draw: (c) =>
			path('M4 66L48 76V98L4 86Z', c) +
			path('M96 66L52 76V98L96 86Z', darker(c, 0.85)) +
			path(
				'M8 58C24 54 40 60 50 70C60 60 76 54 92 58V82C76 78 60 84 50 94C40 84 24 78 8 82Z',
				cream,
			) +
			line('M50 70V94', '#c8b895', 1.4) +
			line(
				'M16 64C26 63 34 66 42 71M16 70C26 69 34 72 42 77M84 64C74 63 66 66 58 71M84 70C74 69 66 72 58 77',
				'#9c8e74',
				1.2,
			),
	},
	laptop: {
		colour: '#aab2ba',
		draw: (c) =>
			rect(16, 30, 68, 50, darker(c, 0.55), 4) +
			rect(20, 34, 60, 42, '#16324f') +
			path('M20 76L40 52L52 64L64 46L80 66V76Z', '#3f8fb5') +
			circle(66, 43, 4, '#f6d878') +
			path('M8 84H92L98 98H2Z', c) +
			rect(40, 84, 20, 4, darker(c, 0.8)),
	},
	shoe: {
		colour: '#e4e1da',
		draw: (c) =>
			path('M8 56C18 62 26 58 30 48L52 62C66 72 92 70 94 88H8Z', c) +
			path('M56 64C60 70 60 80 54 88H94C92 72 68 72 56 64Z', darker(c, 0.85)) +
			path('M6 86H96C97 96 92 99 86 99H14C8 99 6 94 6 86Z', '#f7f6f2') +
			line('M34 56L42 50M40 61L48 55M46 65L54 60', '#d0523f', 2.6) +
			path('M10 72C24 76 34 72 42 80C30 86 18 84 10 82Z', '#d0523f'),
	},
	watch: {
		colour: '#7a4f31',
		draw: (c) =>
			path('M38 2H62L66 34H34ZM38 100H62L66 68H34Z', c) +
			circle(50, 51, 29, '#c6a14f') +
			circle(50, 51, 24, '#fbf8ef') +
			line('M50 51V34M50 51L62 57', ink, 2.4) +
			[0, 90, 180, 270]
				.map((turn) => rect(49, 29, 2, 5, ink, 0, `transform="rotate(${turn} 50 51)"`))
				.join(''),
	},
	chair: {
		colour: '#c2703d',
		draw: (c) =>
			line('M28 74V99M72 74V99M36 74L32 92M64 74L68 92', '#5a3d28', 4.4) +
			path('M26 14C26 8 74 8 74 14L70 58H30Z', c) +
			path('M20 56H80L76 76H24Z', lighter(c, 1.15)) +
			line('M40 14L42 54M60 14L58 54', darker(c, 0.8), 1.4),
	},
	orb: {
		colour: '#c9a24a',
		draw: (c) =>
			ellipse(50, 95, 34, 5, '#000000', 'opacity="0.25"') +
			circle(50, 54, 42, c) +
			path('M12 40A42 42 0 0 0 88 70A44 30 20 0 1 12 40Z', darker(c, 0.75)) +
			ellipse(36, 34, 13, 8, '#ffffff', 'opacity="0.4" transform="rotate(-32 36 34)"'),
	},
} satisfies Record<string, Drawing>;
