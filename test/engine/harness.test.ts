import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	type ExportedWorkflow,
	loadPackage,
	type NodePackage,
	onFileStored,
	packPackage,
	pruneBinary,
	readBinary,
	runWorkflow,
	searchList,
	testCredential,
} from '../../tools/engine/index.ts';

type Answer = { status: number; body?: string };

let folder: string;
let nodePackage: NodePackage;
let server: Server;
let baseUrl: string;
let requests: IncomingMessage[];
/** What the server answers next; a 200 with the path in its body when the list is empty. */
let answers: Answer[];
let whenAsked: () => void;

beforeAll(async () => {
	folder = await packPackage(join(import.meta.dirname, 'fixture'));
	nodePackage = await loadPackage(folder);
	server = createServer((request, response) => {
		requests.push(request);
		whenAsked();
		const { status, body = `file ${request.url}` } = answers.shift() ?? { status: 200 };
		response.writeHead(status, { 'content-type': 'application/json' }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	requests = [];
	answers = [];
	whenAsked = () => {};
});

/** Trigger → two items with a path each → Fetch. */
function fetchTwo(settings: object = {}): ExportedWorkflow {
	return {
		id: 'two',
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('List', 'n8n-nodes-base.set', {
				mode: 'raw',
				jsonOutput: '{ "paths": [{ "path": "/one" }, { "path": "/two" }] }',
			}),
			node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'paths' }),
			{
				...node('Fetch', 'n8n-nodes-fixture.fetch', { path: '={{ $json.path }}' }),
				credentials: { fetchApi: { id: '1', name: 'My key' } },
				...settings,
			},
		],
		connections: { ...link('Start', 'List'), ...link('List', 'Split'), ...link('Split', 'Fetch') },
	};
}

function node(name: string, type: string, parameters: INodeParameters) {
	return { id: name, name, type, typeVersion: 1, position: [0, 0] as [number, number], parameters };
}

function link(from: string, to: string): ExportedWorkflow['connections'] {
	return { [from]: { main: [[{ node: to, type: 'main', index: 0 }]] } };
}

function fileOf(item: INodeExecutionData | undefined): IBinaryData {
	const file = item?.binary?.data;
	if (!file) throw new Error('The item has no file');
	return file;
}

function run(settings: object = {}, options: Partial<Parameters<typeof runWorkflow>[0]> = {}) {
	const credentials = { fetchApi: { apiKey: 'secret', baseUrl } };
	return runWorkflow({ workflow: fetchTwo(settings), nodePackage, credentials, ...options });
}

test('the package stands alone: only n8n-workflow is near it', async () => {
	expect((await readdir(folder)).sort()).toEqual([
		'Fetch.node.cjs',
		'FetchApi.credentials.cjs',
		'package.json',
	]);
	expect((await readdir(dirname(folder))).sort()).toEqual(['n8n-nodes-fixture', 'n8n-workflow']);
});

describe.each(['filesystem', 'default'] as const)('binary mode %s', (binaryMode) => {
	test('items, credentials, expressions and files go through n8n', async () => {
		const stored: string[] = [];
		const stopListening = onFileStored(({ fileName }) => stored.push(fileName ?? ''));
		const started: string[] = [];
		const done: string[] = [];
		const { run: result, outputOf } = await run(
			{},
			{
				binaryMode,
				onNodeStart: (name) => started.push(name),
				onNodeDone: (name, { executionStatus }) => done.push(`${name} ${executionStatus}`),
			},
		);
		stopListening();

		expect(result.status).toBe('success');
		expect(requests.map(({ url }) => url)).toEqual(['/one?client=fixture', '/two?client=fixture']);
		expect(requests[0]?.headers.authorization).toBe('Bearer secret');

		const items = outputOf('Fetch');
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const file = fileOf(items[0]);
		expect(file).toMatchObject({ fileName: 'file.bin', mimeType: 'application/json' });
		expect(file.id === undefined).toBe(binaryMode === 'default');
		expect((await readBinary(file)).toString()).toBe('file /one?client=fixture');

		expect(stored).toEqual(['file.bin', 'file.bin']);
		expect(started).toEqual(['Start', 'List', 'Split', 'Fetch']);
		expect(done.at(-1)).toBe('Fetch success');
	});
});

