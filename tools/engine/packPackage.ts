import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { workflowFolder } from './n8n.ts';
import { makeTempFolder } from './tempFolder.ts';

const run = promisify(execFile);
const checkout = dirname(dirname(import.meta.dirname));

/** Packs a package as `npm publish` would. Build first; nothing is built here. */
export async function packTarball(
	folder: string,
	packageFolder: string = checkout,
): Promise<{ name: string; version: string; file: string }> {
	const { stdout } = await run(
		'npm',
		['pack', '--ignore-scripts', '--json', '--loglevel=error', `--pack-destination=${folder}`],
		// npm is a .cmd file on Windows, which only a shell can start.
		{ cwd: packageFolder, shell: process.platform === 'win32' },
	);
	const [packed] = JSON.parse(stdout) as [{ name: string; version: string; filename: string }];
	const { name, version, filename } = packed;
	return { name, version, file: join(folder, filename) };
}

/**
 * Packs a package and unpacks the tarball the way n8n installs it: without its devDependencies and
 * away from the checkout, so that a file missing from the tarball or an import that n8n does not
 * provide fails here as it would there.
 *
 * @returns the folder of the unpacked package.
 */
export async function packPackage(packageFolder: string = checkout): Promise<string> {
	const folder = makeTempFolder('package');
	const { name, file } = await packTarball(folder, packageFolder);

	const modules = join(folder, 'node_modules');
	const unpacked = join(modules, name);
	mkdirSync(unpacked, { recursive: true });
	await run('tar', ['-xzf', basename(file), '-C', unpacked, '--strip-components=1'], {
		cwd: folder,
	});
	lendN8nWorkflow(modules);
	return unpacked;
}

/** n8n lends installed packages its own n8n-workflow through NODE_PATH; a link does the same here. */
function lendN8nWorkflow(modules: string): void {
	symlinkSync(workflowFolder, join(modules, 'n8n-workflow'), 'junction');
}
