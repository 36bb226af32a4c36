// Far from UTC, so that a moment that is read in the zone of the machine is noticed.
process.env.TZ = 'Asia/Tokyo';

/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Nothing to test there, and no need to watch it.
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/build/',
		'<rootDir>/.toolchain/',
		'<rootDir>/demo-output/',
		'<rootDir>/tools/mutation/',
	],
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	setupFiles: [
		'<rootDir>/tools/scripts/oneErrorRealm.cjs',
		'<rootDir>/test/support/samePropertyCases.ts',
	],
	// Engine tests load the whole of n8n-core and talk to real servers.
	testTimeout: 60_000,
	maxWorkers: 2,
	// Until it has freed 500 MB and its last timers have run out, of up to a second each.
	workerGracefulExitTimeout: 30_000,
};
