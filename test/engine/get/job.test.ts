import type { INodeParameters } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import { status } from '../scenes.ts';
import { bytesOf, goOn, mustFail, mustRun, only, paidRequests, runImage } from '../support.ts';
import { asked, byJob, forgetJobs, ordered as orderedOf } from './support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

let orders = 0;

beforeEach(() => {
	sandbox.reset();
	orders = 0;
});

// Whatever is asked for, nothing but an order may be paid.
afterEach(() => expect(paidRequests(sandbox)).toHaveLength(orders));

afterAll(() => sandbox.close());

async function ordered(of: Sandbox, parameters: INodeParameters = {}) {
	orders += 1;
	return await orderedOf(of, parameters);
}

const providers = [
	{
		provider: 'oakgen',
		path: (id: string) => `/v1/generate/image/${id}`,
		key: 'authorization',
		order: {},
	},
	{
		provider: 'gemini',
		path: (id: string) => `/v1/interactions/${id}`,
		key: 'x-goog-api-key',
		order: { options: { storeInteraction: true } },
	},
];

describe.each(providers)('$provider: an image that was ordered earlier', (row) => {
	const { provider, path, key, order } = row;

	test('is asked for by its id, with the key, and handed out', async () => {
		const { run, id } = await ordered(sandbox, { provider, ...order });
		const since = sandbox.requests.length;
		const fetched = await mustRun(sandbox, byJob(id, { provider }));
		const [question] = sandbox.requests.slice(since);
		expect(question).toMatchObject({ method: 'GET', path: path(id), status: 200 });
		expect(question?.headers[key]).toBeTruthy();
		expect(question?.headers['idempotency-key']).toBeUndefined();
		expect(question?.body).toBeUndefined();
		expect(await bytesOf(only(fetched.items))).toEqual(await bytesOf(only(run.items)));
		expect(fetched.json[0]).toMatchObject({ generationId: id });
		expect(fetched.json[0]).not.toHaveProperty('status');
		expect(sandbox.bill()).toBe(1);
	});

	test('is unknown: says so, and what to do', async () => {
		forgetJobs(sandbox);
		const error = await mustFail(sandbox, byJob(`v1_${'0'.repeat(32)}`, { provider }));
		expect(error.message).toMatch(/does not know job v1_0+: HTTP 404/);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
		expect(error.description).toMatch(
			provider === 'gemini' ? /Store Interaction/ : /looks like one of Google Gemini.*Status Path/,
		);
		expect(error.description).toContain('orders nothing');
	});
});

