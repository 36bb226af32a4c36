import type { INode } from 'n8n-workflow';
import type { Where } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import { goOn, type ImageRun, mustRun, only, paidRequests, runImage } from '../support.ts';
import { retryOnFail } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

const prompts = ['one', 'two', 'three'];
const items = prompts.map((prompt) => ({ json: { prompt } }));
const parameters = { prompt: '={{ $json.prompt }}', options: { concurrency: 1 } };

/** Runs the node until a request is seen, and cancels the execution then. */
async function cancelAt(
	where: Where,
	prompt: string,
	settings: Partial<INode> = {},
	concurrency = 1,
): Promise<ImageRun> {
	const stop = new AbortController();
	const isSeen = () =>
		sandbox.requests.some((entry) => entry.where === where && entry.prompt === prompt);
	const looking = setInterval(() => {
		if (isSeen()) stop.abort();
	}, 1);
	const run = await runImage(
		sandbox,
		{ ...parameters, options: { concurrency } },
		{ items, signal: stop.signal, settings },
	);
	clearInterval(looking);
	expect(run.run.status).toBe('canceled');
	return run;
}

const never = { latencyMs: 60_000, times: 1 };
const paidFor = (name: string) => paidRequests(sandbox).filter((entry) => entry.prompt === name);

test('a retried execution makes what was missing, and hands out what was made', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'two', ...never });
	const cancelled = await cancelAt('generate', 'two');
	expect(cancelled.error?.message).toMatch(/^The execution was canceled .*\[item [01]\]$/);
	expect(cancelled.error?.description).toContain(only(sandbox.generations).url);
	expect(cancelled.error?.description).toContain('may have been made and billed');
	const { json } = await mustRun(sandbox, parameters, { items, retryOf: cancelled });
	expect(json.map((facts) => facts.prompt)).toEqual(prompts);
	expect(paidFor('one')).toHaveLength(1);
});

/** A job whose first poll gets no answer, and whose second one finds it done. */
function addJob(promptIncludes: string): void {
	sandbox.addRule({ where: 'generate', promptIncludes, reply: 'job-id', pendingPolls: 0 });
	sandbox.addRule({ where: 'status', promptIncludes, times: 1, fault: { kind: 'hang' } });
}

test('a retried execution takes up the job that was left', async () => {
	addJob('two');
	const cancelled = await cancelAt('status', 'two');
	expect(cancelled.error?.description).toContain(sandbox.generations[1].id);
	const { json } = await mustRun(sandbox, parameters, { items, retryOf: cancelled });
	expect(json.map((facts) => facts.prompt)).toEqual(prompts);
	expect(paidFor('two')).toHaveLength(1);
});

test('a retried execution fetches the file that was left', async () => {
	sandbox.addRule({ where: 'download', promptIncludes: 'one', times: 1, fault: status(500) });
	const cancelled = await cancelAt('download', 'one');
	expect(cancelled.error?.description).toContain(only(sandbox.generations).url);
	const { json } = await mustRun(sandbox, parameters, { items, retryOf: cancelled });
	expect(json.map((facts) => facts.prompt)).toEqual(prompts);
	expect(paidFor('one')).toHaveLength(1);
});

// n8n does not run a node again that hands out something, so what is handed out has to say it all.
test('with On Error = continue, every image that is missing is named, with what is paid for', async () => {
	addJob('two');
	const { json } = await cancelAt('status', 'two', goOn);
	expect(json).toHaveLength(3);
	expect(json[0]).toMatchObject({ prompt: 'one' });
	const { id } = sandbox.generations[1];
	expect(json[1].error).toMatch(
		new RegExp(
			`canceled before Oakgen finished job ${id}; [^:]*made and billed: Get an Image fetches it by this ID \\[item 1\\]`,
		),
	);
});

test('with On Error = continue, what was not begun is named as well', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'two', ...never });
	const { json } = await cancelAt('generate', 'two', goOn);
	expect(json.slice(1).map(({ error }) => error)).toEqual([
		expect.stringMatching(/before Oakgen answered; .*made and billed \[item 1\]/),
		expect.stringMatching(/canceled before the turn of this image.*\[item 2\]/),
	]);
});

test('n8n’s Retry On Fail, which goes on after a cancel, hands out the same and orders nothing', async () => {
	addJob('one');
	sandbox.addRule({ where: 'generate', promptIncludes: 'three', ...never });
	const { json } = await cancelAt('status', 'one', { ...goOn, ...retryOnFail(3) }, 2);
	expect(paidRequests(sandbox)).toHaveLength(3);
	expect(json.map(({ prompt, error }) => prompt ?? error)).toEqual([
		expect.stringContaining('finished job'),
		'two',
		expect.stringContaining('may have been made and billed'),
	]);
});
