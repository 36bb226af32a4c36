import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import type { INodeParameters } from 'n8n-workflow';
import { type SavedCredentials, searchList } from '../../tools/engine/index.ts';
import { askForModels } from '../../nodes/OakgenImage/editor/askProvider';
import type { Fault } from '../../tools/sandbox/index.ts';
import { oakgenModels } from '../../tools/sandbox/oakgen/models.ts';
import { VirtualClock } from '../support/virtualClock';
import { expectNoKeyAbroad, status } from './scenes.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import { credentialsFor, imageNodeType, oakgenPackage, only, startRecorder } from './support.ts';
import { offeredBy } from '../../nodes/OakgenImage/models/offers';
import { gemini } from '../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../nodes/OakgenImage/providers/oakgen';

const sandbox = sandboxOfFile({ plain: true });
interface Search {
	parameters?: INodeParameters;
	credentials?: SavedCredentials;
	filter?: string;
}

/** The list as the editor gets it, through n8n's own context for it. */
async function list({ parameters = {}, credentials, filter }: Search = {}) {
	const { results } = await searchList({
		nodePackage: await oakgenPackage(),
		nodeType: imageNodeType,
		method: 'searchModels',
		parameters,
		credentials: credentials ?? credentialsFor(sandbox),
		...(filter !== undefined && { filter }),
	});
	return results;
}

const values = async (search?: Search) => (await list(search)).map(({ value }) => value);
const google = offeredBy(gemini).map(({ key }) => key);
const catalogue = offeredBy(oakgen).map(({ key }) => key);

describe('what is asked', () => {
	const secrets = () => new RegExp(`${sandbox.oakgenApiKey}|${sandbox.geminiApiKey}`);

	test('Oakgen: its list, once, with the key in its header only', async () => {
		await list();
		const { method, path, headers, bodyText } = only(sandbox.requests);
		expect([method, path, bodyText]).toEqual(['GET', '/v1/models', undefined]);
		const { authorization, ...others } = headers;
		expect(authorization).toBe(`Bearer ${sandbox.oakgenApiKey}`);
		expect(JSON.stringify(others)).not.toMatch(secrets());
	});

	test('Google: its list, once, with the key in its header only', async () => {
		await list({ parameters: { provider: 'gemini' } });
		const { method, path, headers, bodyText } = only(sandbox.requests);
		expect([method, path, bodyText]).toEqual(['GET', '/v1/models?pageSize=1000', undefined]);
		const { 'x-goog-api-key': key, ...others } = headers;
		expect(key).toBe(sandbox.geminiApiKey);
		expect(JSON.stringify(others)).not.toMatch(secrets());
	});
});

describe('what the account has', () => {
	test('comes after the catalogue, for the operation', async () => {
		const known = offeredBy(oakgen).flatMap(({ ids }) => [ids.generate.id, ids.edit.id]);
		const others = oakgenModels.filter((id) => !known.includes(id));
		const ending = (end: string) => others.filter((id) => id.endsWith(end)).map((id) => `id:${id}`);
		expect(others).toContain('nano-banana-3-preview-text');
		expect(await values()).toEqual([...catalogue, ...ending('-text')]);
		const edit = await values({ parameters: { operation: 'edit' } });
		expect(edit).toEqual([...catalogue, ...ending('-edit')]);
		expect(await values({ parameters: { provider: 'gemini' } })).toEqual(google);
	});

	test('is searched like the catalogue', async () => {
		expect(await values({ filter: ' BANANA-3 ' })).toEqual(['id:nano-banana-3-preview-text']);
	});

	test('confirms the ids that Oakgen has not published', async () => {
		const texts = (await list()).slice(0, 7).map(({ description }) => description);
		for (const text of texts) expect(text).toMatch(/ In your account\.$/);
	});
});

