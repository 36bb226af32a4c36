import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import {
	type NodePackage,
	type SavedCredentials,
	searchList,
	testCredential,
} from '../../../tools/engine/index.ts';
import { workflow as n8n } from '../../../tools/engine/n8n.ts';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import {
	answerJson,
	bytesOf,
	credentialsFor,
	imageNodeType,
	only,
	picture,
	type Recorder,
	runImage,
	startRecorder,
} from '../support.ts';
import { packageWithSketch } from './addSketch.ts';

/** A provider with this name, known to the package by its entry in the list alone. */
const provider = 'sketch';
const key = 'key-of-sketch';

let sandbox: Sandbox;
let server: Recorder;
let nodePackage: NodePackage;
let drawn: Buffer;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
	drawn = await picture('#0000cc');
	server = await startRecorder((response, { path, headers, body }) => {
		if (headers['x-sketch-key'] !== key) {
			answerJson(response, { problem: 'who are you?' }, { status: 401 });
		} else if (path === '/models') {
			answerJson(response, { models: [{ id: 'pencil' }, { id: 'chalk' }] });
		} else if (path === '/pictures/picture-2') {
			// It need not repeat the id.
			answerJson(response, { state: 'drawn', picture: drawn.toString('base64') });
		} else if (String(body).includes('slowly')) {
			answerJson(response, { id: 'picture-2', state: 'waiting' });
		} else if (String(body).includes('spoil')) {
			answerJson(response, { id: 'picture-3', state: 'spoilt', problem: 'the ink ran' });
		} else {
			answerJson(response, { id: 'picture-1', state: 'drawn', picture: drawn.toString('base64') });
		}
	});
	nodePackage = await packageWithSketch();
});

beforeEach(() => {
	sandbox.reset();
	server.requests.length = 0;
});

afterAll(async () => {
	await server.close();
	await sandbox.close();
});

const saved = (): SavedCredentials => ({
	...credentialsFor(sandbox),
	sketchApi: { apiKey: key, baseUrl: server.url },
});
type CredentialName = 'oakgenApi' | 'geminiImageApi' | 'sketchApi';

/** Runs the node with this credential and no other. */
async function runWith(
	credential: CredentialName,
	parameters: INodeParameters,
	{ files = {}, apiKey }: { files?: Record<string, { bytes: Buffer }>; apiKey?: string } = {},
) {
	const data = { ...saved()[credential], ...(apiKey !== undefined && { apiKey }) };
	return await runImage(sandbox, parameters, {
		nodePackage,
		credentials: { [credential]: data },
		settings: { credentials: { [credential]: { id: '1', name: 'Account' } } },
		items: [{ files }],
	});
}

const lastBody = () => JSON.parse(String(server.requests.at(-1)?.body)) as unknown;

test('generates with it', async () => {
	const run = await runWith('sketchApi', { provider, options: { sketchPaper: 'brown' } });
	expect(run.error).toBeUndefined();
	expect(only(run.json)).toMatchObject({ provider, model: 'pencil', generationId: 'picture-1' });
	expect(await bytesOf(run.items[0])).toEqual(drawn);
	const { method, path, headers } = only(server.requests);
	expect([method, path, headers['x-sketch-key']]).toEqual(['POST', '/pictures', key]);
	expect(lastBody()).toEqual({ pencil: 'pencil', prompt: 'a red fox', paper: 'brown', from: [] });
});

test('edits with it', async () => {
	const bytes = await picture('#cc0000');
	const run = await runWith(
		'sketchApi',
		{ provider, operation: 'edit' },
		{ files: { data: { bytes } } },
	);
	expect(run.error).toBeUndefined();
	expect(only(run.json)).toMatchObject({ provider, operation: 'edit' });
	expect(lastBody()).toMatchObject({ paper: 'white', from: [bytes.toString('base64')] });
});

test('waits for a job that is queued first', async () => {
	const run = await runWith('sketchApi', { provider, prompt: 'draw slowly' });
	expect(run.error).toBeUndefined();
	expect(only(run.json)).toMatchObject({ provider, generationId: 'picture-2' });
	expect(await bytesOf(run.items[0])).toEqual(drawn);
	expect(server.requests.map(({ method, path }) => [method, path])).toEqual([
		['POST', '/pictures'],
		['GET', '/pictures/picture-2'],
	]);
});

test('tells why a job failed', async () => {
	const { error } = await runWith('sketchApi', { provider, prompt: 'spoil it' });
	expect(error?.message).toContain('the ink ran');
});

