import { decodeDataUri } from '../../nodes/OakgenImage/image/dataUri';
import { ImageMeter } from '../../nodes/OakgenImage/image/meter';
import { excerptOf } from '../../nodes/OakgenImage/text/excerpt';
import { createRedactor } from '../../nodes/OakgenImage/transport/redact';
import { costInPasses } from '../support/cpuCost';

/** In passes. Less than this depends on what the engine has compiled so far; a square costs hundreds. */
const LEAST_COST = 0.4;

const redact = createRedactor('sk-oak-1234567890');

/** `pattern` again and again, to this many characters. */
const fill = (pattern: string, length: number) =>
	pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);

/** Runs of letters that are almost image data: what makes a careless pattern start over and over. */
const line = 'A'.repeat(255);
const texts = {
	words: 'The quick brown fox. ',
	'image data': 'QUJDREVGabc0',
	'runs just too short for image data': `${line}.`,
	'two lines of image data, the third too short': `${line}    ${line}    ${'A'.repeat(59)}. `,
	'the beginning of data URIs': 'data:',
	'data URIs without data': `data:${'x'.repeat(99)}`,
	backslashes: `${'\\a'.repeat(127)}.`,
	addresses: `https://${'a'.repeat(100)} `,
	'open angle brackets': '<',
	'open scripts': '<script>',
	'an address that is cut': `https://${'a'.repeat(8000)}!`,
};

describe('a text ten times as long costs about ten times as much', () => {
	/** Thousandths of a second, so that a constant cost does not hide the growth. */
	const short = 200_000;

	it.each(Object.entries(texts))('to clean: %s', (_, pattern) => {
		const [once, tenfold] = [fill(pattern, short), fill(pattern, 10 * short)];
		const cost = Math.max(
			LEAST_COST,
			costInPasses(() => redact(once)),
		);
		// A cost that grows with the square would be a hundred times as much.
		expect(costInPasses(() => redact(tenfold))).toBeLessThan(30 * cost);
	});
});

describe('a data URI ten times as long costs about ten times as much', () => {
	it.each([
		['escapes', 'data:image/png,', '%41'],
		['escapes in base64', 'data:image/png;base64,', '%41'],
		['broken escapes', 'data:image/png,', '%%4'],
		['base64', 'data:image/png;base64,', 'QUJD'],
		['parameters', 'data:image/png', ';a=b'],
	])('to read: %s', (_, head, pattern) => {
		const [once, tenfold] = [200_000, 2_000_000].map((length) => head + fill(pattern, length));
		const cost = Math.max(
			LEAST_COST,
			costInPasses(() => decodeDataUri(once)),
		);
		expect(costInPasses(() => decodeDataUri(tenfold))).toBeLessThan(30 * cost);
	});
});

it.each(Object.entries(texts))('an excerpt is cheap, whatever the text: %s', (_, pattern) => {
	const body = Buffer.from(fill(pattern, 10_000_000));
	expect(costInPasses(() => excerptOf(body))).toBeLessThan(2);
});

it('a text of a megabyte is cleaned in a few passes, whatever it is', () => {
	const costs = Object.values(texts).map((pattern) => {
		const text = fill(pattern, 1_000_000);
		return costInPasses(() => redact(text));
	});
	// The dearest of them costs 2.5; it was more than a hundred when every letter of a run was tried.
	expect(Math.max(...costs)).toBeLessThan(25);
});

it('an image in ten times as many pieces of one byte costs about ten times as much', () => {
	const byte = Buffer.from([0x89]);
	const cost = (pieces: number) =>
		costInPasses(() => {
			const meter = new ImageMeter();
			for (let piece = 0; piece < pieces; piece += 1) meter.push(byte);
		});
	expect(cost(300_000)).toBeLessThan(30 * Math.max(LEAST_COST, cost(30_000)));
	// 7 here; it was more than 300 when each piece made a new copy of both ends.
	expect(cost(1_000_000)).toBeLessThan(100);
});
