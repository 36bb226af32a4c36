import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProviderName, type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import { mustRun, packOnce } from '../support.ts';
import { type Execution, runOf, sixNames } from './execution.ts';
import { expectMadeForThem } from './support.ts';

/** Three answered, and two in flight, whose replies do not come before the process is killed. */
const ACCEPTED = 5;

interface Killed {
	sandbox: Sandbox;
	execution: Execution;
}

/** n8n has saved nothing of what the node did in these executions. */
let oakgen: Killed;
let otherOakgen: Killed;
let gemini: Killed;
let worker: ChildProcess;

beforeAll(async () => {
	const all = await Promise.all([start('oakgen'), start('oakgen'), start('gemini')]);
	[oakgen, otherOakgen, gemini] = all;
	worker = await startWorker(all.map(({ execution }) => execution));
	const ended = once(worker, 'exit');
	const isRunning = () => worker.exitCode === null && worker.signalCode === null;
	const bills = () => all.map(({ sandbox }) => sandbox.bill());
	while (isRunning() && bills().some((bill) => bill < ACCEPTED)) await sleep(20);
	worker.kill('SIGKILL');
	expect(await ended).toEqual([null, 'SIGKILL']);
	expect(bills()).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
	// The worker loads the whole of n8n-core, too.
}, 120_000);

afterAll(async () => {
	worker.kill('SIGKILL');
	for (const { sandbox } of [oakgen, otherOakgen, gemini]) await sandbox.close();
});

async function start(provider: ProviderName): Promise<Killed> {
	const sandbox = await startSandbox();
	sandbox.addRule({
		where: 'generate',
		skip: ACCEPTED - 2,
		times: 2,
		fault: { kind: 'hang', afterGenerating: true },
	});
	const { url, geminiUrl, oakgenApiKey, geminiApiKey } = sandbox;
	const target = { url, geminiUrl, oakgenApiKey, geminiApiKey };
	return { sandbox, execution: { target, provider, executionId: '4711' } };
}

/** One process for all executions: n8n's workers have several at a time, too. */
async function startWorker(executions: Execution[]): Promise<ChildProcess> {
	return spawn(
		process.execPath,
		[
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
			join(import.meta.dirname, 'worker.ts'),
			JSON.stringify(executions),
		],
		{
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, PACKED_PACKAGE: await packOnce() },
		},
	);
}

async function runAgain({ sandbox, execution }: Killed, executionId: string): Promise<void> {
	const run = await mustRun(...runOf({ ...execution, executionId }));
	await expectMadeForThem(sandbox, run.items, sixNames);
}

describe('a worker is killed with five of six images accepted', () => {
	test('another takes over the same execution: with Oakgen, each image is billed once', async () => {
		await runAgain(oakgen, '4711');
		expect(oakgen.sandbox.bill()).toBe(6);
		expect(oakgen.sandbox.generations.map(({ replays }) => replays)).toEqual([1, 1, 1, 1, 1, 0]);
	});

	test('with Google Gemini, which takes no key, all six are billed again', async () => {
		await runAgain(gemini, '4711');
		expect(gemini.sandbox.bill()).toBe(ACCEPTED + 6);
	});

	test('a new execution pays for all six again, with Oakgen as well', async () => {
		await runAgain(otherOakgen, '4712');
		expect(otherOakgen.sandbox.bill()).toBe(ACCEPTED + 6);
	});
});
