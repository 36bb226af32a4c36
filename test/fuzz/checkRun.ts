import { effectiveStatus } from '../../nodes/OakgenImage/providers/evidence/refusal';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ModelOperation } from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';
import {
	runInMemory,
	type MemoryAnswer,
	type MemoryRequest,
	type MemoryRun,
} from '../support/memoryNode';
import { flawOf } from '../support/sentence';
import { API_KEY, BASE_URL, type Corpus } from './corpus';
import { isPolluted } from './checkReading';
import { demand } from './flaw';
import { mutateBytes } from './mutateBytes';
import { mutateReply } from './mutateReply';
import type { Random } from './random';
import { hostileText } from './values';
import type { ProviderName } from '../support/providers';

/** As the contract has it (docs, "Retries"): nothing was made, so trying again is free. */
const NOT_ACCEPTED = [408, 409, 425, 429, 500, 502, 503, 520, 521, 522, 523, 525, 526, 529];

/** Also said by a code inside a success, which means what that status of HTTP means. */
const MADE_NOTHING =
	/ made no image| refused | does not allow | does not serve | does not know | rate limit is reached/;

const ITEM_KEYS =
	'adjusted aspectRatio attempts contentFiltered credits durationMs fallbackFrom fileExtension fileName fileSize generationId height index mimeType model modelKey modelName operation prompt provider resolution reviewRecommended text url usage warnings width';

export interface FuzzRun {
	run: MemoryRun;
	/** Statuses of the replies to paid requests. */
	paidStatuses: number[];
	operation: ModelOperation;
	/** The reference stood at an address, which no node can tell from an image that looks the same. */
	isServed: boolean;
}

/**
 * The whole node over replies of which `first` is the first. What follows it, polls and downloads
 * among it, is mutated as well.
 */
export async function runCase(
	first: HttpReply,
	provider: ProviderName,
	operation: ModelOperation,
	random: Random,
	corpus: Corpus,
): Promise<FuzzRun> {
	const paidStatuses: number[] = [];
	let isServed = false;
	const answer = ({ method }: MemoryRequest): MemoryAnswer => {
		const isPaid = method === 'POST';
		const reply =
			isPaid && paidStatuses.length === 0 ? first : laterReply(isPaid, provider, random, corpus);
		// A limit in words is one.
		if (isPaid) paidStatuses.push(effectiveStatus(reply) === 429 ? 429 : reply.status);
		else isServed ||= reply.body.equals(corpus.referenceFile);
		return { ...reply, breaks: !isPaid && random.chance(0.05) };
	};
	const parameters = parametersFor(provider, operation, random, corpus);
	const files = { data: corpus.referenceFile };
	const shared = { parameters, files, apiKey: API_KEY, baseUrl: BASE_URL };
	const run = await runInMemory({ ...shared, continues: random.chance(0.5), answer });
	return { run, paidStatuses, operation, isServed };
}

function laterReply(
	isPaid: boolean,
	provider: ProviderName,
	random: Random,
	corpus: Corpus,
): HttpReply {
	if (isPaid || random.chance(0.4)) return mutateReply(provider, random, corpus);
	const image = random.pick(corpus.images);
	if (random.chance(0.1)) {
		const location = hostileText(random, corpus).slice(0, 8000);
		return { status: 302, headers: { location }, body: Buffer.alloc(0) };
	}
	const body = random.chance(0.5) ? image : mutateBytes(image, random);
	return { status: 200, headers: { 'content-type': 'image/png' }, body };
}

function parametersFor(
	provider: ProviderName,
	operation: ModelOperation,
	random: Random,
	corpus: Corpus,
): IDataObject {
	return {
		provider,
		operation,
		simplify: random.chance(0.3),
		prompt: 'a red fox',
		modelId: { mode: 'id', value: corpus.requests[provider][operation].modelId },
		inputType: 'binary',
		binaryPropertyName: 'data',
		downloadImage: random.chance(0.8),
		options: {
			totalTimeout: 30,
			requestTimeout: 10,
			maxFileSize: 0.1,
			includeRawResponse: random.chance(0.3),
			...(random.chance(0.3) ? { fileName: hostileText(random, corpus) } : {}),
		},
	};
}

