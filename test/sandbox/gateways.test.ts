import { gatewayScenes, insteadOf } from '../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../engine/sandboxOfFile.ts';
import { bytesOf, getWithKey, jsonOf, postOakgen } from './support.ts';

// What the gateways say is for test/engine/gateways; here is how the sandbox says it.

const sandbox = sandboxOfFile({ plain: true });

describe('gateways of the sandbox', () => {
	it('a job is under way, then done, at the path of the gateway and with the key only', async () => {
		sandbox.addRule({ where: 'generate', reply: 'runpod:done', pendingPolls: 2 });
		const { id } = await jsonOf<{ id: string }>(await postOakgen(sandbox));
		const path = `/v2/abc/status/${id}`;
		expect((await fetch(new URL(path, sandbox.url))).status).toBe(401);
		const states: unknown[] = [];
		for (let poll = 0; poll < 4; poll += 1) {
			const answer = await jsonOf<{ status: string }>(await getWithKey(sandbox, path));
			states.push(answer.status);
		}
		expect(states).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'COMPLETED', 'COMPLETED']);
		expect(sandbox.requests.filter(({ where }) => where === 'status')).toHaveLength(5);
		expect(sandbox.bill()).toBe(1);
	});

	it('what ends without a picture is not billed', async () => {
		sandbox.addRule({ where: 'generate', reply: 'kie:failed' });
		await postOakgen(sandbox);
		expect(sandbox.bill()).toBe(0);
	});

	it('the picture itself can be the answer, with headers', async () => {
		sandbox.addRule({ where: 'generate', reply: 'stabilityBytes:filtered' });
		const response = await postOakgen(sandbox);
		expect(response.headers.get('finish-reason')).toBe('CONTENT_FILTERED');
		const made = sandbox.generations[0].images[0].bytes;
		expect((await bytesOf(response)).equals(made)).toBe(true);
	});

	it('a rule tells a dialect of its own, and blanks become what they stand for', async () => {
		const dialect = {
			submit: { json: { wide: '{width}', no: '{jobNumber}', at: 'see {imagePath}' } },
		};
		await fetch(`${sandbox.url}/_sandbox/rules`, {
			method: 'POST',
			body: JSON.stringify({ where: 'generate', dialect }),
			headers: { 'content-type': 'application/json' },
		});
		const answer = await jsonOf<Record<string, unknown>>(await postOakgen(sandbox));
		const { width, fileName } = sandbox.generations[0].images[0];
		expect(answer).toEqual({ wide: width, no: expect.any(Number), at: `see /files/${fileName}` });
	});

	it.each([
		{ reply: 'nobody:done' },
		{ reply: 'fal:unheardOf' },
		{ dialect: {} },
		{ dialect: { submit: {}, poll: { path: '/x', running: {} } } },
	])('%j is refused', async (rule) => {
		const response = await fetch(`${sandbox.url}/_sandbox/rules`, {
			method: 'POST',
			body: JSON.stringify({ where: 'generate', ...rule }),
			headers: { 'content-type': 'application/json' },
		});
		expect(response.status).toBe(400);
	});

	it.each(gatewayScenes)('$name leaves no blank open', async ({ name, gateway, situation }) => {
		sandbox.addRule({ where: 'generate', reply: name });
		const response = await postOakgen(sandbox);
		const instead = insteadOf(gateway, situation)?.submit;
		expect(response.status).toBe((instead ?? gateway.submit).status ?? 200);
		const isPicture = response.headers.get('content-type')?.startsWith('image/');
		if (!isPicture) expect(await response.text()).not.toMatch(/\{[a-z]\w*\}/);
	});
});
