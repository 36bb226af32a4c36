/**
 * Who publishes, in one place: owner.json. `npm run release:owner` writes it into the files that
 * have to say it too (package.json, SECURITY.md, the credentials' links and so on).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/paths.mjs';

const textFile = /\.(ts|mjs|cjs|js|json|md|yml|sh)$/;
const untouched = /(^|\/)(owner\.json|CHANGELOG\.md)$/;

export const owner = JSON.parse(readFileSync(join(import.meta.dirname, 'owner.json'), 'utf8'));

/** What the files say now, as package.json has it. */
export function ownerInPackage({ name, repository, author }) {
	return {
		package: name,
		repository: repository.url.replace(/^git\+https:\/\/github\.com\/|\.git$/g, ''),
		author: author.name,
		email: author.email,
	};
}

if (process.argv[1] === import.meta.filename) {
	const before = ownerInPackage(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
	// The longest first: the package's name is a part of the repository's.
	const changes = Object.entries(before)
		.filter(([key, value]) => owner[key] !== value)
		.sort(([, a], [, b]) => b.length - a.length);
	const names = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
	for (const name of names.filter((name) => textFile.test(name) && !untouched.test(name))) {
		const text = readFileSync(join(root, name), 'utf8');
		const written = changes.reduce((now, [key, value]) => now.replaceAll(value, owner[key]), text);
		if (written === text) continue;
		writeFileSync(join(root, name), written);
		console.log(`  ${name}`);
	}
	console.log(
		changes.length === 0 ? 'The files say already what owner.json says.' : 'Written, see above.',
	);
}
