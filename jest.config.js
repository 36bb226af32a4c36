/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/tools/scripts/testEnvironment.cjs',
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
};
