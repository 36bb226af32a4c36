/** `npm run readme:models`: writes the README's table of models from the catalogue. */
import { join } from 'node:path';
import { modelTable } from './lib/modelTable.ts';
import { writeSection } from './lib/section.ts';

writeSection(join(import.meta.dirname, '..', '..', 'README.md'), 'models', modelTable());
console.log('✔ The table of models in README.md');
