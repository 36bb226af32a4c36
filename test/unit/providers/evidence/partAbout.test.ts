import { partAbout } from '../../../../nodes/OakgenImage/providers/evidence/partAbout';

const own = { id: 't1', status: 'done' };
const other = { id: 't2', status: 'done' };
const unnamed = { status: 'done', url: 'a' };

it.each<[what: string, answer: unknown, part: object | null]>([
	['a list', [other, own], own],
	['a list in an object', { jobs: [other, own] }, own],
	['the second of two lists', { failed: [other, other], done: [other, own] }, own],
	['three wrappers deep', { a: { b: [other, own] } }, own],
	['deeper', { a: { b: { c: [other, own] } } }, own],
	['too deep', { a: { b: { c: { d: [other, own] } } } }, null],
	['by its name', { t2: other, t1: unnamed }, unnamed],
	['by its name in an object', { jobs: { t2: other, t1: unnamed } }, unnamed],
	['the only one, by its name', { jobs: { t1: unnamed } }, unnamed],
	[
		'by another name of an id',
		[other, { taskId: 't1', state: 'done' }],
		{ taskId: 't1', state: 'done' },
	],
	['a list of one', [own], null],
	['an answer about it alone', own, null],
	['an answer about it, with others beside', { ...own, related: [other, own] }, null],
	['others', [other, { id: 't3', status: 'done' }], null],
	['a part that says no state', [other, { id: 't1', url: 'a' }], null],
	['a name with words', { t2: 'done', t1: 'done' }, null],
	['a text that is the id', [other, 't1'], null],
	['an object of an object with its id', { job: own, more: { other } }, null],
	['nothing', {}, null],
	['null', null, null],
	['a text', 't1', null],
	['an empty list', [], null],
])('the part about a job: %s', (_, answer, part) => {
	expect(partAbout('t1', answer)).toEqual(part);
});

it('an id may be a number', () => {
	const numbered = { id: 7, status: 'done' };
	expect(partAbout('7', [{ id: 8, status: 'done' }, numbered])).toBe(numbered);
});

it.each<[others: number, isFound: boolean]>([
	[999, true],
	[1000, false],
])('behind %d others: %s', (others, isFound) => {
	const jobs = [...Array<object>(others).fill(other), own];
	expect(partAbout('t1', { jobs })).toBe(isFound ? own : null);
});
