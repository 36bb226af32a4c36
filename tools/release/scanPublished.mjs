/**
 * `npm run release:scan`: n8n's scan of the version that npm hands out, with its provenance and the
 * sources at the attested commit. n8n's own command ends with 0 whatever it finds, this one does not.
 */
import { setTimeout } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyzePackageByName } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { root } from '../scripts/lib/paths.mjs';

/** npm shows a new version, and its provenance, some minutes after it has taken it. */
const TRIES = 20;
const BETWEEN_TRIES_MS = 30_000;

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (let left = TRIES; left > 0; left -= 1) {
	const { passed, message, details } = await scan();
	if (passed) {
		console.log(`✔ n8n's scan of ${name}@${version} as published: nothing found`);
		break;
	}
	console.log(`✖ ${message}\n${details ?? ''}`);
	process.exitCode = 1;
	// What is found in the files will be found again.
	if (details !== undefined) break;
	if (left > 1) await setTimeout(BETWEEN_TRIES_MS);
}

async function scan() {
	try {
		const verdict = await analyzePackageByName(name, version);
		if (verdict.passed) process.exitCode = 0;
		return verdict;
	} catch (error) {
		return { passed: false, message: error.message };
	}
}
