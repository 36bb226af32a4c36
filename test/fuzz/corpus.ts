import type { Interactions } from '@google/genai';

import type {
	ImageRequest,
	ModelOperation,
	Reference,
} from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';
import { geminiError } from '../../tools/sandbox/gemini/errors.ts';
import {
	geminiReplies,
	unfinished,
	type InteractionParts,
} from '../../tools/sandbox/gemini/replies.ts';
import { oakgenError } from '../../tools/sandbox/oakgen/errors.ts';
import { failureShapes } from '../../tools/sandbox/oakgen/failureShapes.ts';
import type { FinishedGeneration } from '../../tools/sandbox/oakgen/finishedGeneration.ts';
import { jobShapes } from '../../tools/sandbox/oakgen/jobShapes.ts';
import { replyShapes } from '../../tools/sandbox/oakgen/replyShapes.ts';
import type { WireReply } from '../../tools/sandbox/wire.ts';
import { imageReplies, wrappers } from '../fixtures/oakgen/imageReplies';
import { bytesReference, httpReply, imageRequest, urlReference } from '../support/imageRequest';
import { noisyImage } from '../support/images';
import { providers, type ProviderName } from '../support/providers';

export const BASE_URL = 'https://api.provider.example';
export const API_KEY = 'sk-fuzz/0123456789+abcdef';

/** A reply before it is mutated. */
export interface NamedReply {
	name: string;
	provider: ProviderName;
	reply: HttpReply;
}

export interface Corpus {
	replies: Record<ProviderName, NamedReply[]>;
	/** Whole image files, one of each format. */
	images: Buffer[];
	/** What an edit starts from. */
	references: Reference[];
	referenceFile: Buffer;
	requests: Record<ProviderName, Record<ModelOperation, ImageRequest>>;
}

/** Every reply that the sandbox and the fixtures know by name. */
export async function makeCorpus(): Promise<Corpus> {
	const picture = noisyImage(24, 16);
	const [png, jpeg, webp, gif, avif, referenceFile] = await Promise.all([
		picture.clone().png().toBuffer(),
		picture.clone().jpeg().toBuffer(),
		picture.clone().webp().toBuffer(),
		picture.clone().gif().toBuffer(),
		picture.clone().avif({ effort: 0 }).toBuffer(),
		noisyImage(20, 20).png().toBuffer(),
	]);
	const references = [
		urlReference('https://shop.example/in.png?x=1'),
		bytesReference(referenceFile),
	];
	const requestsOf = (modelId: string): Record<ModelOperation, ImageRequest> => ({
		generate: imageRequest({ modelId }),
		edit: imageRequest({ operation: 'edit', modelId, references }),
	});
	return {
		replies: {
			oakgen: oakgenReplies([png, jpeg]),
			gemini: geminiReplyList([png, jpeg], referenceFile),
		},
		images: [png, jpeg, webp, gif, avif],
		references,
		referenceFile,
		requests: {
			oakgen: requestsOf('nano-banana-2-lite-text'),
			gemini: requestsOf('gemini-3.1-flash-lite-image'),
		},
	};
}

const errorStatuses = [400, 401, 402, 403, 404, 409, 422, 429, 500, 503, 504];

const page = '<!doctype html><html><body><h1>Bad gateway</h1></body></html>';

function oakgenReplies(files: Buffer[]): NamedReply[] {
	const g = finishedGeneration(files);
	const wire: Array<[string, WireReply]> = [
		...Object.entries(replyShapes).map(([name, say]): [string, WireReply] => [name, say(g)]),
		...Object.entries(failureShapes),
		...Object.entries(jobShapes).flatMap(([name, job]): Array<[string, WireReply]> => [
			[`${name}, accepted`, job.accepted(g)],
			[`${name}, pending`, job.pending(g)],
			[`${name}, ended`, job.ended(g)],
		]),
		...errorStatuses.map((status): [string, WireReply] => [`HTTP ${status}`, oakgenError(status)]),
	];
	const fixtures = wrappers.flatMap(([wrapper, wrap]) =>
		imageReplies.map(([name, body]) => ({
			name: `fixture ${name}${wrapper === '' ? '' : ` in ${wrapper}`}`,
			reply: httpReply(wrap(body)),
		})),
	);
	return [
		...wire.map(([name, reply]) => ({ name, reply })),
		...fixtures,
		{ name: 'a page', reply: httpReply(page, { headers: { 'content-type': 'text/html' } }) },
	].map((named) => ({ ...named, provider: 'oakgen' }));
}

function finishedGeneration(files: Buffer[]): FinishedGeneration {
	const images = files.map((bytes, at) => ({
		url: at === 0 ? `${BASE_URL}/files/${at}.png` : `https://files.example/out/${at}.png?sig=a%2Fb`,
		base64: bytes.toString('base64'),
		bytes,
		mimeType: 'image/png',
		width: 24,
		height: 16,
	}));
	return {
		...images[0],
		id: 'gen_0123456789abcdef',
		model: 'nano-banana-2-lite-text',
		prompt: 'a red fox',
		credits: 3,
		images,
		inputUrls: ['https://shop.example/in.png?x=1'],
		statusUrl: `${BASE_URL}/v1/jobs/gen_0123456789abcdef`,
		resultUrl: `${BASE_URL}/v1/jobs/gen_0123456789abcdef/result`,
	};
}

function geminiReplyList(files: Buffer[], referenceFile: Buffer): NamedReply[] {
	const input: Interactions.Content[] = [
		{ type: 'text', text: 'a red fox' },
		{ type: 'image', mime_type: 'image/png', data: referenceFile.toString('base64') },
		{ type: 'image', uri: 'https://shop.example/in.png?x=1' },
	];
	const images = files.map((bytes, at) => ({
		...finishedGeneration(files).images[at],
		fileName: `${at}.png`,
		bytes,
	})) as unknown as InteractionParts['images'];
	const parts = (count: number): InteractionParts => ({
		id: 'v1_0123456789abcdef',
		created: '2026-01-01T00:00:00.000Z',
		model: 'gemini-3.1-flash-lite-image',
		prompt: 'a red fox',
		input,
		images: images.slice(0, count),
		previousInteractionId: null,
	});
	const retryInfo = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '17s' }];
	return [
		...Object.entries(geminiReplies).map(([name, { images: count, interaction }]) => ({
			name,
			reply: httpReply(interaction(parts(count))),
		})),
		{ name: 'in progress', reply: httpReply(unfinished(parts(1), 'in_progress')) },
		{ name: 'queued, unfinished', reply: httpReply(unfinished(parts(1), 'queued')) },
		...[400, 403, 429, 504].map((status) => ({
			name: `HTTP ${status}`,
			reply: geminiError(status, undefined, retryInfo),
		})),
		{ name: 'a page', reply: httpReply(page, { headers: { 'content-type': 'text/html' } }) },
	].map((named) => ({ ...named, provider: 'gemini' }));
}

export const providerNames = Object.keys(providers) as ProviderName[];
