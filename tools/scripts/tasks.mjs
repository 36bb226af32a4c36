/** What each npm script does: its steps in order, each the arguments of one `node` command. */

const tsc = 'node_modules/typescript/bin/tsc';
const gulp = ['node_modules/gulp/bin/gulp.js', '--silent'];
const eslint = ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'];

// n8n-core imports `file-type` and its expression engine dynamically, which jest allows only with
// this flag.
export const jest = [
	'--experimental-vm-modules',
	'--disable-warning=ExperimentalWarning',
	'node_modules/jest/bin/jest.js',
];

const prettier = ['node_modules/prettier/bin/prettier.cjs', '--log-level=warn'];

const build = [[...gulp, 'clean'], [tsc], [...gulp, 'tidy', 'staticFiles']];
const typecheck = [
	[tsc, '--noEmit'],
	[tsc, '--project', 'tsconfig.dev.json'],
];
const workflows = ['tools/release/workflows.mjs'];
const lint = [eslint, [...prettier, '--check', '.'], workflows];
/** n8n's own tool, in a folder of its own: see there. */
const n8nLint = ['tools/scripts/n8nLint.mjs'];
const scan = ['tools/scripts/scan.mjs'];

export const tasks = {
	// The last step does something only when it is asked for: `npm run build -- --providers oakgen`.
	build: [...build, ['tools/release/withProviders.mjs']],
	typecheck,
	lint,
	'lint:fix': [
		[...eslint, '--fix'],
		[...prettier, '--write', '.'],
	],
	'lint:n8n': [n8nLint],
	scan: [...build, scan],
	// The build has already type-checked nodes/ and credentials/.
	test: [...build, typecheck[1], ...lint, n8nLint, scan, jest],
	'test:unit': [['tools/scripts/unitTests.mjs']],
	mutation: [['tools/mutation/run.mjs']],
	faults: [...build, ['tools/scripts/faults.mjs']],
	parameters: [['--import=./tools/scripts/lib/sourceImports.mjs', 'tools/scripts/parameters.ts']],
	sandbox: [['tools/sandbox/main.ts']],
	demo: [...build, ['tools/scripts/demo.ts']],
	compat: [...build, ['tools/compat/run.mjs']],
	bench: [...build, ['tools/bench/main.ts']],
	'bench:load': [...build, ['tools/bench/loadTime.ts']],
	'bench:rate-limit': [...build, ['tools/bench/rateLimit.ts']],
	'bench:scaling': [...build, ['tools/bench/scaling.ts']],
	e2e: [...build, ['tools/e2e/main.ts']],
	n8n: [...build, ['tools/e2e/editor.ts']],
	'readme:images': [['tools/e2e/readmeImages.ts']],
	'readme:models': [
		['--import=./tools/scripts/lib/sourceImports.mjs', 'tools/scripts/readmeModels.ts'],
	],
	fuzz: [['--import=./tools/scripts/lib/sourceImports.mjs', 'tools/scripts/fuzz.ts']],
	'release:check': [...build, ['tools/release/check.mjs']],
	'release:owner': [['tools/release/owner.mjs']],
	'release:scan': [['tools/release/scanPublished.mjs']],
	'demo:check': [['tools/scripts/checkDemo.mjs']],
};
