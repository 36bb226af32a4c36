import { type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { publicHost } from '../support/publicHost.ts';
import { keys } from './keys.ts';
import { listenToLogs } from './logs.ts';
import { type NodeWatch, watchNode } from './watchNode.ts';

// An isolate for each of these hundreds of small executions would slow all of them down.
process.env.N8N_EXPRESSION_ENGINE = 'legacy';

/** Acts at the same time: each has a sandbox of its own. */
const SANDBOXES = 64;

export interface Stage {
	/** Lends a sandbox that has forgotten whatever was before, for one execution. */
	withSandbox<T>(executionId: string, act: (sandbox: Sandbox) => Promise<T>): Promise<T>;
	thrownIn: NodeWatch['thrownIn'];
	/** Lines that n8n logged or that were written to the console, whatever the log level. */
	logs: readonly string[];
	close(): Promise<void>;
}

/** All that acts share: sandboxes, a public host for their other origins, and ears for what is said. */
export async function openStage(): Promise<Stage> {
	const host = publicHost();
	const sandboxes = await Promise.all(
		Array.from({ length: SANDBOXES }, () =>
			startSandbox({
				plain: true,
				oakgenApiKey: keys.oakgen,
				geminiApiKey: keys.gemini,
				foreignTls: host,
			}),
		),
	);
	const free = [...sandboxes];
	const waiting: Array<(sandbox: Sandbox) => void> = [];
	let lastStart: Promise<void> = Promise.resolve();
	const node = await watchNode();
	const { logs, stopListening } = listenToLogs();
	return {
		logs,
		thrownIn: node.thrownIn,
		withSandbox: async (executionId, act) => {
			const sandbox =
				free.pop() ?? (await new Promise<Sandbox>((resolve) => waiting.push(resolve)));
			sandbox.reset();
			// Many starts at once would keep the requests of all of them back past short timeouts.
			const previousStart = lastStart;
			let hasStarted = () => {};
			lastStart = new Promise((resolve) => (hasStarted = resolve));
			node.onStart(executionId, hasStarted);
			await previousStart;
			try {
				return await act(sandbox);
			} finally {
				hasStarted();
				await lastRequestsAreIn();
				const next = waiting.shift();
				if (next) next(sandbox);
				else free.push(sandbox);
			}
		},
		close: async () => {
			stopListening();
			node.stop();
			await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
			host.close();
		},
	};
}

/** A request given up at a deadline can be on its way still, and must not count as the next act's. */
async function lastRequestsAreIn(): Promise<void> {
	for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
