/**
 * Judges the package as n8n judges it before offering it to its users: the scanner's own rules on
 * the sources and on the packed tarball. Stricter than n8n: a warning fails as well. Build first.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { maxPackedBytes } from './lib/packageSize.ts';
import { root } from './lib/paths.mjs';

/** `dist/**` of the package may load these; n8n provides them. */
const providedModules = ['n8n-workflow', 'crypto', 'node:crypto'];

const workFolder = mkdtempSync(join(tmpdir(), 'oakgen-scan-'));
process.once('exit', () => rmSync(workFolder, { recursive: true, force: true }));
// The scanner makes a temporary folder when it is loaded and leaves it behind.
process.env.TMPDIR = process.env.TEMP = process.env.TMP = workFolder;
const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');

const { tarball, files, packedBytes } = pack();
const unpacked = unpack(tarball);

console.log(`Packed package: ${files.length} files, ${packedBytes} bytes`);
for (const { path, size } of files) console.log(`  ${String(size).padStart(7)}  ${path}`);

const verdicts = [
	await scan('sources', root, scanner.SOURCE_FILE_PATTERNS),
	await scan('tarball', unpacked),
	verdict('entry points', missingEntryPoints()),
	verdict('imports', foreignImports()),
	verdict(
		'size',
		packedBytes > maxPackedBytes ? [`${packedBytes} bytes packed, allowed: ${maxPackedBytes}`] : [],
	),
];
process.exitCode = verdicts.every(Boolean) ? 0 : 1;

function pack() {
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error'];
	const stdout = execFileSync('npm', [...args, `--pack-destination=${workFolder}`], {
		cwd: root,
		encoding: 'utf8',
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32',
	});
	const [packed] = JSON.parse(stdout);
	return { tarball: packed.filename, files: packed.files, packedBytes: packed.size };
}

function unpack(name) {
	// Relative names: GNU tar takes the colon of a Windows path for a remote host.
	execFileSync('tar', ['-xzf', name], { cwd: workFolder });
	return join(workFolder, 'package');
}

/** n8n's verdict, and ESLint's with the same rules, which also knows of warnings. */
async function scan(what, folder, patterns) {
	const analysis = await scanner.analyzePackage(folder, patterns);
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scanner.buildScanConfig(),
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns ?? ['**/*.js', '**/*.ts', '**/*.json']);
	const findings = results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, ruleId, message }) =>
				`${filePath.slice(folder.length + 1)}:${line ?? 1}  ${message}  ${ruleId ?? ''}`,
		),
	);
	if (!analysis.passed && findings.length === 0)
		findings.push(analysis.details ?? analysis.message);
	return verdict(`n8n scan of the ${what} (${results.length} files)`, findings);
}

function missingEntryPoints() {
	const { n8n } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
	const packed = new Set(files.map(({ path }) => path));
	return [...n8n.nodes, ...n8n.credentials]
		.filter((path) => !packed.has(path))
		.map((path) => `${path} is declared in package.json and not in the tarball`);
}

/** The scanner lets devDependencies pass; n8n does not install them. */
function foreignImports() {
	return files
		.filter(({ path }) => path.endsWith('.js'))
		.flatMap(({ path }) => {
			const code = readFileSync(join(unpacked, path), 'utf8');
			return [...code.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]/g)]
				.map(([, name]) => name)
				.filter((name) => !name.startsWith('.') && !providedModules.includes(name))
				.map((name) => `${path} loads "${name}", which n8n does not provide`);
		});
}

function verdict(what, findings) {
	console.log(
		`${findings.length === 0 ? '✔' : '✖'} ${what}: ${findings.length || 'nothing'} found`,
	);
	for (const finding of findings) console.log(`    ${finding}`);
	return findings.length === 0;
}
