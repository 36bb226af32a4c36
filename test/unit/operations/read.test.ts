import type { INodeProperties } from 'n8n-workflow';

import {
	aspectRatio,
	numberOfImages,
	resolution,
} from '../../../nodes/OakgenImage/operations/orderProperties';
import { optionsShown } from '../../../nodes/OakgenImage/operations/options';
import { parametersOf } from '../../support/parameters';

const option = (name: string): INodeProperties => {
	const all = optionsShown([]).options as INodeProperties[];
	const found = all.find((property) => property.name === name);
	if (!found) throw new Error(`There is no option ${name}`);
	return found;
};
const choose = (property: INodeProperties, value: unknown) =>
	parametersOf({ [property.name]: value }).choice(property);
const count = (property: INodeProperties, value: unknown) =>
	parametersOf({ [property.name]: value }).number(property);

const flag = (standard: boolean): INodeProperties => ({
	...{ displayName: 'Flag', name: 'flag', type: 'boolean' },
	default: standard,
});

const inItself: Record<string, unknown> = {};
inItself.self = inItself;

/** Empty cells, as spreadsheets, databases and expressions hand them on. */
const blanks = [undefined, null, '', '  ', '\n', '\u00a0', '\u200b', NaN];

describe.each(blanks.map((blank) => [blank]))('an empty cell: %p', (blank) => {
	it('is the default', () => {
		expect(choose(aspectRatio, blank)).toBe('auto');
		expect(choose(resolution, blank)).toBe('1K');
		expect(choose(option('retryOn'), blank)).toBe('safe');
		expect(count(numberOfImages, blank)).toBe(1);
		expect(count(option('maxRetries'), blank)).toBe(4);
		expect(parametersOf({ flag: blank }).flag(flag(true))).toBe(true);
		expect(parametersOf({ flag: blank }).flag(flag(false))).toBe(false);
		expect(parametersOf({ text: blank }).text('text', 'data')).toBe('data');
		expect(parametersOf({ list: blank }).list('list')).toEqual([]);
		expect(parametersOf({ list: [blank, 'a'] }).list('list')).toEqual(['a']);
		expect(parametersOf({ seed: blank }).isSet('seed')).toBe(false);
	});
});

it('what is zero or no is not empty', () => {
	for (const value of [0, false, '0']) {
		expect(parametersOf({ seed: value }).isSet('seed')).toBe(true);
	}
});

describe('a choice', () => {
	it.each<[INodeProperties, unknown, string]>([
		...['1K', '1k', ' 1 K ', '1024', 1024, '1024px', '1024x1024', '1024 × 1024'].map(
			(text): [INodeProperties, unknown, string] => [resolution, text, '1K'],
		),
		[resolution, '2 k', '2K'],
		[resolution, 2048, '2K'],
		[resolution, '4k', '4K'],
		[resolution, 512, '512'],
		[resolution, '512 px', '512'],
		...[
			'16:9',
			'16x9',
			'16X9',
			'16 : 9',
			'16/9',
			'16×9',
			'16 × 9',
			'16-9',
			'16–9',
			'16_9',
			'16 to 9',
			'16:09',
			'16:09:00',
			'1920x1080',
			'1920 × 1080 px',
			'16：9',
			'１６：９',
			'"16:9"',
			"'16:9",
			'16:9\u200b',
			'Widescreen (16:9)',
			'widescreen',
			' WIDESCREEN ',
			'16:9 Widescreen',
			'16:9 (YouTube)',
		].map((text): [INodeProperties, unknown, string] => [aspectRatio, text, '16:9']),
		[aspectRatio, 'Square', '1:1'],
		[aspectRatio, 'Portrait', '3:4'],
		[aspectRatio, '1024x1024', '1:1'],
		[aspectRatio, 'story', '9:16'],
		[aspectRatio, 'Landscape Photo', '3:2'],
		[aspectRatio, 'AUTO', 'auto'],
		[aspectRatio, '21:9', '21:9'],
		[aspectRatio, 'Landscape (4:3)', '4:3'],
		[aspectRatio, '5:4 Landscape', '5:4'],
		...['jpg', 'JPEG', '.jpg', 'image/jpeg', ' JPG '].map(
			(text): [INodeProperties, unknown, string] => [option('outputFormat'), text, 'jpeg'],
		),
		[option('outputFormat'), 'image/webp', 'webp'],
		[option('quality'), 'High', 'high'],
		[option('background'), 'Transparent', 'transparent'],
		[option('retryOn'), 'Any Failure', 'any'],
		[option('retryOn'), 'NEVER', 'never'],
		[option('imageTransfer'), 'datauri', 'dataUri'],
		[option('imageTransfer'), 'as files', 'multipart'],
		[option('thinkingLevel'), 'High', 'high'],
	])('%#: %p', (property, value, expected) => {
		expect(choose(property, value)).toBe(expected);
	});

	it.each<[INodeProperties, unknown]>([
		[resolution, '8K'],
		[resolution, '3000'],
		[resolution, '0'],
		[resolution, '1024x768'],
		[resolution, 'large'],
		[aspectRatio, 'Landscape'],
		[option('outputFormat'), 'gif'],
		[option('quality'), 'max'],
		[aspectRatio, '17:3'],
		[aspectRatio, '16:0'],
		[aspectRatio, '16.9'],
		[aspectRatio, '0:0'],
		[aspectRatio, ':'],
		[aspectRatio, 'constructor'],
		[option('retryOn'), 'always'],
		[option('retryOn'), '()'],
	])('that may be none or several is refused: %#: %p', (property, value) => {
		expect(() => choose(property, value)).toThrow('which is not one of its choices');
	});

	it('is each value of its own', () => {
		for (const property of [aspectRatio, resolution, option('retryOn'), option('thinkingLevel')]) {
			for (const entry of property.options ?? []) {
				if (!('value' in entry)) continue;
				expect(choose(property, entry.value)).toBe(entry.value);
				expect(choose(property, entry.name)).toBe(entry.value);
			}
		}
	});
});

