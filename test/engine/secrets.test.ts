import { inspect } from 'node:util';
import type { IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import {
	type Fault,
	type ReplyName,
	type Rule,
	type Sandbox,
	startSandbox,
} from '../../sandbox/index.ts';
import { status } from './scenes.ts';
import {
	credentialsFor,
	dataUri,
	goOn,
	imageNodeType,
	type ImageRun,
	oakgenPackage,
	picture,
	runImage,
	type Target,
} from './support.ts';

/** Keys in the form of real ones, in which no common word is found. */
const oakgenApiKey = 'oak_live_9f8Zq2LmX4vT7cRb1WnY';
const geminiApiKey = 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY';

let sandbox: Sandbox;
let photo: Buffer;
/** What the node threw, before n8n made a plain object of it. */
let thrown: unknown[];
let restore: () => void;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true, oakgenApiKey, geminiApiKey });
	photo = await picture('#7a5c3e', 'jpeg');
	const { nodeTypes } = await oakgenPackage();
	const node = nodeTypes.getByNameAndVersion(imageNodeType) as INodeType;
	const { execute } = node;
	node.execute = async function (this: IExecuteFunctions) {
		try {
			return (await execute?.call(this, undefined as never)) ?? null;
		} catch (error) {
			thrown.push(error);
			throw error;
		}
	};
	restore = () => {
		if (execute) node.execute = execute;
	};
});

beforeEach(() => {
	thrown = [];
	sandbox.reset();
});

afterAll(async () => {
	restore();
	await sandbox.close();
});

function expectNothingSecret(what: string, shown: string): void {
	for (const key of [oakgenApiKey, geminiApiKey]) {
		for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString('base64')]) {
			expect([what, shown.includes(form)]).toEqual([what, false]);
		}
	}
	const [encoded] = /[A-Za-z0-9+/_-]{200,}={0,2}/.exec(shown) ?? [];
	expect([what, encoded]).toEqual([what, undefined]);
}

/** All that a user, a log or another node can see of a run: everything but the image files. */
function expectClean(run: ImageRun): void {
	const { error, json } = run;
	const errors = [error, ...thrown];
	for (const one of errors) {
		if (one === undefined) continue;
		const { message, description, stack, context, cause } = one as Error & Record<string, unknown>;
		expectNothingSecret('message', String(message));
		expectNothingSecret('description', String(description));
		expectNothingSecret('stack', String(stack));
		expectNothingSecret('context', inspect(context, { depth: 10 }));
		expectNothingSecret('cause', inspect(cause, { depth: 10 }));
		expectNothingSecret('error as JSON', JSON.stringify(one));
		expectNothingSecret('error in a log', inspect(one, { depth: 10, showHidden: true }));
	}
	expectNothingSecret('output', JSON.stringify(json));
	expectNothingSecret('kept', JSON.stringify(run.paidImages ?? null));
	expectNothingSecret('error of the run', inspect(run.run.data.resultData.error, { depth: 10 }));
}

type Spoil = (key: string) => Fault;

/** A provider that quotes what it got: key, headers and images. */
const quoting =
	(code: number): Spoil =>
	(key) => {
		const image = dataUri(photo, 'image/jpeg');
		const message = `Key ${key}, header "Bearer ${key}", image ${image}`;
		return status(code, { json: { error: { message, code: message, status: message } } });
	};

const faults: Record<string, Spoil> = {
	'HTTP 400 that quotes': quoting(400),
	'HTTP 401 that quotes': quoting(401),
	'HTTP 422 that quotes': quoting(422),
	'HTTP 429 that quotes': quoting(429),
	'HTTP 500 that quotes': quoting(500),
	'HTTP 504 that quotes': quoting(504),
	'a text that quotes': (key) =>
		status(400, { text: `key: ${key} ${photo.toString('base64')} ${encodeURIComponent(key)}` }),
	'a success that quotes, without an image': (key) =>
		status(200, { json: { echo: { authorization: key }, sent: dataUri(photo, 'image/jpeg') } }),
	'a failure in words that quotes': (key) =>
		status(200, {
			json: { success: false, status: 'failed', error: { message: `${key} is not allowed` } },
		}),
	'a reset': () => ({ kind: 'reset' }),
	'a hang': () => ({ kind: 'hang' }),
	'half of the reply': () => ({ kind: 'truncatedJson' }),
	'a redirect': (key) => ({ kind: 'redirect', location: `{foreignUrl}/?key=${key}` }),
	noise: () => ({ kind: 'noise', bytes: 100_000 }),
};

const options = { maxRetries: 0, requestTimeout: 0.5, includeRawResponse: true };
const files = () => ({ data: { bytes: photo, mimeType: 'image/jpeg' } });

