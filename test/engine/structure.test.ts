import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { searchList, testCredential } from '../../tools/engine/index.ts';
import { workflow as n8n } from '../../tools/engine/n8n.ts';
import { offeredBy } from '../../nodes/OakgenImage/models/offers';
import { PROVIDERS } from '../../nodes/OakgenImage/providers';
import { gemini } from '../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../nodes/OakgenImage/providers/oakgen';
import type { Provider } from '../../nodes/OakgenImage/providers/types';
import { status } from './scenes.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	credentialsFor,
	imageNodeType,
	mustRun,
	oakgenPackage,
	onParameterRead,
	packOnce,
	picture,
	runImage,
	startRecorder,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });
let nodeType: INodeType;
let description: INodeTypeDescription;

beforeAll(async () => {
	const nodePackage = await oakgenPackage();
	nodeType = nodePackage.nodeTypes.getByNameAndVersion(imageNodeType) as INodeType;
	({ description } = nodeType);
});

interface Declared {
	path: string;
	property: INodeProperties;
	/** The collection it is in. */
	parent: INodeProperties | null;
}

type Entry = INodePropertyOptions | INodeProperties | INodePropertyCollection;

function isProperty(entry: Entry): entry is INodeProperties {
	return 'type' in entry;
}

/** Notices have no value. */
function parameters(): INodeProperties[] {
	return description.properties.filter(({ type }) => type !== 'notice');
}

/** Every parameter with the path under which execute must read it. */
function declared(): Declared[] {
	return parameters().flatMap((property): Declared[] =>
		property.type === 'collection'
			? (property.options ?? []).filter(isProperty).map((inner) => ({
					path: `${property.name}.${inner.name}`,
					property: inner,
					parent: property,
				}))
			: [{ path: property.name, property, parent: null }],
	);
}

describe('what is declared is what is read', () => {
	/** n8n's convention asks for a resource; with one resource there is nothing to decide. */
	const neverRead = ['resource'];
	const files = () => picture('#cc0000').then((bytes) => ({ data: { bytes } }));

	/** Of a job that nobody ordered: what is read counts, not what comes of it. */
	const askOnce = { totalTimeout: 0 };
	const runs: Record<string, INodeParameters> = {
		'Oakgen, generate': {},
		'Oakgen, edit, files': { operation: 'edit' },
		'Oakgen, edit, URLs': {
			operation: 'edit',
			inputType: 'url',
			imageUrls: 'https://example.com/a.png',
		},
		'Gemini, generate': { provider: 'gemini' },
		'Gemini, edit, files': { provider: 'gemini', operation: 'edit' },
		'Gemini, edit, URLs': {
			provider: 'gemini',
			operation: 'edit',
			inputType: 'url',
			imageUrls: 'https://example.com/a.png',
		},
		'Oakgen, compare': { operation: 'compare' },
		'Oakgen, compare, files': { operation: 'compare', useReferenceImages: true },
		'Oakgen, compare, URLs': {
			operation: 'compare',
			useReferenceImages: true,
			inputType: 'url',
			imageUrls: 'https://example.com/a.png',
		},
		'Gemini, compare': { provider: 'gemini', operation: 'compare', compareOutput: 'gallery' },
		'Oakgen, get by id': { operation: 'get', generationId: 'gen_1', options: askOnce },
		'Oakgen, get by reply': { operation: 'get', getBy: 'reply', reply: '{"status": "failed"}' },
		'Gemini, get by id': {
			provider: 'gemini',
			operation: 'get',
			generationId: 'v1_1',
			options: askOnce,
		},
	};

	/** Paths of the parameters that the editor shows for these values. */
	function visible(parameters: INodeParameters): string[] {
		const values = n8n.NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			{ typeVersion: 1 },
			description,
		);
		const isShown = (property: INodeProperties, path: string) =>
			n8n.NodeHelpers.displayParameterPath(
				values ?? {},
				property,
				path,
				{ typeVersion: 1 },
				description,
			);
		return declared()
			.filter(({ property, parent }) => isShown(property, parent?.name ?? ''))
			.map(({ path }) => path)
			.filter((path) => !neverRead.includes(path));
	}

	test.each(Object.keys(runs))('%s: all that is shown is read, and nothing else', async (name) => {
		const parameters = runs[name] ?? {};
		const read = new Set<string>();
		const stop = onParameterRead((path) => read.add(path));
		await runImage(sandbox, parameters, { items: [{ files: await files() }] });
		stop();
		expect([...read].sort()).toEqual(visible(parameters).sort());
	});

	test('every declared parameter is shown in one of these runs', () => {
		const shown = new Set(Object.values(runs).flatMap(visible));
		// The options of a provider that the sandbox does not play are its own test's business.
		const played = Object.values(runs).map(({ provider = 'oakgen' }) => provider);
		const isPlayed = ({ displayOptions }: INodeProperties) =>
			(displayOptions?.show?.['/provider'] ?? played).some((name) =>
				played.includes(name as string),
			);
		const never = declared().filter(({ path, property }) => !shown.has(path) && isPlayed(property));
		expect(never.map(({ path }) => path)).toEqual(neverRead);
	});

	test('an option that is set is read where it is declared: inside Options', () => {
		const top = description.properties.map(({ name }) => name);
		const inOptions = declared().filter(({ parent }) => parent !== null);
		expect(inOptions.length).toBeGreaterThan(15);
		expect(inOptions.filter(({ property }) => top.includes(property.name))).toEqual([]);
	});
});

