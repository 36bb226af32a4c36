/**
 * For jest: a test file's timers do not outlive it. The node's deadlines sleep in steps of up to a
 * second, with n8n's own `sleep`, which nobody can call off; jest ends a worker by force, and says
 * so, when it is still there after half a second.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	timers = [];

	async setup() {
		await super.setup();
		const { setTimeout } = this.global;
		const noted = (...args) => {
			const timer = setTimeout(...args);
			this.timers.push(timer);
			return timer;
		};
		// With what Node hangs onto it: the form that util.promisify takes.
		this.global.setTimeout = Object.defineProperties(
			noted,
			Object.getOwnPropertyDescriptors(setTimeout),
		);
	}

	async teardown() {
		for (const timer of this.timers) timer.unref();
		await super.teardown();
	}
};
