import { GoogleGenAI } from '@google/genai';
import { geminiReplyNames, oakgenReplyNames, startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { geminiReplies } from '../../tools/sandbox/gemini/replies.ts';
import { bytesOf, jsonOf, postGemini, shareNodeDispatcher } from './support.ts';

interface Content {
	type: string;
	text?: string;
	data?: string;
	uri?: string;
	mime_type?: string;
}
interface Reply {
	id: string;
	status: string;
	steps?: Array<{ type: string; content?: Content[] }>;
}
const model = 'gemini-3.1-flash-lite-image';

describe('the Gemini API of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
		await shareNodeDispatcher();
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	const outputOf = (reply: Reply) =>
		(reply.steps ?? [])
			.filter((step) => step.type === 'model_output')
			.flatMap((step) => step.content ?? []);

	it.each(['v1', 'v1beta'])("satisfies Google's own client under %s", async (apiVersion) => {
		const { interactions } = new GoogleGenAI({
			apiKey: sandbox.geminiApiKey,
			httpOptions: { baseUrl: sandbox.url, apiVersion },
		});
		const first = await interactions.create({
			model,
			input: 'a red fox',
			response_format: { type: 'image', aspect_ratio: '16:9', image_size: '1K' },
		});
		expect(first.status).toBe('completed');
		expect(first.output_image?.mime_type).toBe('image/png');
		const image = first.output_image?.data ?? '';
		expect(sandbox.generations[0]?.images[0]).toMatchObject({ width: 1376, height: 768 });
		expect(sandbox.generations[0]?.images[0]?.bytes.equals(Buffer.from(image, 'base64'))).toBe(
			true,
		);

		const second = await interactions.create({
			model,
			previous_interaction_id: first.id,
			input: [
				{ type: 'text', text: 'make it blue' },
				{ type: 'image', mime_type: 'image/png', data: image },
				{ type: 'image', uri: sandbox.generations[0]?.url ?? '', mime_type: 'image/png' },
			],
		});
		expect(second.output_image?.data).toBeDefined();
		expect(sandbox.generations[1]?.references.map(({ source }) => source)).toEqual([
			'previous',
			'inline',
			'url',
		]);
		expect((await interactions.get(second.id)).output_image?.data).toBe(second.output_image?.data);
		expect(sandbox.requests.map(({ path }) => path.split('?')[0])).toEqual([
			`/${apiVersion}/interactions`,
			`/${apiVersion}/interactions`,
			`/${apiVersion}/interactions/${second.id}`,
		]);
	});

	it("gives Google's client an error that it understands", async () => {
		const { interactions } = new GoogleGenAI({
			apiKey: 'wrong',
			httpOptions: { baseUrl: sandbox.url },
		});
		await expect(interactions.create({ model, input: 'a red fox' })).rejects.toThrow(
			'API key not valid',
		);
	});

	it.each([
		['no key', {}, 403, 'PERMISSION_DENIED'],
		['a wrong key', { 'x-goog-api-key': 'wrong' }, 400, 'INVALID_ARGUMENT'],
	])('refuses %s', async (_name, headers: Record<string, string>, code, status) => {
		const response = await fetch(`${sandbox.url}/v1beta/models`, { headers });
		expect(response.status).toBe(code);
		expect(await jsonOf(response)).toMatchObject({ error: { code, status } });
	});

	it('lists its models, as the credential test needs', async () => {
		const headers = { 'x-goog-api-key': sandbox.geminiApiKey };
		const response = await fetch(`${sandbox.geminiUrl}/models?pageSize=1`, { headers });
		const { models } = await jsonOf<{ models: Array<{ name: string }> }>(response);
		expect(models.map(({ name }) => name)).toContain(`models/${model}`);
	});

	it.each([
		[{ model: 'gemini-0' }, 404, 'NOT_FOUND'],
		[{ input: [] }, 400, 'INVALID_ARGUMENT'],
		[{ response_format: { type: 'image', image_size: '4K' } }, 400, 'INVALID_ARGUMENT'],
		[{ previous_interaction_id: 'v1_unknown' }, 404, 'NOT_FOUND'],
		[{ previous_interaction_id: 'v1_unknown', store: false }, 400, 'INVALID_ARGUMENT'],
	])('refuses %j', async (body, code, status) => {
		const response = await postGemini(sandbox, body);
		expect(response.status).toBe(code);
		expect(await jsonOf(response)).toMatchObject({ error: { code, status } });
		expect(sandbox.bill()).toBe(0);
	});

	it('forgets what was not to be stored', async () => {
		const { id } = await jsonOf<Reply>(await postGemini(sandbox, { store: false }));
		const headers = { 'x-goog-api-key': sandbox.geminiApiKey };
		expect((await fetch(`${sandbox.geminiUrl}/interactions/${id}`, { headers })).status).toBe(404);
		expect((await postGemini(sandbox, { previous_interaction_id: id })).status).toBe(404);
	});

	it('honours the MIME type and the delivery that were asked for', async () => {
		const format = { type: 'image', mime_type: 'image/jpeg', delivery: 'uri' };
		const reply = await jsonOf<Reply>(await postGemini(sandbox, { response_format: format }));
		const image = outputOf(reply).find((content) => content.type === 'image');
		expect(image).toMatchObject({
			mime_type: 'image/jpeg',
			uri: expect.stringContaining('/files/') as unknown,
		});
		expect((await bytesOf(await fetch(image?.uri ?? ''))).subarray(0, 2).toString('hex')).toBe(
			'ffd8',
		);
	});

	it.each(geminiReplyNames)('the reply "%s" can be chosen', async (name) => {
		sandbox.addRule({ where: 'generate', reply: name, pendingPolls: 1 });
		let reply = await jsonOf<Reply>(await postGemini(sandbox));
		const polls = ['queued', 'in_progress'].includes(reply.status) ? 2 : 0;
		for (let poll = 0; poll < polls; poll++) {
			expect(['queued', 'in_progress']).toContain(reply.status);
			const headers = { 'x-goog-api-key': sandbox.geminiApiKey };
			reply = await jsonOf<Reply>(
				await fetch(`${sandbox.geminiUrl}/interactions/${reply.id}`, { headers }),
			);
		}
		const images = outputOf(reply).filter((content) => content.type === 'image');
		const drafts = name === 'thought-image' ? 1 : 0;
		expect(images).toHaveLength(geminiReplies[name].images - drafts);
		expect(sandbox.bill()).toBe(geminiReplies[name].images);
	});

	it('has no reply name in common with Oakgen, so that a name tells the provider', () => {
		expect(
			oakgenReplyNames.filter((name) => (geminiReplyNames as string[]).includes(name)),
		).toEqual([]);
	});
});