describe('the description', () => {
	const propertyNamed = (name: string) => {
		const found = description.properties.find((property) => property.name === name);
		if (!found) throw new Error(`There is no parameter ${name}`);
		return found;
	};
	const choicesOf = (property: INodeProperties) =>
		(property.options ?? []) as INodePropertyOptions[];

	/** What is new may stand beside it: another provider, operation or option breaks none of these. */
	test('names, types and defaults are those that saved workflows rely on', () => {
		const facts = parameters().map(({ name, type, default: standard }) => [name, type, standard]);
		const frozen = [
			['resource', 'options', 'image'],
			['operation', 'options', 'generate'],
			['provider', 'options', 'oakgen'],
			[
				'modelId',
				'resourceLocator',
				{ mode: 'list', value: 'nano-banana-2-lite', cachedResultName: 'Nano Banana 2 Lite' },
			],
			[
				'modelIds',
				'multiOptions',
				['nano-banana-2-lite', 'nano-banana-2.1', 'gpt-image-2', 'flux-2-pro'],
			],
			// At Gemini, whose own models are the choice.
			['modelIds', 'multiOptions', ['nano-banana-2-lite', 'nano-banana-2.1', 'nano-banana-pro']],
			['customModelIds', 'string', ''],
			['getBy', 'options', 'generationId'],
			['generationId', 'string', ''],
			['statusUrl', 'string', ''],
			['reply', 'json', ''],
			['prompt', 'string', ''],
			['inputType', 'options', 'binary'],
			['binaryPropertyName', 'string', 'data'],
			['imageUrls', 'string', ''],
			['useReferenceImages', 'boolean', false],
			['aspectRatio', 'options', 'auto'],
			['resolution', 'options', '1K'],
			['numberOfImages', 'number', 1],
			['downloadImage', 'boolean', true],
			['compareOutput', 'options', 'items'],
			['simplify', 'boolean', true],
			['options', 'collection', {}],
		];
		for (const fact of frozen) expect(facts).toContainEqual(fact);
	});

	test('a parameter has one type and one default, unless the provider decides', () => {
		const ofEach = parameters().filter(({ displayOptions }) => !displayOptions?.show?.provider);
		for (const { name, type, default: standard } of ofEach) {
			const others = ofEach.filter((other) => other.name === name);
			expect(others.map((other) => [name, other.type, other.default])).toEqual(
				others.map(() => [name, type, standard]),
			);
		}
	});

	test('they stand in the order of n8n’s guidelines', () => {
		const names = parameters().map(({ name }) => name);
		expect(names.slice(0, 3)).toEqual(['resource', 'operation', 'provider']);
		expect(names.slice(-2)).toEqual(['simplify', 'options']);
	});

	test('so are the options', () => {
		const facts = declared()
			.filter(({ parent }) => parent !== null)
			.map(({ property }): [string, unknown] => [property.name, property.default]);
		expect(Object.fromEntries(facts)).toMatchObject({
			binaryPropertyOutput: 'data',
			concurrency: 4,
			maxRetries: 4,
			retryOn: 'safe',
			requestTimeout: 600,
			totalTimeout: 1200,
			maxFileSize: 64,
			includeRawResponse: false,
			imageTransfer: 'dataUri',
			imageField: 'image_urls',
			maskField: 'mask_url',
			maskPropertyName: '',
			quality: 'auto',
			outputFormat: 'png',
			background: 'auto',
			serviceTier: 'standard',
			statusPath: '/v1/generate/image/{id}',
			storeInteraction: false,
		});
		const frozen = [
			'additionalFields',
			'background',
			'binaryPropertyOutput',
			'concurrency',
			'fallbackModelIds',
			'fileName',
			'imageField',
			'imageTransfer',
			'imageUrlPath',
			'includeInputFields',
			'includeRawResponse',
			'maskField',
			'maskPropertyName',
			'maxCreditsPerRun',
			'maxFileSize',
			'maxImagesPerRun',
			'maxRetries',
			'outputFormat',
			'previousInteractionId',
			'quality',
			'requestTimeout',
			'retryOn',
			'seed',
			'serviceTier',
			'statusPath',
			'storeInteraction',
			'systemInstruction',
			'thinkingLevel',
			'totalTimeout',
			'waitForCompletion',
		];
		expect(facts.map(([name]) => name)).toEqual(expect.arrayContaining(frozen));
	});

	test('so are the choices', () => {
		const values = (name: string) => choicesOf(propertyNamed(name)).map(({ value }) => value);
		const all = (frozen: string[]) => expect.arrayContaining(frozen) as unknown;
		expect(values('provider')).toEqual(all(['gemini', 'oakgen']));
		expect(values('operation')).toEqual(all(['compare', 'edit', 'generate', 'get']));
		expect(values('getBy')).toEqual(all(['generationId', 'reply']));
		expect(values('compareOutput')).toEqual(all(['gallery', 'items']));
		expect(values('inputType')).toEqual(all(['binary', 'url']));
		// In the order in which people look for them.
		expect(values('resolution')).toEqual(['512', '1K', '2K', '4K']);
		const ratios = 'auto 1:1 5:4 4:3 3:2 16:9 21:9 4:5 3:4 2:3 9:16 4:1 8:1 1:4 1:8'.split(' ');
		expect(values('aspectRatio')).toEqual(ratios);
	});

	test('options of one provider begin with its name', () => {
		for (const { property } of declared().filter(({ parent }) => parent !== null)) {
			const [provider] = (property.displayOptions?.show?.['/provider'] ?? []) as string[];
			const begins = /^([^:]+): /.exec(property.displayName)?.[1];
			// “Gemini” of Google Gemini is enough.
			const named = PROVIDERS.find(({ label }) => begins !== undefined && label.includes(begins));
			expect([property.name, named?.name]).toEqual([property.name, provider]);
			if (provider) expect(property.description).not.toMatch(/\. /);
		}
	});

	test('every operation has an action, which is what an AI agent reads', () => {
		const operations = choicesOf(propertyNamed('operation'));
		expect(Object.fromEntries(operations.map(({ name, value }) => [value, name]))).toMatchObject({
			generate: 'Generate an Image',
			edit: 'Edit an Image',
			compare: 'Compare Models',
			get: 'Get an Image',
		});
		for (const { action, description: words } of operations) {
			expect(action).toMatch(/^[A-Z].*image.*[^.]$/);
			expect(words).toBeTruthy();
		}
	});

	test('the list of options is sorted by what is shown', () => {
		const options = declared().filter(({ parent }) => parent !== null);
		const names = options.map(({ property }) => property.displayName);
		expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare));
	});

	test('every parameter has a label, and every option a description', () => {
		for (const { property, parent } of declared()) {
			expect(property.displayName).not.toBe('');
			if (parent) expect(property.description).toBeTruthy();
		}
	});

	test('the model is a resource locator with a searchable list and an ID', () => {
		const { modes = [] } = propertyNamed('modelId');
		expect(modes.map(({ displayName, name }) => [displayName, name])).toEqual([
			['From List', 'list'],
			['By ID', 'id'],
		]);
		const method = modes[0]?.typeOptions?.searchListMethod ?? '';
		expect(modes[0]?.typeOptions?.searchable).toBe(true);
		expect(Object.keys(nodeType.methods?.listSearch ?? {})).toEqual([method]);
	});

	test('is usable as a tool, with icons for light and dark, codex and resources', async () => {
		expect(description.usableAsTool).toBe(true);
		expect(description.codex?.resources?.primaryDocumentation?.[0]?.url).toMatch(/^https:/);
		expect(description.codex?.categories).toContain('AI');
		// n8n's nodes panel hides all other nodes of the category AI from a search.
		expect(description.codex?.subcategories?.AI).toContain('Root Nodes');
		const nodePackage = await oakgenPackage();
		const folder = await packOnce();
		const icons = [
			description,
			...PROVIDERS.map(({ credential }) => nodePackage.credentialType(credential.name)),
		].map(({ iconUrl }) => iconUrl);
		for (const icon of icons) {
			if (typeof icon !== 'object') throw new Error('There is no icon for light and dark');
			for (const url of [icon.light, icon.dark]) {
				const file = join(folder, url.replace(/^icons\/n8n-nodes-oakgen\//, ''));
				expect([url, existsSync(file)]).toEqual([url, true]);
				expect(readFileSync(file, 'utf8')).toMatch(/^<svg[^>]*xmlns=/);
			}
		}
	});

	test('each provider shows its own credential, which has a test', () => {
		const shown = (provider: string) =>
			(description.credentials ?? [])
				.filter((credential) =>
					n8n.NodeHelpers.displayParameter(
						{ provider },
						credential,
						{ typeVersion: 1 },
						description,
					),
				)
				.map(({ name }) => name);
		expect(shown('oakgen')).toEqual(['oakgenApi']);
		expect(shown('gemini')).toEqual(['geminiImageApi']);
		for (const { name, credential } of PROVIDERS) expect(shown(name)).toEqual([credential.name]);
		for (const { testedBy, required } of description.credentials ?? []) {
			expect(required).toBe(true);
			expect(Object.keys(nodeType.methods?.credentialTest ?? {})).toContain(testedBy);
		}
	});
});

