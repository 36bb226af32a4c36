/** `npm run readme:images`: makes the README's screenshots from those of the last `npm run e2e`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const WIDTH = 1200;
const screenshots = ['models', 'picture', 'picture-dark', 'error', 'gallery'];

const from = join(import.meta.dirname, 'output');
const to = join(import.meta.dirname, '..', '..', 'docs', 'images');
mkdirSync(to, { recursive: true });
for (const name of screenshots) {
	const { size } = await sharp(join(from, `${name}.png`))
		.resize({ width: WIDTH })
		.png({ palette: true, quality: 90, effort: 10 })
		.toFile(join(to, `${name}.png`));
	console.log(`${name}.png ${Math.round(size / 1000)} kB`);
}
