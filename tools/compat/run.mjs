/**
 * `npm run compat`: the engine tests on the engines of other n8n versions, too. Writes the table of
 * README.md. Ends with exit code 1 when a test fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnce } from '../n8n/installation.ts';
import { writeSection } from '../scripts/lib/section.ts';
import { jest } from '../scripts/tasks.mjs';
import { versions } from './versions.ts';

const checkout = join(import.meta.dirname, '..', '..');
const wanted = process.argv.slice(2);
const chosen = versions.filter(({ line }) => wanted.length === 0 || wanted.includes(line));

const rows = [];
for (const version of chosen) {
	const folder = await folderOf(version);
	console.log(`\n▶ n8n ${version.n8n}`);
	const result = runTests(version, folder);
	if (result.numFailedTestSuites > 0) process.exitCode = 1;
	rows.push(rowOf(version, folder, result));
}

const table = [
	'| n8n | n8n-core | Node that n8n asks for | tests passed | failed | left out |',
	'| --- | --- | --- | --: | --: | --: |',
	...rows,
];
const reasons = chosen.flatMap(({ n8n, leftOut }) =>
	leftOut.map(({ tests, reason }) => `- n8n ${n8n}, “${tests}”: ${reason}.`),
);
console.log(`\n${table.join('\n')}\n\nLeft out:\n${reasons.join('\n')}`);
if (chosen.length === versions.length) writeSection(join(checkout, 'README.md'), 'compat', table);

async function folderOf({ line, manifests }) {
	if (manifests === undefined) return checkout;
	const cost = '200 MB, about half a minute';
	return await installOnce({ name: `compat-${line}`, manifests, cost });
}

function runTests({ leftOut }, folder) {
	const output = mkdtempSync(join(tmpdir(), 'oakgen-compat-'));
	const report = join(output, 'report.json');
	const names = leftOut.map(({ tests }) => tests).join('|');
	try {
		spawnSync(
			process.execPath,
			[
				...jest,
				'test/engine',
				'--silent',
				'--json',
				`--outputFile=${report}`,
				...(names === '' ? [] : [`--testNamePattern=^(?!.*(${names}))`]),
			],
			{
				cwd: checkout,
				env: { ...process.env, ENGINE_N8N_FOLDER: folder },
				stdio: ['ignore', 'ignore', 'inherit'],
			},
		);
		return JSON.parse(readFileSync(report, 'utf8'));
	} finally {
		rmSync(output, { recursive: true });
	}
}

function rowOf({ n8n, node }, folder, result) {
	const manifest = join(folder, 'node_modules', 'n8n-core', 'package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
	const { numPassedTests, numFailedTests, numPendingTests } = result;
	const cells = [n8n, version, node, numPassedTests, numFailedTests, numPendingTests];
	return `| ${cells.join(' | ')} |`;
}
