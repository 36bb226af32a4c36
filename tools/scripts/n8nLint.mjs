/**
 * `npm run lint:n8n`: what `npx @n8n/node-cli lint` says of the published sources with n8n's default
 * configuration. It lints all of a folder, so they stand in one of their own, without tools and tests.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installOnce } from '../n8n/installation.ts';
import { root } from './lib/paths.mjs';

const published = ['package.json', 'tsconfig.json', 'nodes', 'credentials'];
/** As `n8n-node new` writes it, and `n8n-node cloud-support` expects it, to the letter. */
const defaultConfig = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

const cli = join(
	await installOnce({
		name: 'n8n-cli',
		manifests: join(root, 'tools', 'n8nCli'),
		cost: '150 MB, about 20 s',
	}),
	'node_modules',
);

const folder = mkdtempSync(join(tmpdir(), 'oakgen-n8n-lint-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const name of published) cpSync(join(root, name), join(folder, name), { recursive: true });
writeFileSync(join(folder, 'eslint.config.mjs'), defaultConfig);
for (const name of ['.bin', 'eslint', '@n8n/node-cli']) link(cli, name);
// What the sources import must be found.
for (const name of ['n8n-workflow', '@google/genai']) link(join(root, 'node_modules'), name);

const lint = join(cli, '@n8n/node-cli/bin/n8n-node.mjs');
const { status } = spawnSync(process.execPath, [lint, 'lint'], { cwd: folder, stdio: 'inherit' });
console.log(status === 0 ? '✔ n8n-node lint: nothing found' : '✖ n8n-node lint: see above');
process.exitCode = status ?? 1;

function link(modules, name) {
	const place = join(folder, 'node_modules', name);
	mkdirSync(dirname(place), { recursive: true });
	// A junction needs no rights on Windows, and is a link elsewhere.
	symlinkSync(join(modules, name), place, 'junction');
}
