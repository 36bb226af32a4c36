/**
 * Stands for n8n-workflow, which takes about a second to load, for every test file and mutant. What
 * is mutated needs nothing else of it; anything else is an error.
 */
const { setTimeout: sleep } = require('node:timers/promises');

module.exports = {
	sleep,
	/** The real one, for the tests of what n8n itself throws. */
	get UserError() {
		return require('../../node_modules/n8n-workflow').UserError;
	},
};
