import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { modelTable } from '../../../tools/scripts/lib/modelTable';
import { findSection, sectionText } from '../../../tools/scripts/lib/section';

it('the README’s table of models is the catalogue’s: `npm run readme:models` writes it', () => {
	const page = readFileSync(join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
	expect(findSection(page, 'models')).toBe(sectionText('models', ['', ...modelTable()]));
});

it('every model has a row, retired ones last', () => {
	const rows = modelTable()
		.filter((line) => line.startsWith('| '))
		.slice(2)
		.map((line) => line.split(' | ')[0]?.replace('| ', ''));
	const names = Object.values(CATALOGUE).map(({ name }) => name);
	expect(rows.toSorted()).toEqual(names.toSorted());
	const retired = Object.values(CATALOGUE).flatMap(({ name, retired: gone }) =>
		gone ? [name] : [],
	);
	expect(rows.slice(-retired.length)).toEqual(retired);
});
