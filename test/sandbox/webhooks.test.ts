import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../tools/sandbox/index.ts';
import type { ReplyName, Sandbox } from '../../tools/sandbox/index.ts';
import { only } from '../engine/support.ts';
import { getWithKey, jsonOf, postOakgen } from './support.ts';

/** Answers each call with the next status, the last one for ever, and tells what came. */
async function listen(...statuses: number[]) {
	const bodies: string[] = [];
	let whenCalled: () => void = () => {};
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			bodies.push(body);
			response.writeHead(statuses[Math.min(bodies.length, statuses.length) - 1] ?? 200).end();
			whenCalled();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		bodies,
		calls: async (count: number) => {
			while (bodies.length < count) await new Promise<void>((resolve) => (whenCalled = resolve));
		},
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

describe('webhooks of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	it.each(['webhook_url', 'webhook', 'callBackUrl'])(
		'the finished reply of a job goes to %s',
		async (field) => {
			const hook = await listen(200);
			const accepted = await jsonOf<{ id: string; status: string }>(
				await postOakgen(sandbox, { [field]: hook.url }),
			);
			expect(accepted.status).toBe('queued');
			await hook.calls(1);
			const sent = JSON.parse(only(hook.bodies)) as unknown;
			expect(sent).toEqual(
				await jsonOf(await getWithKey(sandbox, `/v1/generate/image/${accepted.id}`)),
			);
			expect(sent).toMatchObject({ id: accepted.id, status: 'completed' });
			expect(sandbox.bill()).toBe(1);
			hook.close();
		},
	);

	it('is tried again until it is taken, and each try is written down', async () => {
		const hook = await listen(404, 409, 200);
		sandbox.addRule({ where: 'generate', pendingSeconds: 0 });
		await postOakgen(sandbox, { webhook_url: hook.url });
		await hook.calls(3);
		while (only(sandbox.webhooks).delivered === null) await new Promise(setImmediate);
		expect(only(sandbox.webhooks)).toMatchObject({ attempts: [404, 409, 200], delivered: true });
		hook.close();
	});

	it('tells of a job that failed, and why', async () => {
		const hook = await listen(200);
		sandbox.addRule({ where: 'generate', reply: 'job-refused', pendingSeconds: 0 });
		await postOakgen(sandbox, { webhook_url: hook.url });
		await hook.calls(1);
		expect(only(hook.bodies)).toContain('safety filter');
		expect(sandbox.bill()).toBe(0);
		hook.close();
	});

	it.each(['usual', 'refusal'] as ReplyName[])(
		'says nothing of %s, which came at once',
		async (reply) => {
			const hook = await listen(200);
			sandbox.addRule({ where: 'generate', reply, pendingSeconds: 0 });
			expect((await postOakgen(sandbox, { webhook_url: hook.url })).status).toBe(200);
			await new Promise(setImmediate);
			expect(sandbox.webhooks).toEqual([]);
			hook.close();
		},
	);
});
