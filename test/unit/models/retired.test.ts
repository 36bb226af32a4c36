import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';

const checkout = join(__dirname, '..', '..', '..');
const inFolder = (folder: string) =>
	readdirSync(join(checkout, folder))
		.filter((name) => name.endsWith('.json'))
		.map((name) => join(folder, name));
const files = [...inFolder('workflows'), ...inFolder(join('tools', 'scripts', 'demo'))];

const retired = Object.entries(CATALOGUE).filter(([, { retired: gone }]) => gone);

/** Not where a longer key or name begins with it, such as Nano Banana 2 Lite. */
const alone = (text: string) =>
	new RegExp(`(?<![\\w.-])${text.replaceAll('.', '\\.')}(?![\\w-]|\\.\\d| (Lite|Pro|\\d))`, 'i');

it('finds a name that stands alone only', () => {
	expect('use "nano-banana-2" and').toMatch(alone('nano-banana-2'));
	expect('With Nano Banana 2.').toMatch(alone('Nano Banana 2'));
	for (const other of [
		'nano-banana-2-lite',
		'nano-banana-2.1',
		'Nano Banana 2 Lite',
		'gpt-image-1.5',
	]) {
		for (const text of ['nano-banana-2', 'Nano Banana 2', 'gpt-image-1']) {
			expect(other).not.toMatch(alone(text));
		}
	}
});

it.each(files)('%s uses no model that is retired', (file) => {
	const text = readFileSync(join(checkout, file), 'utf8');
	const used = retired.flatMap(([key, { name }]) =>
		[key, name].filter((word) => alone(word).test(text)),
	);
	expect(used).toEqual([]);
});