describe('credential test', () => {
	async function check(type: 'oakgenApi' | 'geminiImageApi', apiKey: string, baseUrl: string) {
		const nodePackage = await oakgenPackage();
		const data = { apiKey, baseUrl };
		return await testCredential({ nodePackage, nodeType: imageNodeType, type, data });
	}
	const ok = { status: 'OK', message: 'The key works' };
	const failed = (message: RegExp) => ({
		status: 'Error',
		message: expect.stringMatching(message),
	});

	async function deadUrl(): Promise<string> {
		const free = createServer();
		await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
		const { port } = free.address() as AddressInfo;
		await new Promise((resolve) => free.close(resolve));
		return `http://127.0.0.1:${port}`;
	}

	afterEach(() => {
		expect(sandbox.bill()).toBe(0);
		expect(sandbox.generations).toEqual([]);
	});

	test('Oakgen: right key', async () => {
		expect(await check('oakgenApi', sandbox.oakgenApiKey, sandbox.url)).toEqual(ok);
		expect(sandbox.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
			['POST', '/v1/generate/image', {}],
		]);
	});

	test('Oakgen: blanks and slashes do no harm', async () => {
		expect(await check('oakgenApi', ` ${sandbox.oakgenApiKey}\n`, `${sandbox.url}/`)).toEqual(ok);
	});

	test('Gemini: right key', async () => {
		expect(await check('geminiImageApi', sandbox.geminiApiKey, sandbox.geminiUrl)).toEqual(ok);
		expect(sandbox.requests.map(({ method, path }) => [method, path])).toEqual([
			['GET', '/v1/models?pageSize=1'],
		]);
	});

	const wrong: Array<[string, () => ReturnType<typeof check>, RegExp]> = [
		[
			'Oakgen: wrong key',
			() => check('oakgenApi', 'sk-wrong', sandbox.url),
			/Oakgen refused the API key/,
		],
		[
			'Gemini: wrong key',
			() => check('geminiImageApi', 'AIza-wrong', sandbox.geminiUrl),
			/Google Gemini refused the API key/,
		],
		['Oakgen: no key', () => check('oakgenApi', ' ', sandbox.url), /API key is empty/],
		['Gemini: no key', () => check('geminiImageApi', '', sandbox.geminiUrl), /API key is empty/],
		[
			'Oakgen: wrong path',
			() => check('oakgenApi', sandbox.oakgenApiKey, `${sandbox.url}/api/v2`),
			/Base URL .*\/api\/v2 is not right: it answers with HTTP 404.*https:\/\/api\.oakgen\.ai/,
		],
		[
			'Gemini: the version is missing',
			() => check('geminiImageApi', sandbox.geminiApiKey, sandbox.url),
			/Base URL .* is not right.*https:\/\/generativelanguage\.googleapis\.com\/v1/,
		],
		[
			'Oakgen: no URL',
			() => check('oakgenApi', sandbox.oakgenApiKey, 'api.oakgen.ai'),
			/"api.oakgen.ai" is not a web address/,
		],
		[
			'Gemini: no URL',
			() => check('geminiImageApi', sandbox.geminiApiKey, ''),
			/is not a web address/,
		],
		[
			'Oakgen: dead host',
			async () => await check('oakgenApi', 'sk-1', await deadUrl()),
			/Nothing answers at the Base URL http/,
		],
		[
			'Gemini: dead host',
			async () => await check('geminiImageApi', 'AIza', `${await deadUrl()}/v1`),
			/Nothing answers at the Base URL http/,
		],
	];

	test.each(wrong)('%s', async (_name, run, message) => {
		const result = await run();
		expect(result).toEqual(failed(message));
		expect(result.message).not.toContain(sandbox.oakgenApiKey);
		expect(result.message).not.toContain(sandbox.geminiApiKey);
	});

	test.each([402, 422, 429])('Oakgen: HTTP %d shows that the key is right', async (code) => {
		sandbox.addRule({ where: 'generate', fault: status(code) });
		expect(await check('oakgenApi', sandbox.oakgenApiKey, sandbox.url)).toEqual(ok);
	});

	test.each([500, 503])('Oakgen: HTTP %d is the fault of the service', async (code) => {
		sandbox.addRule({ where: 'generate', fault: status(code) });
		const result = await check('oakgenApi', sandbox.oakgenApiKey, sandbox.url);
		expect(result).toEqual(failed(new RegExp(`fault at the moment \\(HTTP ${code}\\)`)));
	});

	test.each(['oakgenApi', 'geminiImageApi'] as const)(
		'%s: a redirect does not get the key',
		async (type) => {
			const elsewhere = await startRecorder((response) => void response.end('{}'));
			const recorder = await startRecorder((response) => {
				response.writeHead(307, { location: elsewhere.url }).end();
			});
			const result = await check(type, 'the-secret-key', recorder.url);
			await Promise.all([recorder.close(), elsewhere.close()]);
			expect(result.status).toBe('Error');
			expect(elsewhere.requests).toEqual([]);
		},
	);

	test.each(['oakgenApi', 'geminiImageApi'] as const)('%s: a web page is no API', async (type) => {
		const recorder = await startRecorder((response) => {
			response
				.writeHead(200, { 'content-type': 'text/html' })
				.end('<!doctype html><h1>Welcome</h1>');
		});
		const result = await check(type, 'the-secret-key', recorder.url);
		await recorder.close();
		expect(result).toEqual(failed(/Base URL/));
	});
});

