const folders = '{transport,providers,output,paid}';

/**
 * What is mutated, and which tests must notice it. Stryker runs in the root of the checkout, but is
 * installed here: its plugin is named by its place.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [`nodes/OakgenImage/${folders}/**/*.ts`],
	plugins: [import.meta.resolve('@stryker-mutator/jest-runner')],
	testRunner: 'jest',
	// As in tools/scripts/tasks.mjs.
	testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
	jest: {
		configFile: 'jest.config.js',
		config: {
			// The tests beside what is mutated. Those of the engine run the packed build, and see no mutant.
			testMatch: [`<rootDir>/test/unit/${folders}/**/*.test.ts`],
			moduleNameMapper: {
				'^n8n-workflow$': '<rootDir>/tools/mutation/n8nWorkflow.cjs',
				'^fast-check$': '<rootDir>/tools/mutation/fastCheck.cjs',
			},
		},
	},
	coverageAnalysis: 'perTest',
	// Static mutants sit in values made when a module is loaded: each needs a run of all the tests.
	// `false` has them too.
	ignoreStatic: true,
	concurrency: 2,
	// Jest holds on to what it has loaded: after some hundred mutants a process has 3 GB, and is slow.
	maxTestRunnerReuse: 100,
	// Generous: what is only slow, on a machine that is busy, must not pass for noticed.
	timeoutMS: 10_000,
	timeoutFactor: 3,
	// Only what those tests need is copied.
	ignorePatterns: [
		'**',
		'!{nodes,test,tools/scripts,tools/sandbox}/**',
		'!tools/mutation/*.cjs',
		'!jest.config.js',
	],
	tempDirName: 'tools/mutation/.tmp',
	incremental: true,
	incrementalFile: 'tools/mutation/reports/incremental.json',
	reporters: ['dots', 'json', 'html'],
	jsonReporter: { fileName: 'tools/mutation/reports/mutation.json' },
	htmlReporter: { fileName: 'tools/mutation/reports/mutation.html' },
	thresholds: { high: 95, low: 90, break: 90 },
};