describe('an id as people have it', () => {
	const forms: Array<[string, (id: string) => string]> = [
		['with blanks', (id) => `  ${id}\n`],
		['in quotes', (id) => `"${id}"`],
		['as an error message has it', (id) => `(id ${id})`],
		[
			'in the whole message',
			(id) => `Oakgen did not finish job ${id} within Total Timeout [item 0]`,
		],
		['with the name of the field', (id) => `Job ID ${id}`],
		['with an invisible mark', (id) => `\u200b${id}`],
	];
	test.each(forms)('%s', async (_name, write) => {
		const { id } = await ordered(sandbox);
		const fetched = await mustRun(sandbox, byJob(write(id)));
		expect(fetched.json[0]?.generationId).toBe(id);
	});

	test('an address in its place is asked', async () => {
		const { id } = await ordered(sandbox);
		const fetched = await mustRun(sandbox, byJob(`${sandbox.url}/v1/generate/image/${id}`));
		expect(fetched.items).toHaveLength(1);
	});

	const bad: Array<[unknown, RegExp]> = [
		['', /The job ID is empty/],
		['   ', /The job ID is empty/],
		['""', /is not the ID of a job/],
		['..', /is not the ID of a job/],
		['the image from last night', /is not the ID of a job/],
		['={{ 12345678901234567890 }}', /last digits are lost/],
		['={{ {a: 1} }}', /got an object, not a text/],
	];
	test.each(bad)('%j is refused before any request', async (id, message) => {
		const error = await mustFail(sandbox, byJob(id));
		expect(error.message).toMatch(message);
		expect(error.name).toBe('NodeOperationError');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('a job that is not done', () => {
	beforeEach(() => {
		sandbox.addRule({ where: 'generate', reply: 'job-id', pendingPolls: 3 });
	});
	const pending = { options: { waitForCompletion: false } };

	test('Total Timeout 0: asked once, it is handed out as pending', async () => {
		const { id } = await ordered(sandbox, pending);
		const since = sandbox.requests.length;
		const fetched = await mustRun(sandbox, byJob(id));
		expect(asked(sandbox, since)).toEqual([['GET', `/v1/generate/image/${id}`, 'status']]);
		expect(only(fetched.items)).toMatchObject({
			json: { status: 'pending', generationId: id, statusUrl: null, url: null, fileName: null },
			pairedItem: { item: 0 },
		});
		expect(only(fetched.items).binary).toBeUndefined();
	});

	test('otherwise it is waited for', async () => {
		sandbox.addRule({ where: 'status', fault: status(503), times: 1 });
		const { id } = await ordered(sandbox, pending);
		const fetched = await mustRun(sandbox, byJob(id, { options: { totalTimeout: 60 } }));
		expect(only(fetched.items).binary?.data).toBeDefined();
	}, 30_000);

	test('runs on: the error names it, and how to go on', async () => {
		const { id } = await ordered(sandbox, pending);
		const error = await mustFail(sandbox, byJob(id, { options: { totalTimeout: 1 } }));
		expect(error.message).toContain(`did not finish job ${id} within Total Timeout`);
		expect(error.description).toMatch(/Total Timeout 0.*orders nothing/);
	});
});

test('a job that failed gives its reason', async () => {
	sandbox.addRule({ where: 'generate', reply: 'job-refused', pendingPolls: 0 });
	const { id } = await ordered(sandbox, { options: { waitForCompletion: false } });
	const error = await mustFail(sandbox, byJob(id));
	expect(error.message).toMatch(new RegExp(`made no image \\(id ${id}\\): \\w+`));
});

test('several items: in the order of the input, some failing', async () => {
	const ids = [];
	for (const prompt of ['one', 'two', 'three']) ids.push((await ordered(sandbox, { prompt })).id);
	const items = [ids[0], 'gen_gone', ids[1], '', ids[2]].map((id) => ({ json: { id: id ?? '' } }));
	const run = await runImage(sandbox, byJob('={{ $json.id }}'), { items, settings: goOn });
	expect(run.json.map((json) => json.generationId ?? json.error)).toEqual([
		ids[0],
		expect.stringMatching(/does not know job gen_gone.*\[item 1\]/),
		ids[1],
		expect.stringMatching(/The job ID is empty.*\[item 3\]/),
		ids[2],
	]);
	expect(Object.keys(run.json[1] ?? {})).toEqual(['error']);
}, 30_000);

test('Download Image off gives the address alone; the raw response on request', async () => {
	const { id } = await ordered(sandbox);
	const run = await mustRun(
		sandbox,
		byJob(id, {
			downloadImage: false,
			options: { totalTimeout: 0, includeRawResponse: true },
		}),
	);
	expect(only(run.items).binary).toBeUndefined();
	expect(run.json[0]).toMatchObject({ url: expect.stringMatching(/^http/) });
	expect(run.json[0]?.rawResponse).toBeTruthy();
});

describe('Status URL', () => {
	test('is asked with the key when it is of the Base URL, also when it is relative', async () => {
		const { id } = await ordered(sandbox);
		for (const statusUrl of [
			`${sandbox.url}/v1/generate/image/${id}`,
			`/v1/generate/image/${id}`,
		]) {
			const since = sandbox.requests.length;
			await mustRun(sandbox, byJob('', { statusUrl }));
			expect(asked(sandbox, since)[0]).toEqual(['GET', `/v1/generate/image/${id}`, 'status']);
		}
	});

	test('in a private network it is refused', async () => {
		const error = await mustFail(sandbox, byJob('', { statusUrl: 'https://10.0.0.1/jobs/1' }));
		expect(error.message).toMatch(/cannot be asked for job .*10\.0\.0\.1.*private network/);
		expect(sandbox.requests).toEqual([]);
	});

	test('that is no address is refused', async () => {
		const error = await mustFail(sandbox, byJob('', { statusUrl: 'job 12' }));
		expect(error.message).toMatch(/Status URL is "job 12"/);
	});

	test('on another origin never sees the key', async () => {
		const statusUrl = `${sandbox.foreignUrl}/jobs/1`;
		await runImage(sandbox, byJob('', { statusUrl }), { settings: goOn });
		expect(JSON.stringify(sandbox.foreignRequests)).not.toContain(sandbox.oakgenApiKey);
	});
});
