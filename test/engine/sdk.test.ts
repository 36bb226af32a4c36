import { GoogleGenAI, type Interactions } from '@google/genai';
import type { INodeParameters } from 'n8n-workflow';
import { type LogEntry, type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { shareNodeDispatcher } from '../sandbox/support.ts';
import { byId, dataUri, fromList, mustRun, only, picture } from './support.ts';

/**
 * Google's own client is the oracle: for the same input, the node's request must be the client's.
 *
 * Left out of the comparison on purpose, because they say who asks and not what is asked for:
 * - `user-agent`, `x-goog-api-client`: the client's and n8n's own names
 * - `accept`: the node also takes images, since Oakgen may answer with one
 * - `accept-encoding`, `accept-language`, `sec-fetch-mode`, `connection`, `host`, `content-length`:
 *   of the HTTP library; `cookie`, which the client sends empty
 * Left out of the node on purpose, so that the client has no counterpart to compare with:
 * - `stream`, `background`: n8n hands out whole images, and the node polls what is pending
 * - `response_format.delivery`, `tools`, `response_modalities` (deprecated) and the
 *   rest of `generation_config`: Additional Fields can send them (last case of the table)
 */
const ofTheLibrary = [
	'accept',
	'accept-encoding',
	'accept-language',
	'connection',
	'content-length',
	'cookie',
	'host',
	'sec-fetch-mode',
	'user-agent',
	'x-goog-api-client',
];

type Create = Interactions.CreateModelInteractionParamsNonStreaming;

const text = { type: 'text', text: 'a red fox' } as const;
const lite = 'gemini-3.1-flash-lite-image';
const base: Create = {
	model: lite,
	input: [text],
	response_format: { type: 'image', image_size: '1K' },
	store: false,
};

let sandbox: Sandbox;
let red: Buffer;
let blue: Buffer;
/** An interaction that can be continued. */
let kept: string;

function client(): GoogleGenAI {
	return new GoogleGenAI({
		apiKey: sandbox.geminiApiKey,
		httpOptions: { baseUrl: sandbox.url },
	});
}

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
	red = await picture('#cc0000');
	blue = await picture('#0000cc', 'webp');
	await shareNodeDispatcher();
	await client().interactions.create({ ...base, store: true });
	kept = only(sandbox.generations).id;
});

afterAll(() => sandbox.close());

const inline = (bytes: Buffer, mime_type: string): Interactions.ImageContent => ({
	type: 'image',
	mime_type,
	data: bytes.toString('base64'),
});

