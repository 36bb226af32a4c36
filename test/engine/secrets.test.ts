import { inspect } from 'node:util';
import type { INodeParameters } from 'n8n-workflow';
import { type ReplyName, type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { keys } from '../faults/keys.ts';
import { leaksIn } from '../faults/secrets.ts';
import { type NodeWatch, watchNode } from '../faults/watchNode.ts';
import { status } from './scenes.ts';
import { credentialsFor, goOn, picture, runImage, type Target } from './support.ts';

// That no fault brings a key into errors, output, logs or files is part of every row of test/faults.

let sandbox: Sandbox;
let photo: Buffer;
let node: NodeWatch;

beforeAll(async () => {
	const { oakgen: oakgenApiKey, gemini: geminiApiKey } = keys;
	sandbox = await startSandbox({ plain: true, oakgenApiKey, geminiApiKey });
	photo = await picture('#7a5c3e', 'jpeg');
	node = await watchNode();
});

beforeEach(() => sandbox.reset());

afterAll(async () => {
	node.stop();
	await sandbox.close();
});

const options = { maxRetries: 0, requestTimeout: 5, includeRawResponse: true };

test.each(['oakgen', 'gemini'] as const)(
	'%s: the raw response of a success that repeats the request has no key in it',
	async (provider) => {
		const parameters: INodeParameters = { provider, operation: 'edit', options };
		const reply: ReplyName = provider === 'oakgen' ? 'echo-input' : 'image';
		sandbox.addRule({ where: 'generate', reply });
		const prompt = `a fox, ${keys[provider]}`;
		const items = [{ files: { data: { bytes: photo, mimeType: 'image/jpeg' } } }];
		const run = await runImage(sandbox, { ...parameters, prompt }, { items });
		expect(run.error).toBeUndefined();
		// The prompt is the user's own text; what the provider says of it is not.
		expect(run.json[0]).toMatchObject({ prompt, rawResponse: expect.anything() as unknown });
		const text = JSON.stringify(run.json[0]?.rawResponse);
		expect(leaksIn([{ what: 'raw response', text }])).toEqual([]);
	},
);

test('a key that the end of a long message cuts in two does not show its beginning', async () => {
	for (let before = 150; before <= 200; before += 2) {
		const message = `${'x '.repeat(before / 2)}${keys.oakgen}`;
		const fault = status(400, { json: { error: { message } } });
		sandbox.addRule({ where: 'generate', promptIncludes: `[${before}]`, fault });
	}
	const items = Array.from({ length: 26 }, (_, i) => ({ json: { before: 150 + 2 * i } }));
	const prompt = '=[{{ $json.before }}]';
	const run = await runImage(sandbox, { prompt, options }, { items, settings: goOn });
	expect(run.json).toHaveLength(26);
	const text = JSON.stringify(run.json);
	expect(text).toContain('HTTP 400');
	expect(leaksIn([{ what: 'output', text }])).toEqual([]);
});

test('a key with characters that no header takes', async () => {
	const target: Target = { ...sandbox, oakgenApiKey: 'oak_ключ_secret_0815' };
	const { error, executionId } = await runImage(target, { options });
	expect(error).toBeDefined();
	const thrown = node.thrownIn(executionId);
	expect(thrown).toBeDefined();
	expect(inspect([error, thrown], { depth: 10 })).not.toContain('secret_0815');
	expect(credentialsFor(target).oakgenApi?.apiKey).toContain('secret_0815');
});
