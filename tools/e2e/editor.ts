/**
 * `npm run n8n`: a real n8n editor on this machine, with the node installed, the sandbox behind it,
 * and every workflow of workflows/ imported. Runs until it is interrupted.
 */
import { join } from 'node:path';
import { owner } from '../n8n/client.ts';
import { createWorld } from '../n8n/world.ts';
import { readWorkflows } from '../n8n/workflows.ts';

const output = join(import.meta.dirname, 'output');
const world = await createWorld({ logFolder: output, screenshotFolder: output });
for (const workflow of readWorkflows()) {
	await world.client.importWorkflow(workflow, world.credentials);
}
console.log(`
n8n       ${world.url}
log in    ${owner.email} · ${owner.password}
sandbox   ${world.sandbox.url}   (pictures are drawn by a program, nothing costs anything)

The workflows are on the start page. Press Ctrl-C to end; everything is then deleted.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void world.close().then(() => process.exit(0)));
}
