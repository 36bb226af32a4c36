import { posix, win32 } from 'node:path';
import fc from 'fast-check';

import { fileStem, type FileNameFacts } from '../../nodes/OakgenImage/output/fileName';
import { costInPasses } from '../support/cpuCost';

const facts: FileNameFacts = {
	wanted: '',
	prompt: 'A red fox',
	model: '',
	itemIndex: 0,
	imageNumber: 0,
	imagesAsked: 1,
};
const longestNameBytes = 120;
/** As long as a stem can be, so that a number and any extension have room behind it. */
const longestStemBytes = 107;
const fileNameFor = (named: FileNameFacts) => `${fileStem(named)}.png`;
const device =
	/^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])[ ]*(\.|$)/i;

/** What every file system, and whoever reads the name, can take. */
function checkName(name: string): void {
	expect(Buffer.byteLength(name)).toBeLessThanOrEqual(longestNameBytes);
	expect(name).toMatch(/^[^.\s-].*\.png$/su);
	expect(name).not.toMatch(/[\\/:*?"<>|]/);
	// Control and format characters, and the line separators.
	expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
	expect(Buffer.from(name).toString()).toBe(name);
	expect(name).not.toMatch(device);
	expect(name).not.toMatch(/[.\s]\.png$/);
	expect(posix.basename(name)).toBe(name);
	expect(win32.basename(name)).toBe(name);
	expect(name.normalize('NFC')).toBe(name);
}

/** What names are made from by those who mean harm, or do not know better. */
const pieces = [
	'../',
	'..\\',
	'/etc/passwd',
	'C:\\',
	'\\\\?\\',
	'con',
	'NUL',
	'nul.png',
	'aux.',
	'com1',
	'LPT\u00b2',
	'CONOUT$',
	'.',
	'..',
	' ',
	'-',
	'\u0000',
	'\n',
	'\r\n',
	'\t',
	'\u007f',
	'\u009b',
	'\u00a0',
	'\u00ad',
	'\u061c',
	'\u180e',
	'\u200b',
	'\u200e',
	'\u200f',
	'\u2028',
	'\u202e',
	'\u2066',
	'\u3000',
	'\ufeff',
	'\ufffd',
	'\uffff',
	'\ud800',
	'\udfff',
	'\u{e0041}',
	'\u{e007f}',
	'%2e%2e%2f',
	'%00',
	'~',
	'$(reboot)',
	'`id`',
	';rm -rf .',
	'<script>',
	'"',
	"'",
	'|',
	'*',
	'?',
	':stream',
	'.png',
	'.PNG',
	'.exe',
	'.tar.gz',
	'fox',
	'\u00e9',
	'e\u0301',
	'u\u0308\u0323',
	'\u7ea2\u72d0',
	'\u05e9\u05d5\u05e2\u05dc',
	'\ud83e\udd8a',
	'\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67',
	'\ufb01',
];
const hostileName = fc.oneof(
	fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc.tuple(fc.constantFrom(...pieces), fc.nat(400)).map(([piece, times]) => piece.repeat(times)),
);

it.each(pieces)('%j as File Name and as prompt gives a clean name', (piece) => {
	for (const text of [piece, piece.repeat(300), `x${piece}`, `${piece}x`, `${piece}${piece}con`]) {
		checkName(fileNameFor({ ...facts, wanted: text }));
		checkName(fileNameFor({ ...facts, prompt: text }));
	}
});

it('gives a clean name whatever File Name and prompt are', () => {
	const several = fc.record({
		imagesAsked: fc.integer({ min: 1, max: 10 }),
		imageNumber: fc.nat(9),
	});
	fc.assert(
		fc.property(hostileName, hostileName, several, (wanted, prompt, numbers) => {
			checkName(fileNameFor({ ...facts, ...numbers, wanted, prompt }));
		}),
		{ numRuns: 3000 },
	);
});

it.each([
	['letters of one byte', 'x', 1],
	['letters of two bytes', '\u00e9', 2],
	['letters of three bytes', '\u7ea2', 3],
	['letters of four bytes', '\ud83e\udd8a', 4],
])('cuts a name of 300 %s at a whole letter', (_, letter, bytes) => {
	const name = fileNameFor({ ...facts, wanted: letter.repeat(300) });
	checkName(name);
	expect(name).toBe(`${letter.repeat(Math.floor(longestStemBytes / bytes))}.png`);
});

it.each(['.', '. ', ' .', '-', '\u200b', '\ud800', '../', 'con', '\u0301'])(
	'costs next to nothing for a million characters: %j',
	(piece) => {
		const text = `x${piece.repeat(1_000_000 / piece.length)}x`;
		expect(costInPasses(() => fileNameFor({ ...facts, wanted: text }))).toBeLessThan(0.5);
		expect(costInPasses(() => fileNameFor({ ...facts, prompt: text }))).toBeLessThan(0.5);
	},
);
