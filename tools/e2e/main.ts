/**
 * `npm run e2e`: installs the package in a real n8n, as users do, and lives the stories of
 * tools/e2e/stories in it. Logs and screenshots go to tools/e2e/output/. Names given after `--` choose stories.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld } from '../n8n/world.ts';
import { stories, storiesOfTheirOwn } from './stories/index.ts';
import type { Seen } from './stories/story.ts';

const output = join(import.meta.dirname, 'output');
rmSync(output, { recursive: true, force: true });

const wanted = process.argv.slice(2);
const isChosen = ([name]: [string, unknown]) =>
	wanted.length === 0 || wanted.some((part) => name.includes(part));
const shared = Object.entries(stories).filter(isChosen);
const ownWorld = Object.entries(storiesOfTheirOwn).filter(isChosen);
const count = shared.length + ownWorld.length;
if (count === 0) {
	const names = Object.keys({ ...stories, ...storiesOfTheirOwn });
	console.error(`No such story. There are: ${names.join(', ')}`);
	process.exit(2);
}

const failed: string[] = [];
async function tell(name: string, story: (seen: Seen) => Promise<void>): Promise<void> {
	const startedAt = Date.now();
	const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	try {
		await story((what) => console.log(`    ✔ ${what}`));
		console.log(`✔ ${name} (${seconds()})\n`);
	} catch (error) {
		failed.push(name);
		console.error(`✖ ${name} (${seconds()})\n`, error, '\n');
	}
}

if (shared.length > 0) {
	const world = await createWorld({ logFolder: output, screenshotFolder: output });
	try {
		for (const [name, story] of shared) await tell(name, (seen) => story(world, seen));
	} finally {
		await world.close();
	}
}
for (const [name, story] of ownWorld) {
	await tell(name, (seen) => story(join(output, name), seen));
}
console.log(`${count - failed.length} of ${count} stories passed`);
if (failed.length > 0)
	console.error(`Failed: ${failed.join(', ')}. Logs are in tools/e2e/output/.`);
process.exit(failed.length > 0 ? 1 : 0);
