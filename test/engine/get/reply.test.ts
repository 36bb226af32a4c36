import { sandboxOfFile } from '../sandboxOfFile.ts';
import { bytesOf, mustFail, mustRun, only, paidRequests } from '../support.ts';
import { asked, byReply, ordered } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

const webhookNode = (body: unknown) => ({
	headers: { 'content-type': 'application/json' },
	params: {},
	query: {},
	body,
	webhookUrl: 'https://n8n.example/webhook-waiting/1',
	executionMode: 'production',
});

const wrappers: Array<[string, (reply: object) => unknown]> = [
	['an object', (reply) => reply],
	['JSON as a text', (reply) => JSON.stringify(reply)],
	['JSON in JSON', (reply) => JSON.stringify(JSON.stringify(reply))],
	['the output of a Webhook or Wait node', webhookNode],
	['the same with the body as a text', (reply) => webhookNode(JSON.stringify(reply))],
	['an item', (reply) => ({ json: reply, pairedItem: { item: 0 } })],
	['a list of items', (reply) => [{ json: webhookNode(reply), binary: {} }]],
	[
		'a full response of the HTTP Request node',
		(body) => ({ body, headers: {}, statusCode: 200, statusMessage: 'OK' }),
	],
	['a field named body', (body) => ({ body })],
];

describe.each([
	{ provider: 'oakgen', order: {} },
	{ provider: 'gemini', order: { options: { storeInteraction: true } } },
])('$provider: a reply with the image', ({ provider, order }) => {
	test.each(wrappers)('%s', async (_name, wrap) => {
		const { run, id } = await ordered(sandbox, { provider, ...order });
		const { baseUrl, headers } =
			provider === 'oakgen'
				? {
						baseUrl: `${sandbox.url}/v1/generate/image`,
						headers: { authorization: `Bearer ${sandbox.oakgenApiKey}` },
					}
				: {
						baseUrl: `${sandbox.geminiUrl}/interactions`,
						headers: { 'x-goog-api-key': sandbox.geminiApiKey },
					};
		const answer = await fetch(`${baseUrl}/${id}`, { headers });
		const reply = (await answer.json()) as object;
		const since = sandbox.requests.length;
		const fetched = await mustRun(sandbox, byReply(wrap(reply), { provider }));
		expect(await bytesOf(only(fetched.items))).toEqual(await bytesOf(only(run.items)));
		// A file may be fetched; no job is asked for, and nothing is ordered.
		expect(asked(sandbox, since).every(([, , where]) => where === 'download')).toBe(true);
		expect(paidRequests(sandbox)).toHaveLength(1);
	});
});

describe('a reply of a job that is not done', () => {
	const order = { options: { waitForCompletion: false } };

	test('the job is followed by its id', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 0 });
		const { id } = await ordered(sandbox, order);
		const since = sandbox.requests.length;
		const fetched = await mustRun(sandbox, byReply({ id, status: 'processing' }));
		expect(asked(sandbox, since)[0]).toEqual(['GET', `/v1/generate/image/${id}`, 'status']);
		expect(only(fetched.items).binary?.data).toBeDefined();
	});

	test('asked once, it is pending', async () => {
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 9 });
		const { id } = await ordered(sandbox, order);
		const run = await mustRun(
			sandbox,
			byReply({ id, status: 'queued' }, { options: { totalTimeout: 0 } }),
		);
		expect(run.json).toEqual([expect.objectContaining({ status: 'pending', generationId: id })]);
	});
});

const bad: Array<[string, unknown, RegExp]> = [
	['nothing', '', /The reply is empty/],
	['a sentence', 'the webhook said hello', /The reply is no JSON: the webhook said hello/],
	['an object that became a text', '[object Object]', /The reply is no JSON/],
	['a number', '17', /The reply is no JSON: 17/],
	['no image', { message: 'thanks' }, /Reply contains neither an image of Oakgen nor a job/],
	['an empty object', {}, /Reply contains neither an image/],
	[
		'a failure',
		{ id: 'gen_1', status: 'failed', error: 'out of paint' },
		/made no image.*out of paint/,
	],
	[
		'a refusal of an HTTP Request node',
		{ statusCode: 401, headers: {}, body: { error: 'bad key' } },
		/made no image: HTTP 401 bad key/,
	],
	[
		'an image in a private network',
		{ status: 'completed', images: [{ url: 'https://10.0.0.1/a.png' }] },
		/10\.0\.0\.1\/a\.png.*private network/,
	],
];
test.each(bad)('%s: a clear error', async (_name, reply, message) => {
	const error = await mustFail(sandbox, byReply(reply));
	expect(error.message).toMatch(message);
	expect(error.description).toMatch(/\w{3}.*\.$/);
	expect(sandbox.requests).toEqual([]);
});

test('whatever is in it, nobody but the Base URL gets the key', async () => {
	const reply = { id: 'gen_1', status: 'queued', status_url: `${sandbox.foreignUrl}/jobs/1` };
	await mustFail(sandbox, byReply(reply, { options: { totalTimeout: 0 } }));
	expect(JSON.stringify(sandbox.foreignRequests)).not.toContain(sandbox.oakgenApiKey);
}, 30_000);