/** @throws Flaw when anything left the node that must not, or when money was lost */
export function checkRun(
	{ run, paidStatuses, operation, isServed }: FuzzRun,
	corpus: Corpus,
): void {
	const { items, error, requests, files } = run;
	for (const status of paidStatuses.slice(0, -1)) {
		demand(NOT_ACCEPTED.includes(status), `ordered again after HTTP ${status}`);
	}
	for (const { url, withKey } of requests) {
		demand(!withKey || new URL(url).href.startsWith(`${BASE_URL}/`), `the key goes to ${url}`);
	}
	for (const { bytes, fileName } of files) {
		const isReference = operation === 'edit' && bytes.equals(corpus.referenceFile);
		demand(!isReference || isServed, 'the reference is handed out');
		demand(/^[^\\/:*?"<>|\p{C}]{1,120}$/u.test(fileName), `a file named ${fileName}`);
	}
	if (error !== undefined) checkError(error);
	else demand(items.length > 0, 'neither an item nor an error');
	items.forEach(checkItem);
	const told = JSON.stringify(items);
	demand(!told.includes(API_KEY), 'the key in an item');
	demand(!items.some(({ json }) => isPolluted(json)), 'a name that pollutes in an item');
}

function checkError(error: unknown): void {
	demand(error instanceof Error, 'something thrown that is no error');
	demand(
		['NodeApiError', 'NodeOperationError'].includes(error.name),
		`a ${error.name}: ${error.message}`,
	);
	const flaw = flawOf(error.message, API_KEY);
	demand(flaw === null, `the message: ${flaw}`);
	const description = 'description' in error ? String(error.description) : '';
	demand(!description.includes(API_KEY), 'the key in the description');
	demand(description.length < 20_000, 'an endless description');
}

function checkItem({ json, binary }: INodeExecutionData): void {
	if ('error' in json) {
		demand(Object.keys(json).length === 1, 'an error item with more than an error');
		const flaw = flawOf(String(json.error), API_KEY);
		demand(flaw === null, `the message: ${flaw}`);
		return;
	}
	const keys = Object.keys(json).filter((key) => key !== 'rawResponse');
	// A simplified item leaves out what says nothing.
	const isSimple = !('operation' in json);
	const known = ITEM_KEYS.split(' ');
	demand(
		isSimple
			? keys.includes('fileName') && keys.every((key) => known.includes(key))
			: keys.sort().join(' ') === ITEM_KEYS,
		`an item with the keys ${keys.join(' ')}`,
	);
	demand(binary !== undefined || typeof json.url === 'string', 'an item without an image');
	demand(!('_files' in json), 'a key that n8n reads');
	demand(JSON.stringify(json).length < 3_000_000, 'an item of megabytes');
}

/**
 * Retry On Fail runs the node again with what it kept. A request that was accepted must not be sent
 * a second time, unless the provider said that it made nothing.
 *
 * @returns whether there was anything to check
 */
export async function checkSecondTry(
	{ run, paidStatuses, operation }: FuzzRun,
	provider: ProviderName,
	random: Random,
	corpus: Corpus,
): Promise<boolean> {
	const status = paidStatuses.at(-1) ?? 0;
	const message = run.error instanceof Error ? run.error.message : String(run.items[0]?.json.error);
	const hasFailed = run.error !== undefined || run.items.some(({ json }) => 'error' in json);
	const isPaid = status >= 200 && status < 300 && !MADE_NOTHING.test(message);
	if (!hasFailed || !isPaid) return false;
	const again = await runInMemory({
		parameters: parametersFor(provider, operation, random, corpus),
		files: { data: corpus.referenceFile },
		apiKey: API_KEY,
		baseUrl: BASE_URL,
		context: run.context,
		answer: () => laterReply(false, provider, random, corpus),
	});
	demand(
		again.requests.every(({ method }) => method !== 'POST'),
		`ordered again by Retry On Fail after: ${message.slice(0, 300)}`,
	);
	return true;
}
