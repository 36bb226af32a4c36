import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { atOnce, status } from '../scenes.ts';
import { mustRun, only, paidRequests, runImage } from '../support.ts';
import { retryOnFail } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

describe('a request of which nobody knows whether it was paid', () => {
	const lost: Array<[string, Parameters<Sandbox['addRule']>[0], INodeParameters]> = [
		['HTTP 504', { where: 'generate', fault: { ...status(504), afterGenerating: true } }, {}],
		[
			'no reply in time',
			{ where: 'generate', fault: { kind: 'hang', afterGenerating: true } },
			{ requestTimeout: 0.3 },
		],
		['a reset', { where: 'generate', fault: { kind: 'reset', afterGenerating: true } }, {}],
		[
			'a reply that cannot be read',
			{ where: 'generate', fault: { kind: 'html', afterGenerating: true } },
			{},
		],
	];

	test.each(lost)(
		'%s: Retry On Fail does not order it again, and the error stays the same',
		async (_, rule, options) => {
			sandbox.addRule(rule);
			const run = await runImage(
				sandbox,
				{ provider: 'gemini', options },
				{ settings: retryOnFail(3) },
			);
			expect(run.error?.message).toMatch(/Google Gemini/);
			expect(run.error?.description).toMatch(/account/);
			expect(paidRequests(sandbox)).toHaveLength(1);
		},
	);

	test('is ordered again when the user retries the execution', async () => {
		sandbox.addRule({
			where: 'generate',
			times: 1,
			fault: { ...status(504), afterGenerating: true },
		});
		const failed = await runImage(sandbox, { provider: 'gemini' });
		const retried = await mustRun(sandbox, { provider: 'gemini' }, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(2);
	});
});

describe('a job that the provider does not know', () => {
	const forgotten = (times: number) => {
		sandbox.addRule({ where: 'generate', times: 1, reply: 'job-id' });
		sandbox.addRule({ where: 'status', times, fault: status(404, atOnce) });
	};

	test('is not ordered again by Retry On Fail', async () => {
		forgotten(100);
		const run = await runImage(sandbox, {}, { settings: retryOnFail(2) });
		expect(run.error?.message).toMatch(
			/cannot be followed.*404.*first reply was: .*"status":"queued"/,
		);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});

	test('is asked for again when the execution is retried, and found', async () => {
		forgotten(3);
		sandbox.addRule({ where: 'generate', pendingPolls: 0 });
		const failed = await runImage(sandbox);
		const retried = await mustRun(sandbox, {}, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});

	test('also when Retry On Fail has run the node again in between', async () => {
		forgotten(3);
		const failed = await runImage(sandbox, {}, { settings: retryOnFail(2) });
		expect(failed.error?.message).toContain('cannot be followed');
		const retried = await mustRun(sandbox, {}, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});

	test('is ordered anew when the retried execution does not find it either', async () => {
		forgotten(6);
		const failed = await runImage(sandbox);
		const retried = await mustRun(sandbox, {}, { retryOf: failed });
		expect(only(retried.json).fileSize).toBeGreaterThan(0);
		expect(paidRequests(sandbox)).toHaveLength(2);
	});
});
