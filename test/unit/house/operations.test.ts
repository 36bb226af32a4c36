import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OPERATIONS } from '../../../nodes/OakgenImage/operations';
import { namesOf } from '../../../nodes/OakgenImage/operations/namesOf';

const folder = 'nodes/OakgenImage';
const names = namesOf(OPERATIONS);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** `operation: ['edit', …]`, `operation !== 'edit'`, and the like. */
const BY_NAME = /\boperation['")\]]*\s*(?:[:=!]=*)\s*\[?\s*'\w+'/g;

const namedIn = (text: string) => text.match(BY_NAME) ?? [];

test.each([
	`displayOptions: { show: { '/operation': ['edit', 'compare'] } }`,
	`plan.operation === 'compare'`,
	`getCurrentNodeParameter('operation') === 'edit'`,
	`operation: 'get',`,
])('a place that knows an operation by its name is found: %s', (text) => {
	expect(namedIn(text)).toHaveLength(1);
});

test('a place that reads it from the entries is none', () => {
	expect(namedIn('operation: namesOf(operations), operation: plan.operation')).toEqual([]);
});

test.each(names)('%s is named by its own file alone', (name) => {
	const own = sources.filter(({ file }) => basename(file) === `${name}.ts`);
	expect(own.map(({ text }) => text)).toEqual([expect.stringContaining(`value: '${name}'`)]);
});

test('no other place knows operations by name: a new one is its file and a word in the list', () => {
	const others = sources.filter(({ file }) => !names.includes(basename(file, '.ts')));
	const places = others.flatMap(({ file, text }) => namedIn(text).map((place) => [file, place]));
	expect(places).toEqual([]);
});
