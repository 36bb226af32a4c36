/**
 * Stands for fast-check: few cases, the same every time, and no search for the simplest that fails.
 * A score that rises and falls by chance is none, and thousands of cases for each of thousands of
 * mutants take hours.
 */
const fastCheck = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const MOST_RUNS = 50;

const assert = (property, parameters = {}) =>
	fastCheck.assert(property, {
		...parameters,
		seed: 1,
		endOnFailure: true,
		numRuns: Math.min(parameters.numRuns ?? MOST_RUNS, MOST_RUNS),
	});

module.exports = { __esModule: true, default: { ...fastCheck.default, assert } };
