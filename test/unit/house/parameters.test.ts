import { readFileSync } from 'node:fs';
import { OakgenImage } from '../../../nodes/OakgenImage/OakgenImage.node';
import { parameterTables } from '../../../tools/scripts/lib/parameterTables';
import { findSection } from '../../../tools/scripts/lib/section';

test('docs/parameters.md is what `npm run parameters` writes', () => {
	const section = findSection(readFileSync('docs/parameters.md', 'utf8'), 'parameters') ?? '';
	const rows = section.split('\n').filter((line) => line.startsWith('|'));
	const wanted = parameterTables(new OakgenImage().description);
	expect(rows).toEqual(wanted.filter((line) => line.startsWith('|')));
});