describe('a failing node', () => {
	test('stops the workflow, and its error can be read', async () => {
		answers = [{ status: 402 }];
		const { run: result, outputOf, errorOf } = await run();
		expect(result.status).toBe('error');
		expect(outputOf('Fetch')).toEqual([]);
		expect(errorOf('Fetch')).toMatchObject({ message: 'Refused with 402', httpCode: '402' });
		expect(errorOf('Split')).toBeUndefined();
	});

	test('goes on with an error item on the regular output', async () => {
		answers = [{ status: 402 }];
		const { run: result, outputOf } = await run({ onError: 'continueRegularOutput' });
		expect(result.status).toBe('success');
		expect(outputOf('Fetch').map(({ json }) => json.error)).toEqual([
			'Refused with 402',
			undefined,
		]);
	});

	test('sends error items to the error output', async () => {
		answers = [{ status: 402 }];
		const { outputOf } = await run({ onError: 'continueErrorOutput' });
		expect(outputOf('Fetch')).toHaveLength(1);
		expect(outputOf('Fetch', 1)[0]?.json).toEqual({ error: 'Refused with 402', path: '/one' });
	});

	test('is run again by Retry On Fail, with the same node context', async () => {
		answers = [{ status: 503 }];
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { outputOf } = await run(retry);
		expect(requests).toHaveLength(3);
		expect(outputOf('Fetch')[0]?.json.tries).toBe(2);
	});

	test('is run again by "Retry execution", with its context and in mode retry', async () => {
		answers = [{ status: 503 }];
		const retryOf = await run();
		const { run: result, outputOf, errorOf } = await run({}, { retryOf });
		expect(result.status).toBe('success');
		expect(errorOf('Fetch')).toBeUndefined();
		expect(outputOf('Fetch')[0]?.json).toEqual({ tries: 2, mode: 'retry' });
		expect(requests).toHaveLength(3);
	});
});

test('Edit Fields and Merge prepare items as in n8n', async () => {
	const fields = (name: string, value: string) => ({
		assignments: { assignments: [{ id: '1', name, value: `={{ '${value}' }}`, type: 'string' }] },
	});
	const workflow: ExportedWorkflow = {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			{ ...node('One', 'n8n-nodes-base.set', fields('one', 'first')), typeVersion: 3.4 },
			{ ...node('Two', 'n8n-nodes-base.set', fields('two', 'second')), typeVersion: 3.4 },
			{
				...node('Both', 'n8n-nodes-base.merge', {
					mode: 'combine',
					combineBy: 'combineByPosition',
				}),
				typeVersion: 3.2,
			},
		],
		connections: {
			Start: {
				main: [
					[
						{ node: 'One', type: 'main', index: 0 },
						{ node: 'Two', type: 'main', index: 0 },
					],
				],
			},
			...link('One', 'Both'),
			Two: { main: [[{ node: 'Both', type: 'main', index: 1 }]] },
		},
	};
	const { outputOf } = await runWorkflow({ workflow, nodePackage });
	expect(outputOf('Both').map(({ json }) => json)).toEqual([{ one: 'first', two: 'second' }]);
});

test('a cancelled execution says so', async () => {
	const controller = new AbortController();
	whenAsked = () => controller.abort();
	const { run: result } = await run({}, { signal: controller.signal });
	expect(result.status).toBe('canceled');
	expect(requests).toHaveLength(1);
});

test('pinned data stands in for a node', async () => {
	const pinData = { Split: [{ json: { path: '/pinned' } }] };
	await run({}, { pinData });
	expect(requests.map(({ url }) => url)).toEqual(['/pinned?client=fixture']);
});

test('pruned files are gone', async () => {
	const { executionId, workflowId, outputOf } = await run();
	const file = fileOf(outputOf('Fetch')[0]);
	await pruneBinary(workflowId, executionId);
	await expect(readBinary(file)).rejects.toThrow();
});

describe('credential test', () => {
	const testKey = () =>
		testCredential({
			nodePackage,
			nodeType: 'n8n-nodes-fixture.fetch',
			type: 'fetchApi',
			data: { apiKey: 'secret', baseUrl },
		});

	test.each<[string, Answer, object]>([
		['accepts', { status: 200, body: '{}' }, { status: 'OK', message: 'Connection successful!' }],
		[
			'applies a rule on the status',
			{ status: 403 },
			{ status: 'Error', message: 'This key may not look' },
		],
		[
			'applies a rule on the body',
			{ status: 200, body: '{"plan":{"name":"none"}}' },
			{ status: 'Error', message: 'No plan' },
		],
		[
			'refuses any other status',
			{ status: 500 },
			{ status: 'Error', message: 'Internal Server Error' },
		],
	])('%s', async (_name, answer, result) => {
		answers = [answer];
		await expect(testKey()).resolves.toEqual(result);
		expect(requests[0]?.url).toBe('/me?client=fixture');
		expect(requests[0]?.headers.authorization).toBe('Bearer secret');
	});
});

test('list search sees the filter, the parameters and the credentials', async () => {
	const found = await searchList({
		nodePackage,
		nodeType: 'n8n-nodes-fixture.fetch',
		method: 'paths',
		filter: 'b',
		parameters: { path: '/files' },
		credentials: { fetchApi: { apiKey: 'secret', baseUrl: 'https://host' } },
	});
	expect(found.results).toEqual([{ name: 'b', value: 'https://host/files/b' }]);
});
