import type { Fault, Rule } from '../../tools/sandbox/index.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import { byId, goOn, mustFail, paidRequests, runImage } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

/** What a user sees, in the editor (message and description) and in an error item (message). */
interface Sentence {
	says: RegExp;
	advises: RegExp;
}

const gemini = { provider: 'gemini' };

interface BadReply extends Sentence {
	provider?: 'oakgen' | 'gemini';
	fault: Fault;
	httpCode: string | null;
	requests?: number;
}

const status = (code: number): Fault => ({ kind: 'status', status: code });
/** After a 2xx the image may exist: nothing may be sent again. */
const badReplies: Record<string, BadReply> = {
	'an HTML page': {
		fault: { kind: 'html' },
		says: /A web page answered instead of .*: Bad gateway .*billed/,
		advises: /Base URL.*account/,
		httpCode: null,
	},
	'an HTML page of Google’s': {
		provider: 'gemini',
		fault: { kind: 'html' },
		says: /A web page answered instead of .*: Bad gateway .*billed/,
		advises: /account/,
		httpCode: null,
	},
	'truncated JSON': {
		fault: { kind: 'truncatedJson' },
		says: /Oakgen.*(cut off|incomplete|no image).*gen_/,
		advises: /account/,
		httpCode: null,
	},
	'truncated JSON with image data': {
		provider: 'gemini',
		fault: { kind: 'truncatedJson' },
		says: /Google Gemini.*no image/,
		advises: /account/,
		httpCode: null,
	},
	'an empty reply': {
		fault: { kind: 'empty' },
		says: /no image .*empty/,
		advises: /account/,
		httpCode: null,
	},
	'5 MB of noise': {
		fault: { kind: 'noise', bytes: 5 * 1024 * 1024 },
		says: /no image/,
		advises: /account/,
		httpCode: null,
	},
	'noise that calls itself an image': {
		fault: { kind: 'noise', bytes: 4096, contentType: 'image/png' },
		says: /Oakgen .*it is not an image but/,
		advises: /account/,
		httpCode: null,
	},
	'base64 that is none': {
		provider: 'gemini',
		fault: { kind: 'invalidBase64' },
		says: /Google Gemini .*v1_[0-9a-f]{32}.*it is not an image/,
		advises: /account/,
		httpCode: null,
	},
	'a refused request': {
		fault: status(400),
		says: /Oakgen refused the request \(HTTP 400\): The request is not valid/,
		advises: /check the prompt/,
		httpCode: '400',
	},
	'a refused key': {
		fault: status(401),
		says: /Oakgen refused the API key \(HTTP 401\)/,
		advises: /credential/,
		httpCode: '401',
	},
	'no credits': {
		fault: status(402),
		says: /no credits left \(HTTP 402\)/,
		advises: /Top up/,
		httpCode: '402',
	},
	'a key that may not': {
		provider: 'gemini',
		fault: status(403),
		says: /Google Gemini does not allow this account to do that \(HTTP 403\)/,
		advises: /the key has the permission/,
		httpCode: '403',
	},
	'a model that is unknown': {
		fault: status(404),
		says: /does not know this model/,
		advises: /By ID/,
		httpCode: '404',
	},
	'a body that is too large': {
		fault: status(413),
		says: /too large \(HTTP 413\)/,
		advises: /smaller reference images/,
		httpCode: '413',
	},
	'a value that cannot be used': {
		fault: { kind: 'status', status: 422, json: { detail: 'prompt is too long' } },
		says: /HTTP 422.*prompt is too long/,
		advises: /aspect ratio, resolution/,
		httpCode: '422',
	},
	'an answer nobody foresaw': {
		fault: { kind: 'status', status: 418, text: 'I am a teapot' },
		says: /HTTP 418.*I am a teapot.*billed/,
		advises: /account/,
		httpCode: '418',
	},
};

describe.each(Object.entries(badReplies))('the provider answers with %s', (name, reply) => {
	const { provider = 'oakgen', fault } = reply;
	const rule: Rule = { where: 'generate', promptIncludes: 'spoilt', fault };
	const prompts = ['a good one', 'the spoilt one'];
	const items = prompts.map((prompt) => ({ json: { prompt } }));
	const parameters = { provider, prompt: '={{ $json.prompt }}', options: { concurrency: 1 } };

	test('stop mode: NodeApiError with item, cause, advice and HTTP code', async () => {
		sandbox.addRule(rule);
		const error = await mustFail(sandbox, parameters, { items });
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toMatch(reply.says);
		expect(error.message).toContain('[item 1]');
		expect(error.message.length).toBeLessThan(600);
		expect(error.description).toMatch(reply.advises);
		expect(error.context.itemIndex).toBe(1);
		expect(error.httpCode ?? null).toBe(reply.httpCode);
		expect(paidRequests(sandbox)).toHaveLength(2);
		note(name, error.message, error.description);
	});

	test('continue mode: one error item, the other goes on', async () => {
		sandbox.addRule(rule);
		const { items: output } = await runImage(sandbox, parameters, {
			items: items.toReversed(),
			settings: goOn,
		});
		expect(output[0]).toEqual({
			json: { error: expect.stringMatching(reply.says) },
			pairedItem: { item: 0 },
		});
		expect(output[1]).toMatchObject({ json: { prompt: 'a good one' }, pairedItem: { item: 1 } });
		expect(output).toHaveLength(2);
	});
});

test('a model by ID that the provider refuses', async () => {
	const error = await mustFail(sandbox, { modelId: byId('nano-bananna-9') });
	expect(error.name).toBe('NodeApiError');
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain('There is no model "nano-bananna-9"');
	expect(error.description).toMatch(/copy the id from your dashboard/);
	expect(paidRequests(sandbox)).toHaveLength(1);
	note('unknown model id', error.message, error.description);
});

test('a previous interaction that Google does not know', async () => {
	const options = { previousInteractionId: 'v1_gone' };
	const error = await mustFail(sandbox, { ...gemini, options });
	expect(error.httpCode).toBe('404');
	expect(error.message).toContain('Interaction v1_gone was not found');
	expect(error.description).toMatch(/Previous Interaction ID/);
	note('unknown previous interaction', error.message, error.description);
});

/** OAKGEN_TEST_SENTENCES=1 shows all sentences, to be read as a user reads them. */
const sentences: string[] = [];
function note(name: string, message: string, description: string | null | undefined): void {
	sentences.push(`${name}\n  ${message}\n  → ${description ?? '—'}`);
}

afterAll(() => {
	if (process.env.OAKGEN_TEST_SENTENCES) process.stdout.write(`${sentences.join('\n')}\n`);
});
