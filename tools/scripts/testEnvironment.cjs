/**
 * For jest, which ends a worker by force, and says so, when it is still there half a second after the
 * last test. Two things take longer:
 *
 * - Timers. The node's deadlines sleep in steps of up to a second, with n8n's own `sleep`, which nobody
 *   can call off. So a test file's timers do not outlive it.
 * - The end of the process. Node frees what is in memory first, 500 MB after tests of the engine, also
 *   at `process.exit`. So a worker that has nothing left to do kills itself; jest has its results then.
 */
const { TestEnvironment } = require('jest-environment-node');

const isWorker = process.send !== undefined;
if (isWorker) process.once('beforeExit', () => process.kill(process.pid, 'SIGKILL'));

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
