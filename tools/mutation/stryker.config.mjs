import folders from './folders.cjs';

/**
 * What is mutated, and which tests must notice it. Stryker runs in the root of the checkout, but is
 * installed here: its plugin is named by its place.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [`nodes/OakgenImage/${folders}/**/*.ts`],
	plugins: [import.meta.resolve('@stryker-mutator/mocha-runner')],
	testRunner: 'mocha',
	mochaOptions: { spec: ['tools/mutation/unitTests.cjs'] },
	coverageAnalysis: 'perTest',
	// Static mutants sit in values made when a module is loaded: each needs a run of all the tests.
	// `false` has them too.
	ignoreStatic: true,
	concurrency: 2,
	// A mutant can leave work behind, in timers that it does not end.
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
