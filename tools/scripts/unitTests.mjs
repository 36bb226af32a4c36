/**
 * `npm run test:unit`: the tests that need no engine and so no build. Which they are is read from
 * their imports: a test that reaches tools/engine, by whatever way, needs both.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './lib/paths.mjs';
import { runStep } from './lib/step.mjs';
import { jest } from './tasks.mjs';

const engine = join(root, 'tools', 'engine');
const endings = ['', '.ts', '/index.ts'];
const known = new Map();

const tests = readdirSync(join(root, 'test'), { recursive: true })
	.filter((name) => name.endsWith('.test.ts'))
	.map((name) => join(root, 'test', name));
const left = tests.filter((file) => needsEngine(file)).map((file) => pattern(relative(root, file)));

process.exitCode = await runStep(process.execPath, [
	...jest,
	...left.map((path) => `--testPathIgnorePatterns=${path}`),
	// Ends the list, which would swallow a test's name given after it.
	'--config=jest.config.js',
	...process.argv.slice(2),
]);

function needsEngine(file) {
	if (file.startsWith(engine)) return true;
	const before = known.get(file);
	if (before !== undefined) return before;
	// Until it is known: files that import each other do not decide about themselves.
	known.set(file, false);
	const answer = importsOf(file).some((imported) => needsEngine(imported));
	known.set(file, answer);
	return answer;
}

/** Files of the checkout; types are not there any more when a test runs. */
function importsOf(file) {
	const code = readFileSync(file, 'utf8');
	return [...code.matchAll(/^(import|export) (?!type )[^;]*?from '(\.[^']+)'/gm)]
		.map(([, , name]) => endings.map((ending) => join(dirname(file), name) + ending).find(isFile))
		.filter((imported) => imported?.endsWith('.ts'));
}

function isFile(path) {
	return existsSync(path) && statSync(path).isFile();
}

function pattern(path) {
	return path.replaceAll('\\', '/').replaceAll('.', '\\.').replaceAll('/', '[/\\\\]') + '$';
}
