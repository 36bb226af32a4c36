/** `npm run parameters`: writes docs/parameters.md anew from the node's description. */
import { join } from 'node:path';
import { OakgenImage } from '../../nodes/OakgenImage/OakgenImage.node';
import { parameterTables } from './lib/parameterTables.ts';
import { writeSection } from './lib/section.ts';

writeSection(
	join(import.meta.dirname, '../../docs/parameters.md'),
	'parameters',
	parameterTables(new OakgenImage().description),
);
