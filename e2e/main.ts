/**
 * `npm run e2e`: installs the package in a real n8n, as users do, and lives the stories of
 * e2e/stories in it. Logs and screenshots go to e2e/output/. Names given after `--` choose stories.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld } from './lib/world.ts';
import { stories } from './stories/index.ts';

const output = join(import.meta.dirname, 'output');
rmSync(output, { recursive: true, force: true });

const wanted = process.argv.slice(2);
const chosen = Object.entries(stories).filter(
	([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
if (chosen.length === 0) {
	console.error(`No such story. There are: ${Object.keys(stories).join(', ')}`);
	process.exit(2);
}

const failed: string[] = [];
const world = await createWorld({ logFolder: output, screenshotFolder: output });
try {
	for (const [name, tell] of chosen) {
		const startedAt = Date.now();
		const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
		try {
			await tell(world, (what) => console.log(`    ✔ ${what}`));
			console.log(`✔ ${name} (${seconds()})\n`);
		} catch (error) {
			failed.push(name);
			console.error(`✖ ${name} (${seconds()})\n`, error, '\n');
		}
	}
} finally {
	await world.close();
}
console.log(`${chosen.length - failed.length} of ${chosen.length} stories passed`);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}. Logs are in e2e/output/.`);
process.exit(failed.length > 0 ? 1 : 0);