const edit = { operation: 'edit' };
type Case = [string, INodeParameters, () => Create];
const cases: Case[] = [
	['generate', {}, () => base],
	[
		'aspect ratio',
		{ aspectRatio: '16:9' },
		() => ({ ...base, response_format: { type: 'image', aspect_ratio: '16:9', image_size: '1K' } }),
	],
	[
		'aspect ratio and size of another model',
		{ modelId: fromList('nano-banana-2'), aspectRatio: '1:8', resolution: '4K' },
		() => ({
			...base,
			model: 'gemini-3.1-flash-image',
			response_format: { type: 'image', aspect_ratio: '1:8', image_size: '4K' },
		}),
	],
	[
		'the smallest size',
		{ modelId: fromList('nano-banana-2'), resolution: '512' },
		() => ({
			...base,
			model: 'gemini-3.1-flash-image',
			response_format: { type: 'image', image_size: '512' },
		}),
	],
	[
		'a model by ID',
		{ modelId: byId('gemini-3-pro-image') },
		() => ({ ...base, model: 'gemini-3-pro-image' }),
	],
	['seed', { options: { seed: 11 } }, () => ({ ...base, generation_config: { seed: 11 } })],
	[
		'thinking',
		{ options: { thinkingLevel: 'high' } },
		() => ({ ...base, generation_config: { thinking_level: 'high' } }),
	],
	[
		'thinking and seed',
		{ options: { thinkingLevel: 'minimal', seed: 0 } },
		() => ({ ...base, generation_config: { thinking_level: 'minimal', seed: 0 } }),
	],
	[
		'a file format',
		{ aspectRatio: '1:1', options: { outputFormat: 'jpeg' } },
		() => ({
			...base,
			response_format: {
				type: 'image',
				aspect_ratio: '1:1',
				image_size: '1K',
				mime_type: 'image/jpeg',
			},
		}),
	],
	...(['flex', 'standard', 'priority'] as const).map((tier): Case => [
		`service tier ${tier}`,
		{ options: { serviceTier: tier } },
		() => ({ ...base, service_tier: tier }),
	]),
	[
		'system instruction',
		{ options: { systemInstruction: 'Only green and cream' } },
		() => ({ ...base, system_instruction: 'Only green and cream' }),
	],
	[
		'one inline image',
		{ ...edit, binaryPropertyName: 'red' },
		() => ({ ...base, input: [text, inline(red, 'image/png')] }),
	],
	[
		'several inline images',
		{ ...edit, binaryPropertyName: 'blue, red' },
		() => ({ ...base, input: [text, inline(blue, 'image/webp'), inline(red, 'image/png')] }),
	],
	[
		'an image by URI',
		{ ...edit, inputType: 'url', imageUrls: 'https://example.com/a.png' },
		() => ({ ...base, input: [text, { type: 'image', uri: 'https://example.com/a.png' }] }),
	],
	[
		'an image as data URI',
		{ ...edit, inputType: 'url', imageUrls: '={{ $json.dataUri }}' },
		() => ({ ...base, input: [text, inline(blue, 'image/webp')] }),
	],
	['store on', { options: { storeInteraction: true } }, () => ({ ...base, store: true })],
	[
		'previous interaction, which is stored in its turn',
		{ options: { previousInteractionId: '={{ $json.kept }}' } },
		() => ({ ...base, previous_interaction_id: kept, store: true }),
	],
	[
		'additional fields',
		{
			options: {
				additionalFields:
					'{"response_format":{"mime_type":"image/jpeg"},"generation_config":{"temperature":0.5}}',
			},
		},
		() => ({
			...base,
			response_format: { type: 'image', image_size: '1K', mime_type: 'image/jpeg' },
			generation_config: { temperature: 0.5 },
		}),
	],
];

function headersThatMatter({ headers }: LogEntry) {
	const entries = Object.entries(headers).filter(([name]) => !ofTheLibrary.includes(name));
	return Object.fromEntries(entries);
}

async function sentBy(send: () => Promise<unknown>): Promise<LogEntry> {
	const before = sandbox.requests.length;
	await send();
	return only(sandbox.requests.slice(before));
}

test.each(cases)('%s', async (_name, parameters, create) => {
	const items = [
		{
			json: { kept, dataUri: dataUri(blue, 'image/webp') },
			files: { red: { bytes: red }, blue: { bytes: blue, mimeType: 'image/webp' } },
		},
	];
	const byClient = await sentBy(async () => await client().interactions.create(create()));
	const byNode = await sentBy(
		async () => await mustRun(sandbox, { provider: 'gemini', ...parameters }, { items }),
	);
	expect([byNode.method, byNode.path]).toEqual([byClient.method, byClient.path]);
	expect(byNode.body).toEqual(byClient.body);

	expect(headersThatMatter(byNode)).toEqual(headersThatMatter(byClient));
});

test('reading a pending interaction is the same request', async () => {
	sandbox.addRule({ where: 'generate', reply: 'queued', pendingPolls: 0 });
	const before = sandbox.requests.length;
	const { json } = await mustRun(sandbox, { provider: 'gemini' });
	const byNode = only(sandbox.requests.slice(before + 1));
	const id = String(only(json).generationId);
	const byClient = await sentBy(async () => await client().interactions.get(id));
	// The client spells out the default, and names the type of a body that a GET does not have.
	expect([byNode.method, `${byNode.path}?stream=false`]).toEqual([byClient.method, byClient.path]);
	const { 'content-type': ofNoBody, ...headers } = headersThatMatter(byClient);
	expect(ofNoBody).toBe('application/json');
	expect(headersThatMatter(byNode)).toEqual(headers);
});