describe.each(['oakgen', 'gemini'] as const)('%s', (provider) => {
	const parameters: INodeParameters = { provider, operation: 'edit', options };
	const key = provider === 'oakgen' ? oakgenApiKey : geminiApiKey;

	test.each(Object.keys(faults))('%s: nothing secret in an error', async (name) => {
		sandbox.addRule({ where: 'generate', fault: faults[name]?.(key) as Fault });
		const run = await runImage(sandbox, parameters, { items: [{ files: files() }] });
		expect(run.error).toBeDefined();
		expect(thrown).toHaveLength(1);
		expectClean(run);
	});

	test.each(Object.keys(faults))('%s: nor in an error item', async (name) => {
		sandbox.addRule({ where: 'generate', fault: faults[name]?.(key) as Fault });
		const run = await runImage(sandbox, parameters, {
			items: [{ files: files() }],
			settings: goOn,
		});
		expect(run.json[0]).toHaveProperty('error');
		expectClean(run);
	});

	test('nor where the raw response of a success repeats the request', async () => {
		const reply: ReplyName = provider === 'oakgen' ? 'echo-input' : 'image';
		sandbox.addRule({ where: 'generate', reply });
		const prompt = `a fox, ${key}`;
		const run = await runImage(sandbox, { ...parameters, prompt }, { items: [{ files: files() }] });
		expect(run.error).toBeUndefined();
		expect(run.json[0]).toHaveProperty('rawResponse');
		// The prompt is the user's own text; what the provider says of it is not.
		const { prompt: own, ...rest } = run.json[0] ?? {};
		expect(own).toBe(prompt);
		expectClean({ ...run, json: provider === 'oakgen' ? [{ ...rest, fileName: null }] : [] });
	});
});

describe('failures after the image was paid for', () => {
	const rules: Record<string, Rule[]> = {
		'a download that quotes': [
			{
				where: 'download',
				fault: { kind: 'redirect', location: `https://10.0.0.1/?k=${oakgenApiKey}` },
			},
		],
		'a page instead of the image': [
			{ where: 'download', fault: status(200, { text: `<html>${oakgenApiKey}</html>` }) },
		],
		'a job that is refused': [
			{ where: 'generate', reply: 'job-id', pendingPolls: 0 },
			{
				where: 'status',
				fault: status(401, { json: { error: `Bearer ${oakgenApiKey} is not valid` } }),
			},
		],
	};

	test.each(Object.keys(rules))('%s', async (name) => {
		for (const rule of rules[name] ?? []) sandbox.addRule(rule);
		const run = await runImage(sandbox, { options });
		expect(run.error).toBeDefined();
		expectClean(run);
	});
});

test('a key that the end of a long message cuts in two does not show its beginning', async () => {
	for (let before = 150; before <= 200; before += 2) {
		const message = `${'x '.repeat(before / 2)}${oakgenApiKey}`;
		const fault = status(400, { json: { error: { message } } });
		sandbox.addRule({ where: 'generate', promptIncludes: `[${before}]`, fault });
	}
	const items = Array.from({ length: 26 }, (_, i) => ({ json: { before: 150 + 2 * i } }));
	const prompt = '=[{{ $json.before }}]';
	const run = await runImage(sandbox, { prompt, options }, { items, settings: goOn });
	expect(run.json).toHaveLength(26);
	const shown = JSON.stringify(run.json);
	expect(shown).toContain('HTTP 400');
	expect(shown).not.toContain(oakgenApiKey.slice(0, 12));
});

test('a host that nobody listens at, and one that does not exist', async () => {
	for (const url of ['http://127.0.0.1:1', 'http://oakgen.invalid']) {
		const target: Target = { ...sandbox, url, geminiUrl: url };
		expectClean(await runImage(target, { options }));
		expectClean(await runImage(target, { provider: 'gemini', options }));
	}
	expect(thrown).toHaveLength(4);
});

test('a key with characters that no header takes', async () => {
	const target: Target = { ...sandbox, oakgenApiKey: 'oak_ключ_secret_0815' };
	const run = await runImage(target, { options });
	expect(run.error).toBeDefined();
	expect(inspect([run.error, thrown], { depth: 10 })).not.toContain('secret_0815');
	expect(credentialsFor(target).oakgenApi?.apiKey).toContain('secret_0815');
});

test('what this file looks for would be found', () => {
	expect(() => expectNothingSecret('x', `Bearer ${oakgenApiKey}`)).toThrow();
	expect(() => expectNothingSecret('x', photo.toString('base64'))).toThrow();
	expect(photo.toString('base64').length).toBeGreaterThan(200);
});
