import {
	asNumber,
	firstFilled,
	isFilled,
	NUMBER,
	otherNames,
	plainName,
	records,
	valuesLike,
	valuesNamed,
	valuesUnder,
} from '../../../../nodes/OakgenImage/providers/evidence/fields';

describe('a plain name', () => {
	it.each([
		['task_id', 'taskid'],
		['taskId', 'taskid'],
		['-Task  ID-', 'taskid'],
		['b64_json2', 'b64json2'],
		['Größe №1', 'größe1'],
		['a'.repeat(100), 'a'.repeat(100)],
		['a'.repeat(101), ''],
		['', ''],
	])('%s', (name, plain) => {
		expect(plainName(name)).toBe(plain);
	});
});

describe('values by plain names', () => {
	const object = { image_url: 1, id: 2, imageUrl: 3, 'Image URL': 4, note: null };
	// Of an object that was asked before, its plain names are known.
	const unasked = structuredClone;

	it.each<[what: string, object: unknown, names: string[], values: unknown[]]>([
		['all spellings of one', object, ['imageurl'], [1, 3, 4]],
		['in the order of the names', object, ['note', 'id'], [null, 2]],
		['none of that name', object, ['status'], []],
		['no names', object, [], []],
		['an empty object', {}, ['id'], []],
		['a list', [1], ['0'], []],
		['null', null, ['id'], []],
		['a text', 'id', ['id'], []],
		['a name that all objects have', {}, ['constructor', 'tostring'], []],
	])('under: %s', (_, from, names, values) => {
		expect(valuesUnder(unasked(from), names)).toEqual(values);
	});

	it.each<[what: string, object: unknown, values: unknown[]]>([
		['those that are meant', object, [1, 3, 4]],
		['none', { id: 1 }, []],
		['a list', [1], []],
		['undefined', undefined, []],
	])('named: %s', (_, from, values) => {
		expect(valuesNamed(from, (name) => name === 'imageurl')).toEqual(values);
		expect(valuesLike(from, /^image/)).toEqual(values);
	});

	it('are the same when asked for again, and in the order of the object', () => {
		expect(valuesLike(object, /^(id|note|imageurl)$/)).toEqual([1, 3, 4, 2, null]);
		expect(valuesUnder(object, ['imageurl'])).toEqual(valuesUnder(object, ['imageurl']));
		expect(valuesUnder({ image_url: 5 }, ['imageurl'])).toEqual([5]);
	});

	it('other names are those that a pattern means and that are not known', () => {
		expect(otherNames(object, ['id'], /^i/, /^note/)).toEqual(['imageurl', 'note']);
		expect(otherNames(object, [])).toEqual([]);
	});

	it('each plain name is listed once', () => {
		expect(otherNames(object, [], /./)).toEqual(['imageurl', 'id', 'note']);
		expect(otherNames({}, [], /./)).toEqual([]);
	});
});

it.each<[name: string, isIndex: boolean]>([
	['0', true],
	['999', true],
	['1000', false],
	['', false],
	['a1', false],
	['1a', false],
	['-1', false],
])('%j is the number of an entry: %s', (name, isIndex) => {
	expect(NUMBER.test(name)).toBe(isIndex);
});

it.each<[what: string, values: unknown[], text: string | null]>([
	['the first text', ['a', 'b'], 'a'],
	['blank ones are passed over', ['', ' \n', 'b'], 'b'],
	['trimmed', [' a '], 'a'],
	['no texts', [1, null, { a: 'b' }, ['a']], null],
	['nothing', [], null],
])('the first that is filled: %s', (_, values, text) => {
	expect(firstFilled(values)).toBe(text);
});

it.each<[value: unknown, figure: number | null]>([
	[0, 0],
	[-1.5, -1.5],
	['12', 12],
	[' 12.5 ', 12.5],
	['', null],
	['  ', null],
	['12s', null],
	['Infinity', null],
	[Infinity, null],
	[NaN, null],
	[true, null],
	[null, null],
	[[5], null],
	[undefined, null],
])('%j as a number', (value, figure) => {
	expect(asNumber(value)).toBe(figure);
});

it.each<[value: unknown, isSaid: boolean]>([
	['', false],
	['  ', false],
	[' None ', false],
	['null', false],
	['nil', false],
	['false', false],
	['no', false],
	['0', false],
	['OK', false],
	['success', false],
	['nothing', true],
	['no image', true],
	['10', true],
	['unsuccess', true],
	[0, false],
	[5, true],
	[false, false],
	[true, true],
	[null, false],
	[undefined, false],
	[[], false],
	[['', null], false],
	[['', 'x'], true],
	[{}, true],
	[{ a: null }, true],
])('%j says something: %s', (value, isSaid) => {
	expect(isFilled(value)).toBe(isSaid);
});

it('records are the objects among values', () => {
	expect(records([{ a: 1 }, null, [1], 'x', {}])).toEqual([{ a: 1 }, {}]);
	expect(records([])).toEqual([]);
});
