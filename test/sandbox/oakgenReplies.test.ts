import { gatewayScenes, oakgenReplyNames, startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { failureShapes } from '../../tools/sandbox/oakgen/failureShapes.ts';
import { jobShapes } from '../../tools/sandbox/oakgen/jobShapes.ts';
import type { JobReplyName } from '../../tools/sandbox/oakgen/jobShapes.ts';
import { replyShapes } from '../../tools/sandbox/oakgen/replyShapes.ts';
import { bytesOf, getWithKey, jsonOf, liteEdit, postOakgen } from './support.ts';

const jobNames = Object.keys(jobShapes) as JobReplyName[];
const withStatusUrl = jobNames.filter((name) => jobShapes[name].polledAt === 'statusUrl');
const withId = jobNames.filter((name) => jobShapes[name].polledAt === 'id');

describe('reply shapes of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	it('have names of their own', () => {
		expect(new Set(oakgenReplyNames).size).toBe(oakgenReplyNames.length);
		const shapes = [replyShapes, failureShapes, jobShapes].flatMap((table) => Object.keys(table));
		expect(oakgenReplyNames.length).toBe(shapes.length + gatewayScenes.length);
	});

	it.each(Object.keys(replyShapes) as Array<keyof typeof replyShapes>)(
		'%s delivers the image',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply });
			const response = await postOakgen(sandbox);
			const body = await bytesOf(response);
			expect(response.status).toBe(200);
			for (const { bytes, url } of sandbox.generations[0]?.images ?? []) {
				const carries = [bytes, Buffer.from(bytes.toString('base64')), Buffer.from(url)];
				expect(carries.some((content) => body.includes(content))).toBe(true);
			}
			expect(sandbox.bill()).toBe(reply.startsWith('two-') ? 2 : 1);
		},
	);

	it.each(Object.keys(failureShapes) as Array<keyof typeof failureShapes>)(
		'%s bills nothing',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply });
			const response = await postOakgen(sandbox);
			expect(response.status).toBe(reply.startsWith('error-') ? 422 : 200);
			expect(await response.text()).not.toContain('/files/');
			expect(sandbox.bill()).toBe(0);
		},
	);

	it.each(withId)('%s is polled with its id', async (reply) => {
		sandbox.addRule({ where: 'generate', reply, pendingPolls: 1 });
		const accepted = await (await postOakgen(sandbox)).text();
		const id = /gen_[0-9a-f]{32}|(?<="id":)\d{19}/.exec(accepted)?.[0];
		const poll = async () => await (await getWithKey(sandbox, `/v1/generate/image/${id}`)).text();
		expect(await poll()).not.toContain('/files/');
		let ended = await poll();
		for (let time = 0; time < 2 && ended.includes('"images":[]'); time++) ended = await poll();
		expect(ended.includes('/files/')).toBe(jobShapes[reply].makesImage);
		expect(await poll()).toBe(ended);
		expect(sandbox.bill()).toBe(jobShapes[reply].makesImage ? 1 : 0);
	});

	it.each(withStatusUrl)(
		'%s is polled at the URL that it names, and nowhere else',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply, pendingPolls: 1 });
			const accepted = await postOakgen(sandbox);
			const text = `${accepted.headers.get('location') ?? ''} ${await accepted.text()}`;
			const path = /\/v1\/jobs\/(gen_[0-9a-f]{32})/.exec(text);
			expect((await getWithKey(sandbox, `/v1/generate/image/${path?.[1]}`)).status).toBe(404);
			const poll = async (suffix = '') =>
				await (await getWithKey(sandbox, `${path?.[0]}${suffix}`)).text();
			expect(await poll()).not.toContain('/files/');
			const ended = await poll();
			expect(reply === 'job-fal' ? await poll('/result') : ended).toContain('/files/');
			expect(sandbox.bill()).toBe(1);
		},
	);

	it('keeps the result of a FAL job back until its status says that it is done', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-fal', pendingPolls: 0 });
		const { response_url, status_url } = await jsonOf<Record<string, string>>(
			await postOakgen(sandbox),
		);
		expect((await getWithKey(sandbox, response_url ?? '')).status).toBe(400);
		await getWithKey(sandbox, status_url ?? '');
		expect((await getWithKey(sandbox, response_url ?? '')).status).toBe(200);
	});

	it('has ids that no double can hold', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-wide-number-id' });
		const id = /\d{19}/.exec(await (await postOakgen(sandbox)).text())?.[0] ?? '';
		expect(String(Number(id))).not.toBe(id);
		expect((await getWithKey(sandbox, `/v1/generate/image/${Number(id)}`)).status).toBe(404);
	});

	it('leads from a page to the picture', async () => {
		sandbox.addRule({ where: 'generate', reply: 'page-url-and-image_url' });
		const { url } = await jsonOf<{ url: string }>(await postOakgen(sandbox));
		const page = await fetch(url);
		expect(page.headers.get('content-type')).toContain('text/html');
		expect(await page.text()).toContain(sandbox.generations[0]?.fileName);
	});

	it('asks for the key at the status endpoint', async () => {
		expect((await fetch(`${sandbox.url}/v1/generate/image/gen_1`)).status).toBe(401);
	});

	it('lets a status rule choose how a finished job is delivered', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 1 });
		sandbox.addRule({ where: 'status', reply: 'result.output-strings', times: 1 });
		const { id } = await jsonOf<{ id: string }>(await postOakgen(sandbox));
		const poll = async () =>
			await jsonOf<unknown>(await getWithKey(sandbox, `/v1/generate/image/${id}`));
		expect(await poll()).toEqual({ id, status: 'queued' });
		expect(await poll()).toEqual({ result: { output: [sandbox.generations[0]?.url] } });
	});

	it('echoes the reference images beside the result', async () => {
		const { images } = await jsonOf<{ images: Array<{ url: string }> }>(await postOakgen(sandbox));
		const input = images[0]?.url;
		sandbox.addRule({ where: 'generate', reply: 'echo-image_urls' });
		const edit = await postOakgen(sandbox, { model: liteEdit, image_urls: [input] });
		const output = sandbox.generations[1]?.url;
		expect(await jsonOf(edit)).toEqual({ image_urls: [input], output: [output] });
		expect(output).not.toBe(input);
	});
});
