/**
 * The unit tests beside what is mutated, for mocha: it keeps what it has loaded, where jest loads all
 * of it anew for each mutant. Of jest they use tables, `expect` and `jest.fn`, which are jest's own
 * here, too. The tests of the engine run the packed build, and see no mutant.
 */
const { globSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const { bind } = require('jest-each');
const { fn } = require('jest-mock');
const { addHook } = require('pirates');
const { transform } = require('../../jest.config.js');
const folders = require('./folders.cjs');

const [, options] = transform['\\.ts$'];
addHook((code, filename) => transformSync(code, { ...options, filename }).code, { exts: ['.ts'] });

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
	resolveFilename.call(
		Module,
		request === 'fast-check' ? join(__dirname, 'fastCheck.cjs') : request,
		...rest,
	);

describe.each = bind(describe, false);
it.each = bind(it);
Object.assign(globalThis, {
	expect,
	jest: { fn },
	test: it,
	beforeAll: before,
	afterAll: after,
});

for (const file of globSync(`test/unit/${folders}/**/*.test.ts`)) {
	require(resolve(file));
}
