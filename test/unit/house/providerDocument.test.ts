import { readFileSync } from 'node:fs';
import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';

const page = readFileSync('docs/adding-a-provider.md', 'utf8');
const types = readFileSync('nodes/OakgenImage/providers/types.ts', 'utf8');

/** The fields of the interfaces that a provider consists of. */
const fields = ['ProviderEntry', 'Provider<Settings = unknown>'].flatMap((name) => {
	const start = types.indexOf(`export interface ${name} `);
	const body = types.slice(start, types.indexOf('\n}', start));
	return [...body.matchAll(/^\t(\w+)\??[:(]/gm)].map(([, field = '']) => field);
});

test('the fields are found', () => {
	expect(fields).toEqual(expect.arrayContaining([...Object.keys(oakgen), ...Object.keys(gemini)]));
});

test.each(fields)('docs/adding-a-provider.md says what %s is for', (field) => {
	const named = [...page.matchAll(/`(\w+)[^`]*`/g)].map(([, name]) => name);
	expect(named).toContain(field);
});