describe('the catalogue stands alone', () => {
	const offline = { credentials: {} };
	const withOakgen = (apiKey: string, baseUrl: string): Search => ({
		credentials: { ...credentialsFor(sandbox), oakgenApi: { apiKey, baseUrl } },
	});
	const abroad = () => `${sandbox.foreignUrl}/v1/models`;

	async function deadUrl(): Promise<string> {
		const free = createServer().listen(0, '127.0.0.1');
		await once(free, 'listening');
		const { port } = free.address() as AddressInfo;
		await new Promise((resolve) => free.close(resolve));
		return `http://127.0.0.1:${port}`;
	}

	const elsewhere: Array<[string, () => Promise<Search> | Search]> = [
		['no credential is chosen', () => offline],
		['the key is wrong', () => withOakgen('sk-wrong', sandbox.url)],
		['the Base URL leads to nothing', () => withOakgen('sk-1', `${sandbox.url}/api`)],
		['the Base URL is none', () => withOakgen('sk-1', 'api.oakgen.ai')],
		['the Base URL is a file', () => withOakgen('sk-1', 'file:///etc')],
		['nobody answers', async () => withOakgen('sk-1', await deadUrl())],
	];
	test.each(elsewhere)('when %s', async (_, search) => {
		expect(await list(await search())).toEqual(await list(offline));
	});

	const faults: Array<[string, () => Fault]> = [
		['a fault of the service', () => status(500)],
		['a rate limit', () => status(429, { retryAfterSeconds: 60 })],
		['a web page', () => ({ kind: 'html' })],
		['no body', () => ({ kind: 'empty' })],
		['half of the list', () => ({ kind: 'truncatedJson' })],
		['a lost connection', () => ({ kind: 'reset' })],
		['a connection that is lost in the list', () => ({ kind: 'resetMidBody' })],
		['noise', () => ({ kind: 'noise', bytes: 5000 })],
		['a list without end', () => ({ kind: 'endless' })],
		['a bomb', () => ({ kind: 'gzipBomb', megabytes: 64 })],
		['a redirect', () => ({ kind: 'redirect', location: abroad(), status: 307 })],
		['a list without models', () => status(200, { json: { data: [] } })],
		['another kind of list', () => status(200, { json: { data: [{ id: 'a', type: 'video' }] } })],
	];
	test.each(faults)('when the answer is %s', async (_, fault) => {
		sandbox.addRule({ where: 'models', fault: fault() });
		expect(await list()).toEqual(await list(offline));
		expect(sandbox.requests).toHaveLength(1);
		expect(sandbox.foreignRequests).toEqual([]);
	});
});

test('what the server quotes of the key is not shown', async () => {
	const quotes = ['{key}', '{keyInBase64}', '{keyInPercent}', '{keyInJson}'];
	const entries = quotes.flatMap((quote, index) => [
		`{"id":"m${index}","name":"${'A'.repeat(70)} ${quote}"}`,
		`{"id":"${quote}"}`,
	]);
	const text = `{"data":[${entries.join(',')}]}`;
	sandbox.addRule({ where: 'models', fault: status(200, { text }) });
	const results = await list();
	expect(results.slice(catalogue.length).map(({ value }) => value)).toEqual(
		quotes.map((_, index) => `id:m${index}`),
	);
	const shown = JSON.stringify(results);
	expect(shown).not.toContain(sandbox.oakgenApiKey.slice(0, 8));
	expect(shown).not.toContain(Buffer.from(sandbox.oakgenApiKey).toString('base64').slice(0, 8));
	expectNoKeyAbroad(sandbox);
});

describe('a server that is never done', () => {
	const slow: Array<[string, (response: ServerResponse) => void]> = [
		['hangs', () => undefined],
		['trickles', (response) => void response.writeHead(200).write('{"data":[')],
		['trickles an error', (response) => void response.writeHead(500).write('{"error":')],
	];
	test.each(slow)('and %s is left after three seconds', async (_, answer) => {
		let noteAsked: (response: ServerResponse) => void = () => undefined;
		const asked = new Promise<ServerResponse>((resolve) => {
			noteAsked = resolve;
		});
		const recorder = await startRecorder((response) => {
			answer(response);
			noteAsked(response);
		});
		const clock = new VirtualClock();
		let isAnswered = false;
		const found = searchList({
			nodePackage: await oakgenPackage(),
			nodeType: imageNodeType,
			credentials: credentialsFor(recorder),
			method: async function () {
				const models = await askForModels(this, oakgen, clock);
				isAnswered = true;
				return { results: models.map(({ id, name }) => ({ name, value: id })) };
			},
		});
		const response = await asked;
		await clock.advance(2999);
		expect(isAnswered).toBe(false);
		await clock.advance(1);
		expect(await found).toEqual({ results: [] });
		// Of what still comes, no more is read: the connection is closed.
		while (response.headersSent && !response.destroyed) {
			response.write(' ');
			await new Promise((resolve) => setImmediate(resolve));
		}
		await recorder.close();
	});
});
