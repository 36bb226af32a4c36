import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { bytesOf, postOakgen } from './support.ts';

describe('the foreign host of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterAll(async () => await sandbox.close());

	it('serves the same files and records who asks with which headers', async () => {
		sandbox.addRule({ where: 'generate', filesFrom: 'foreign' });
		await postOakgen(sandbox);
		const image = sandbox.generations[0]?.images[0];
		expect(new URL(image?.url ?? '').origin).toBe(sandbox.foreignUrl);
		const file = await fetch(image?.url ?? '', { headers: { authorization: 'Bearer leaked' } });
		expect((await bytesOf(file)).equals(image?.bytes ?? Buffer.alloc(0))).toBe(true);

		const other = await fetch(`${sandbox.foreignUrl}/anything?a=1`, {
			method: 'POST',
			body: '{"b":2}',
		});
		expect([other.status, await other.text()]).toEqual([200, '{}']);
		expect(sandbox.foreignRequests).toEqual([
			expect.objectContaining({
				origin: 'foreign',
				where: 'download',
				status: 200,
				generationId: sandbox.generations[0]?.id,
				headers: expect.objectContaining({ authorization: 'Bearer leaked' }) as unknown,
			}),
			expect.objectContaining({ method: 'POST', path: '/anything?a=1', body: { b: 2 } }),
		]);
		expect(sandbox.requests).toHaveLength(1);
	});
});