describe('the list of models', () => {
	/** Without a credential: of the catalogue alone. test/engine/modelList.test.ts has the rest. */
	async function list(parameters: INodeParameters, filter?: string) {
		const found = await searchList({
			nodePackage: await oakgenPackage(),
			nodeType: imageNodeType,
			method: 'searchModels',
			parameters,
			...(filter !== undefined && { filter }),
		});
		return found.results;
	}
	const offered = (provider: Provider) =>
		offeredBy(provider).map(({ key, entry }) => [entry.name, key]);
	const all = offered(oakgen);
	const entries = (results: Awaited<ReturnType<typeof list>>) =>
		results.map(({ name, value }) => [name.split(' · ')[0], value]);

	test('Oakgen: all models', async () => {
		const results = await list({});
		expect(entries(results).sort()).toEqual(all.toSorted());
		expect(sandbox.requests).toEqual([]);
	});

	test('Gemini: Google’s models only', async () => {
		expect(entries(await list({ provider: 'gemini' })).sort()).toEqual(offered(gemini).sort());
	});

	test.each([
		['flux 2 pro', ['flux-2-pro']],
		['GPT image 1', ['gpt-image-1']],
		['  Banana 2 L ', ['nano-banana-2-lite']],
		['nano-banana-pro-text', ['nano-banana-pro']],
		['midjourney', []],
		['', all.map(([, key]) => key)],
	])('filter "%s"', async (filter, expected) => {
		const values = (await list({}, filter)).map(({ value }) => value);
		expect(values.sort()).toEqual(expected.toSorted());
	});

	test('a filter also finds Google’s ids', async () => {
		const results = await list({ provider: 'gemini' }, 'gemini-3-pro');
		expect(entries(results)).toEqual([['Nano Banana Pro', 'nano-banana-pro']]);
	});

	test('an id that Oakgen has not published is shown as such', async () => {
		const results = await list({ operation: 'generate' });
		const assumed = results
			.filter((entry) => /not published by Oakgen/.test(entry.description ?? ''))
			.map(({ value }) => value);
		const unpublished = offeredBy(oakgen).filter(({ ids }) => !ids.generate.published);
		expect(assumed.sort()).toEqual(unpublished.map(({ key }) => key).sort());
		expect(assumed).toContain('flux-2-pro');
	});

	test('each entry that the account has can be run as it is chosen', async () => {
		const { results: listed } = await searchList({
			nodePackage: await oakgenPackage(),
			nodeType: imageNodeType,
			method: 'searchModels',
			parameters: {},
			credentials: credentialsFor(sandbox),
		});
		const results = listed.filter(({ description: words }) =>
			/In your account\./.test(words ?? ''),
		);
		expect(results.length).toBeGreaterThan(5);
		for (const { value } of results) {
			await mustRun(sandbox, { modelId: { __rl: true, mode: 'list', value } });
		}
		expect(sandbox.bill()).toBe(results.length);
	});
});
