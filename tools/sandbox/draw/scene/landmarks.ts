import { darker, lighter } from './colour.ts';
import type { Drawing } from './creatures.ts';
import { circle, ellipse, line, path, rect } from './shapes.ts';

const glass = '#bfe0ee';
const lit = '#ffd98a';

export const landmarks = {
	lighthouse: {
		colour: '#c8382f',
		draw: (c) =>
			path('M50 15L-30 -2V20Z', '#fff2c2', 'opacity="0.35"') +
			path('M50 15L130 -2V20Z', '#fff2c2', 'opacity="0.35"') +
			path('M38 24H62L68 96H32Z', '#f5f1e8') +
			path('M36.5 42H63.5L65 58H35ZM33.7 74H66.3L67.7 90H32.3Z', c) +
			rect(36, 20, 28, 5, '#33363c') +
			rect(42, 8, 16, 13, lit) +
			path('M38 9L50 -4L62 9Z', c) +
			path('M16 100C24 90 36 94 50 92S80 90 88 100Z', '#5a554f') +
			rect(46, 82, 8, 12, '#4a3a30', 3),
	},
	boat: {
		colour: '#b5483a',
		draw: (c) =>
			line('M50 8V78', '#6a4a30', 2.4) +
			path('M53 10C78 26 84 52 84 66H53Z', '#f7f3ea') +
			path('M47 22C30 36 24 54 22 66H47Z', lighter('#f0e3c8', 0.96)) +
			path('M8 74H92C88 92 78 98 66 98H32C20 98 12 90 8 74Z', c) +
			path('M8 74H92L91 80H9Z', lighter(c, 1.4)) +
			ellipse(50, 98, 52, 3, '#ffffff', 'opacity="0.35"'),
	},
	house: {
		colour: '#a9553f',
		draw: (c) =>
			rect(66, 18, 9, 22, darker(c, 0.7)) +
			rect(18, 50, 64, 50, '#efe2cc') +
			path('M8 54L50 16L92 54Z', c) +
			rect(44, 72, 14, 28, '#6a4630', 2) +
			[26, 63]
				.map(
					(x) =>
						rect(x, 62, 13, 13, lit) +
						line(`M${x + 6.5} 62V75M${x} 68.5H${x + 13}`, '#8c6a45', 1.2),
				)
				.join(''),
	},
	tree: {
		colour: '#3b7a48',
		draw: (c) =>
			rect(45, 74, 10, 26, '#6b4a32') +
			circle(34, 58, 22, darker(c, 0.85)) +
			circle(67, 58, 21, darker(c, 0.92)) +
			circle(50, 36, 28, c) +
			circle(42, 30, 12, lighter(c, 1.18)),
	},
	car: {
		colour: '#2f7fb0',
		draw: (c) =>
			path('M22 58L34 36H68L84 58Z', darker(c, 0.85)) +
			path('M30 56L38 41H50V56ZM54 41H66L76 56H54Z', glass) +
			path('M4 62C6 56 12 56 20 56H84C94 58 98 66 97 84H4Z', c) +
			circle(92, 70, 4, lit) +
			[24, 76].map((x) => circle(x, 86, 13, '#24262b') + circle(x, 86, 6, '#c3c8ce')).join(''),
	},
	bicycle: {
		colour: '#d0523f',
		draw: (c) =>
			[22, 78]
				.map(
					(x) => `<circle cx="${x}" cy="78" r="20" fill="none" stroke="#2a2c31" stroke-width="3"/>`,
				)
				.join('') +
			line('M22 78L40 46H66L78 78M40 46L50 78L66 46M50 78H22', c, 3.6) +
			line('M34 42H46M66 46L64 34H74', '#3a2a20', 3.6),
	},
	rocket: {
		colour: '#e8e6e1',
		draw: (c) =>
			path('M40 84H60L50 110Z', '#ffb23e') +
			path('M30 58L16 84L36 80ZM70 58L84 84L64 80Z', '#d0443a') +
			path('M50 -4C70 18 70 60 62 86H38C30 60 30 18 50 -4Z', c) +
			path('M50 -4C57 4 61 12 63 20H37C39 12 43 4 50 -4Z', '#d0443a') +
			circle(50, 38, 9, '#33475b') +
			circle(50, 38, 6.4, glass),
	},
	balloon: {
		colour: '#d9573f',
		draw: (c) =>
			path('M50 0C80 0 90 34 76 54C68 66 60 70 56 76H44C40 70 32 66 24 54C10 34 20 0 50 0Z', c) +
			path('M50 0C60 14 60 56 54 76H46C40 56 40 14 50 0Z', '#f4e0b4') +
			line('M44 76L46 86M56 76L54 86', '#6a4a30', 1.2) +
			rect(43, 86, 14, 12, '#8a5f3a', 2),
	},
} satisfies Record<string, Drawing>;
