import { get } from 'node:https';
import { startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { publicHost } from '../support/publicHost.ts';
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

	it('answers as a rule says, with what was made last', async () => {
		sandbox.reset();
		await postOakgen(sandbox);
		const fault = { kind: 'status', status: 202, json: { url: '{image}' } } as const;
		sandbox.addRule({ where: 'elsewhere', times: 1, fault });
		const answers = [1, 2].map(async () => await fetch(`${sandbox.foreignUrl}/jobs/1`));
		const texts = (await Promise.all(answers)).map(async (response) => await response.text());
		const { url } = sandbox.generations[0] ?? {};
		expect((await Promise.all(texts)).sort()).toEqual([JSON.stringify({ url }), '{}']);
	});

	it('can be behind TLS, under the name of a public host', async () => {
		const host = publicHost();
		const secure = await startSandbox({ plain: true, foreignTls: host });
		const ask = async (url: string) =>
			await new Promise<number | string | undefined>((resolve) => {
				get(url, (response) => resolve(response.resume().statusCode)).on('error', (error) =>
					resolve('code' in error ? String(error.code) : error.message),
				);
			});
		const url = `${secure.foreignUrl}/job`;
		expect(url).toMatch(/^https:\/\/cdn\.oakgen\.test:/);
		expect(await ask(url)).toBe(200);
		expect(await ask(url.replace('cdn.', 'other.'))).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
		expect(await ask('https://files.invalid')).toBe('ENOTFOUND');
		expect(secure.foreignRequests).toHaveLength(1);
		await secure.close();
		host.close();
	});
});