test('refuses a reference that it has no use for, before anything is ordered', async () => {
	const imageUrls = 'https://example.com/a.png';
	const address = { operation: 'edit', inputType: 'url', imageUrls };
	const { error } = await runWith('sketchApi', { provider, ...address });
	expect(error?.message).toContain('Sketch takes no addresses of images');
	expect(server.requests).toEqual([]);
});

test('compares the models that it names', async () => {
	const modelIds = propertyFor('modelIds').default as string[];
	const run = await runWith('sketchApi', { provider, operation: 'compare', modelIds });
	expect(run.error).toBeUndefined();
	expect(run.json.map(({ model }) => model)).toEqual(['pencil', 'charcoal']);
});

test('keeps the fields that it fills from parameters', async () => {
	const options = { additionalFields: '{"pencil": "hard"}' };
	const { error } = await runWith('sketchApi', { provider, options });
	expect(error?.message).toContain('must not contain "pencil", which would replace Model');
	expect(server.requests).toEqual([]);
});

test('names it in a failure', async () => {
	const { error } = await runWith('sketchApi', { provider }, { apiKey: 'wrong-key' });
	expect(error?.message).toContain('Sketch');
	expect(`${error?.message} ${error?.description}`).toContain('who are you?');
});

test('tests its credential', async () => {
	const check = async (apiKey: string) =>
		await testCredential({
			nodePackage,
			nodeType: imageNodeType,
			type: 'sketchApi',
			data: { apiKey, baseUrl: server.url },
		});
	expect(await check(key)).toMatchObject({ status: 'OK' });
	expect(await check('wrong-key')).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Sketch refused the API key'),
	});
	expect(server.requests.map(({ method, path }) => [method, path])).toEqual([
		['GET', '/account'],
		['GET', '/account'],
	]);
});

test('lists its models, and those of the account', async () => {
	const { results } = await searchList({
		nodePackage,
		nodeType: imageNodeType,
		method: 'searchModels',
		parameters: { provider },
		credentials: saved(),
	});
	expect(results.map(({ value }) => value)).toEqual(['gpt-image-2', 'flux-2-pro', 'id:chalk']);
});

describe('the description', () => {
	test('begins with a model that it has', () => {
		const standard = (name: string) =>
			shown(name, 'generate').filter((property) => property.name === 'modelId');
		expect(only(standard(provider)).default).toMatchObject({ value: 'gpt-image-2' });
		expect(only(standard('oakgen')).default).toMatchObject({ value: 'nano-banana-2-lite' });
	});

	test('offers it, its credential and its options', () => {
		const choices = propertyFor('provider').options ?? [];
		expect(choices.map((choice) => 'value' in choice && choice.value)).toContain(provider);
		expect(optionsOf(provider)).toContain('sketchPaper');
		expect(optionsOf('oakgen')).not.toContain('sketchPaper');
	});

	test.each([
		['oakgen', 'oakgenApi'],
		['gemini', 'geminiImageApi'],
		['sketch', 'sketchApi'],
	] as const)('%s: asks for %s, and a run needs no other', async (name, credential) => {
		const { description } = nodePackage.nodeTypes.getByNameAndVersion(imageNodeType);
		const asked = (description.credentials ?? []).filter((declared) =>
			n8n.NodeHelpers.displayParameter(
				{ provider: name },
				declared,
				{ typeVersion: 1 },
				description,
			),
		);
		expect(asked.map((declared) => declared.name)).toEqual([credential]);
		const run = await runWith(credential, { provider: name });
		expect(run.error).toBeUndefined();
		expect(only(run.json)).toMatchObject({ provider: name });
	});
});

/** The declaration that is shown with the third provider. */
function propertyFor(name: string): INodeProperties {
	const found = shown(provider).find((property) => property.name === name);
	if (!found) throw new Error(`${name} is not shown`);
	return found;
}

function shown(name: string, operation = 'compare'): INodeProperties[] {
	const { description } = nodePackage.nodeTypes.getByNameAndVersion(imageNodeType);
	const values = { resource: 'image', operation, provider: name };
	return description.properties.filter((property) =>
		n8n.NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
	);
}

function optionsOf(name: string): string[] {
	const { description } = nodePackage.nodeTypes.getByNameAndVersion(imageNodeType);
	const options = (description.properties.at(-1)?.options ?? []) as INodeProperties[];
	const values = { resource: 'image', operation: 'generate', provider: name };
	return options
		.filter((option) =>
			n8n.NodeHelpers.displayParameter({}, option, { typeVersion: 1 }, description, values),
		)
		.map((option) => option.name);
}