describe('a number', () => {
	it.each<[INodeProperties, unknown, number]>([
		[numberOfImages, '3', 3],
		[numberOfImages, ' 3 ', 3],
		[numberOfImages, '3,0', 3],
		[option('requestTimeout'), '0,5', 0.5],
		[option('requestTimeout'), '2.5', 2.5],
		[option('maxFileSize'), '12,75', 12.75],
	])('%#: %p', (property, value, expected) => {
		expect(count(property, value)).toBe(expected);
	});

	it.each<[INodeProperties, unknown]>([
		[numberOfImages, '3,5'],
		[numberOfImages, '1,000'],
		[numberOfImages, 'three'],
		[numberOfImages, true],
		[numberOfImages, [3]],
		[numberOfImages, Infinity],
		[option('requestTimeout'), '1,000'],
		[option('requestTimeout'), '1.200'],
		[option('requestTimeout'), '1,2,3'],
		[numberOfImages, 20n],
		[numberOfImages, inItself],
		[option('requestTimeout'), '10 s'],
	])('is refused: %#: %p', (property, value) => {
		expect(() => count(property, value)).toThrow(/must be a (whole )?number from/);
	});
});

describe('a flag', () => {
	it.each([true, 'true', 'TRUE', ' True ', 'yes', 'Y', '1', 1, 'on', 'WAHR', 'oui'])(
		'on: %p',
		(value) => {
			expect(parametersOf({ flag: value }).flag(flag(false))).toBe(true);
		},
	);

	it.each([false, 'false', 'FALSE', 'no', '0', 0, 'off', 'FALSCH'])('off: %p', (value) => {
		expect(parametersOf({ flag: value }).flag(flag(true))).toBe(false);
	});

	it.each(['maybe', 2, {}, [], inItself])('neither: %p', (value) => {
		expect(() => parametersOf({ flag: value }).flag(flag(true))).toThrow('must be true or false');
	});
});

it.each([[{}], [['a']], [[{ name: 'a' }]], [true], [false]])('a text is none: %p', (value) => {
	expect(() => parametersOf({ text: value }).text('text')).toThrow(
		/^Text got (a list|an object|true|false), not a text$/,
	);
});

it.each(['"a", \'b\'', 'a, b', 'a; b', 'a；b', 'a\nb', 'a,\r\n b;'])(
	'names in one text: %p',
	(text) => {
		expect(parametersOf({ list: text }).list('list')).toEqual(['a', 'b']);
	},
);

it('a number without an upper bound is told of its lower one alone', () => {
	expect(() => count(option('maxImagesPerRun'), -1)).toThrow(/not below 0$/);
});

it('the choice that n8n adds is none of this node', () => {
	const added = { name: 'Custom API Call', value: '__CUSTOM_API_CALL__' };
	const property = { ...resolution, options: [...(resolution.options ?? []), added] };
	expect(() => choose(property, added.value)).toThrow('not one of its choices');
	expect(() => choose(property, added.name)).toThrow('not one of its choices');
});

it('a list of objects is none of texts', () => {
	expect(() => parametersOf({ list: [{ id: 1 }] }).list('list')).toThrow('got an object');
});
