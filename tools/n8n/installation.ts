import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const files = ['package.json', 'package-lock.json'];
const PROGRESS_EVERY_MS = 30_000;

export interface Installation {
	/** Begins the name of its folder. */
	name: string;
	/** Folder with the package.json and package-lock.json of what is to be installed. */
	manifests: string;
	/** How much is coming. */
	cost: string;
	/** Compiled for the Node that runs this; install scripts do not run. */
	nativeModules?: string[];
}

/** n8n, and what else tools/n8n/package.json names. Beside sqlite3 all it brings works without install scripts. */
export async function prepareInstallation(): Promise<string> {
	return await installOnce({
		name: 'n8n',
		manifests: import.meta.dirname,
		cost: '3 GB, about 6 minutes',
		nativeModules: ['sqlite3'],
	});
}

/**
 * Installs packages into a folder of the user's cache that is named after the lockfile: once per
 * machine, whatever checkout asks.
 *
 * @returns the folder that holds `node_modules`
 */
export async function installOnce(what: Installation): Promise<string> {
	const { name, manifests, cost, nativeModules = [] } = what;
	const folder = join(cacheFolder(), `${name}-${lockfileHash(manifests)}`);
	if (existsSync(folder)) return folder;

	const unfinished = `${folder}.unfinished-${process.pid}`;
	mkdirSync(unfinished, { recursive: true });
	for (const file of files) copyFileSync(join(manifests, file), join(unfinished, file));
	try {
		console.log(`Installing ${name} into ${folder} (${cost}, once)`);
		await npm(unfinished, ['install', '--ignore-scripts', '--no-audit', '--no-fund']);
		if (nativeModules.length > 0) {
			console.log(`Compiling ${nativeModules.join(', ')} for Node ${process.version}`);
			await npm(unfinished, ['rebuild', ...nativeModules]);
		}
		renameSync(unfinished, folder);
	} catch (error) {
		rmSync(unfinished, { recursive: true, force: true });
		// Another process may have been faster.
		if (!existsSync(folder)) throw error;
	}
	return folder;
}

function cacheFolder(): string {
	return process.env.OAKGEN_E2E_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-oakgen');
}

function lockfileHash(manifests: string): string {
	const hash = createHash('sha256').update(process.versions.modules);
	for (const file of files) hash.update(readFileSync(join(manifests, file)));
	return hash.digest('hex').slice(0, 12);
}

async function npm(folder: string, args: string[]): Promise<void> {
	const startedAt = Date.now();
	const child = spawn('npm', [...args, '--loglevel=error'], {
		cwd: folder,
		env: { ...process.env, ...ownHeaders() },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const progress = setInterval(() => {
		console.log(`  … ${Math.round((Date.now() - startedAt) / 1000)} s`);
	}, PROGRESS_EVERY_MS);
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	}).finally(() => clearInterval(progress));
	if (exitCode === 0) return;
	throw new Error(
		`npm ${args.join(' ')} ended with exit code ${exitCode}:\n${output.slice(-4000)}`,
	);
}

/** Lets node-gyp compile with the headers that came with this Node, instead of fetching some. */
function ownHeaders(): Record<string, string> {
	const folder = dirname(dirname(process.execPath));
	const isThere = existsSync(join(folder, 'include', 'node', 'node_api.h'));
	return isThere ? { npm_config_nodedir: folder } : {};
}
