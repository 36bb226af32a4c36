/**
 * `npm run release:check`: whether this checkout may be published. Run by publish.yml with the tag's
 * ref, and before every `npm publish`. Build first.
 *
 *   --allow-placeholders   names those that still stand, and lets them
 *   --tag refs/tags/v1.2.3 the tag that is published must be this version's, on main
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/paths.mjs';
import { foreignFiles, missingFiles } from './contents.mjs';
import { owner, ownerInPackage } from './owner.mjs';

const { values } = parseArgs({
	options: { 'allow-placeholders': { type: 'boolean', default: false }, tag: { type: 'string' } },
});
const read = (name) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { version } = manifest;

const verdicts = [
	verdict('version', versionProblems()),
	verdict('changelog', changelogProblems()),
	verdict('nothing to install with it', dependencyProblems()),
	verdict('contents of the tarball', contentProblems()),
	verdict('npm publish --dry-run', dryRunProblems()),
	verdict('owner in all files', ownerProblems()),
	verdict('placeholders', placeholderProblems(), values['allow-placeholders']),
];
process.exitCode = verdicts.every(Boolean) ? 0 : 1;

function versionProblems() {
	const problems = [];
	if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${version} is not three numbers`);
	if (JSON.parse(read('package-lock.json')).version !== version) {
		problems.push('package-lock.json has another version: run npm install --package-lock-only');
	}
	if (values.tag === undefined) return problems;
	if (values.tag !== `refs/tags/v${version}`) {
		problems.push(`${values.tag} is not refs/tags/v${version}: start it on this version's tag`);
	}
	const onMain = ['merge-base', '--is-ancestor', 'HEAD', 'origin/main'];
	if (spawnSync('git', onMain, { cwd: root }).status !== 0) {
		problems.push('this commit is not on main');
	}
	return problems;
}

function changelogProblems() {
	const [, newest = '', entry = ''] =
		/^## (\S+).*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(read('CHANGELOG.md')) ?? [];
	if (newest !== version) return [`CHANGELOG.md begins with "${newest}", not with ${version}`];
	return entry.trim() === '' ? [`CHANGELOG.md says nothing of ${version}`] : [];
}

function dependencyProblems() {
	const kinds = ['dependencies', 'optionalDependencies', 'bundleDependencies'];
	return kinds
		.filter((kind) => Object.keys(manifest[kind] ?? {}).length > 0)
		.map((kind) => `package.json has ${kind}`);
}

function contentProblems() {
	const [{ files }] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts').stdout);
	const paths = files.map(({ path }) => path);
	console.log(`  ${paths.length} files`);
	return [...missingFiles(paths, manifest), ...foreignFiles(paths)];
}

function dryRunProblems() {
	// Provenance can be had only on GitHub, and scripts would begin here again.
	const { status, stderr } = npm('publish', '--dry-run', '--provenance=false', '--ignore-scripts');
	return status === 0 ? [] : [stderr.trim()];
}

function ownerProblems() {
	const said = ownerInPackage(manifest);
	const links = { homepage: manifest.homepage, bugs: manifest.bugs.url };
	return [
		...Object.keys(said).filter((key) => said[key] !== owner[key]),
		...Object.keys(links).filter((key) => !links[key].includes(`/${owner.repository}`)),
		...['SECURITY.md', 'CODE_OF_CONDUCT.md'].filter((name) => !read(name).includes(owner.email)),
		...linkingFiles().filter((name) => !read(name).includes(`/${owner.repository}`)),
	].map((what) => `${what} is not what owner.json says: run npm run release:owner`);
}

/** Those that n8n shows a link of. */
function linkingFiles() {
	const patterns = ['credentials/*.credentials.ts', 'nodes/**/*.node.json'];
	const args = ['ls-files', ...patterns.map((pattern) => `:(glob)${pattern}`)];
	return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
}

function placeholderProblems() {
	return owner.placeholders.map(
		(key) => `"${key}" in tools/release/owner.json is a placeholder: see docs/releasing.md`,
	);
}

function npm(...args) {
	// npm is a .cmd file on Windows, which only a shell can start.
	const shell = process.platform === 'win32';
	return spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell });
}

function verdict(what, problems, isAllowed = false) {
	const sign = problems.length === 0 ? '✔' : isAllowed ? '!' : '✖';
	console.log(`${sign} ${what}: ${problems.length === 0 ? 'in order' : ''}`);
	for (const problem of problems) console.log(`    ${problem}`);
	return problems.length === 0 || isAllowed;
}
