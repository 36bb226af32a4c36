import { GoogleGenAI } from '@google/genai';
import { startSandbox } from '../../tools/sandbox/index.ts';
import type { ReplyName, Sandbox } from '../../tools/sandbox/index.ts';
import { only } from '../engine/support.ts';
import { getWithKey, jsonOf, postOakgen, shareNodeDispatcher } from './support.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
	await shareNodeDispatcher();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const read = async (id: string): Promise<Response> =>
	await getWithKey(sandbox, `/v1/generate/image/${id}`);

describe('reading what was ordered earlier', () => {
	it.each(['usual', 'url', 'raw-bytes', 'job-id', 'job-wide-number-id'] as ReplyName[])(
		'%s: any number of times, and nothing is paid',
		async (reply) => {
			sandbox.addRule({ where: 'generate', reply, pendingPolls: 0 });
			await postOakgen(sandbox);
			const { id, url } = only(sandbox.generations);
			for (let time = 0; time < 3; time++) {
				expect(await (await read(id)).text()).toContain(url);
			}
			expect(sandbox.bill()).toBe(1);
		},
	);

	it.each([
		['gen_unknown', 404],
		['..', 404],
	])('%s is unknown', async (id, status) => {
		expect((await read(id)).status).toBe(status);
	});

	it.each([
		['status-failed', 'gen_failed', 'The upstream model failed'],
		['status-nsfw', 'gen_nsfw', 'safety filter'],
	] as Array<[ReplyName, string, string]>)(
		'%s tells its reason again',
		async (reply, id, words) => {
			sandbox.addRule({ where: 'generate', reply });
			await postOakgen(sandbox);
			expect(await (await read(id)).text()).toContain(words);
		},
	);

	it('a job takes as many seconds as a rule says, however often it is asked', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingSeconds: 3600 });
		const { id } = await jsonOf<{ id: string }>(await postOakgen(sandbox));
		for (let time = 0; time < 5; time++) {
			expect(await jsonOf(await read(id))).toEqual({ id, status: 'queued' });
		}
	});

	it("is what Google's client finds, pending first in the background", async () => {
		const { interactions } = new GoogleGenAI({
			apiKey: sandbox.geminiApiKey,
			httpOptions: { baseUrl: sandbox.url, apiVersion: 'v1' },
		});
		const made = await interactions.create({
			model: 'gemini-3.1-flash-lite-image',
			input: 'a red fox',
			background: true,
			service_tier: 'flex',
			response_format: { type: 'image', mime_type: 'image/jpeg' },
		});
		expect(made.status).toBe('in_progress');
		const statuses: string[] = [];
		for (let time = 0; time < 4; time++) statuses.push((await interactions.get(made.id)).status);
		expect(statuses).toEqual(['in_progress', 'in_progress', 'completed', 'completed']);
		const done = await interactions.get(made.id);
		expect(done.output_image?.mime_type).toBe('image/jpeg');
		expect(done.service_tier).toBe('flex');
		await expect(interactions.get('v1_unknown')).rejects.toThrow('not found');
		expect(sandbox.bill()).toBe(1);
	});
});
