import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { environmentOf } from './step.mjs';

/** n8n-core 2.41 asks for it, and scripts are TypeScript that Node runs as it is. */
const neededMajor = 24;

/** Set-up failed for a reason that the person at the terminal can do something about. */
export class SetupError extends Error {}

/** @returns the path of a Node that is new enough: this process's own, or one fetched for the checkout */
export async function prepareNode() {
	if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath;

	const manifests = join(root, 'tools', 'scripts', 'toolchain');
	const wanted = readJson(join(manifests, 'package.json')).optionalDependencies;
	const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const version = wanted[packageName];
	const advice = `Install Node ${neededMajor} or newer (nodejs.org) and run the command again.`;
	if (!version) {
		throw new SetupError(
			`This needs Node ${neededMajor}, you have ${process.version}, and none can be fetched for ${process.platform}-${process.arch}. ${advice}`,
		);
	}

	const folder = join(root, '.toolchain');
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	const node = join(folder, 'node_modules', packageName, 'bin', executable);
	if (versionOf(node) === version) return node;

	mkdirSync(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(manifests, file), join(folder, file));
	}
	await npmInstall(
		process.execPath,
		folder,
		`n8n needs Node ${neededMajor}, this is ${process.version}: fetching Node ${version} into .toolchain/ (60 MB, about 15 s)`,
	);
	// An optional dependency that cannot be fetched is no error to npm.
	if (!existsSync(node)) {
		throw new SetupError(
			`Node ${version} could not be fetched. Is the npm registry reachable from here? ${advice}`,
		);
	}
	if (versionOf(node) !== version) {
		throw new SetupError(`Node ${version} was fetched but does not run on this system. ${advice}`);
	}
	return node;
}

const ofRoot =
	'Installing the development dependencies, n8n-core among them (350 MB, about 1 minute)';

/** Installs a folder's dependencies when its node_modules is not what its package-lock.json says. */
export async function prepareModules(node, folder = root, what = ofRoot) {
	if (!isInstalled(folder)) await npmInstall(node, folder, what);
}

/** npm keeps a lockfile of what it has really installed; it writes that last. */
function isInstalled(folder) {
	const installedLock = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(installedLock)) return false;
	const installed = readJson(installedLock).packages;
	return Object.entries(readJson(join(folder, 'package-lock.json')).packages).every(
		([path, { integrity, optional }]) =>
			path === '' || optional || installed[path]?.integrity === integrity,
	);
}

async function npmInstall(node, folder, what) {
	console.log(`[setup] ${what} …`);
	const started = Date.now();
	// Not `npm ci`: it rejects a lockfile made where the registry lacked other platforms' binaries.
	const args = ['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional'];
	const { exitCode, output } = await npm(node, folder, args);
	if (exitCode !== 0) {
		throw new SetupError(
			`${output.trim()}\n\nSet-up failed: "npm install" ended with exit code ${exitCode}. Is the npm registry reachable from here? Running the same command again goes on with the set-up.`,
		);
	}
	console.log(`[setup] done in ${Math.round((Date.now() - started) / 1000)} s`);
}

function npm(node, folder, args) {
	const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
		env: environmentOf(node),
		stdio: ['ignore', 'pipe', 'pipe'],
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32',
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	return new Promise((resolve, reject) => {
		child.on('error', (error) =>
			reject(new SetupError(`npm could not be started: ${error.message}`)),
		);
		child.on('close', (exitCode) => resolve({ exitCode, output }));
	});
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

const versionOf = (node) =>
	spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim().replace(/^v/, '');
