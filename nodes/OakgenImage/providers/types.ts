import type { IDataObject } from 'n8n-workflow';

import type { HttpReply, RequestBody } from '../transport/types';
import type { ModelList } from './modelList';

export type ProviderName = 'oakgen' | 'gemini';
export type Operation = 'generate' | 'edit';
export type ThinkingLevel = 'minimal' | 'medium' | 'high';

/** A reference image: its bytes, or an address from which the provider fetches it. */
export type Reference =
	| { kind: 'bytes'; bytes: Buffer; mimeType: string; fileName: string }
	| { kind: 'url'; url: string };

export interface OakgenSettings {
	imageTransfer: 'dataUri' | 'multipart';
	/** Request field for the reference images. */
	imageField: string;
	/** Dot path to the image in the reply; empty when the known shapes are to be used. */
	imageUrlPath: string;
	/** Path of a pending job, with `{id}` for its id. */
	statusPath: string;
}

export interface GeminiSettings {
	thinkingLevel: ThinkingLevel | null;
	systemInstruction: string;
	previousInteractionId: string;
	storeInteraction: boolean;
}

/** One image to be made, in the node's own terms. */
export interface ImageRequest {
	operation: Operation;
	modelId: string;
	prompt: string;
	/** `auto` is not sent: the provider decides. */
	aspectRatio: string;
	resolution: string;
	references: Reference[];
	seed: number | null;
	/** Merged over the request body. */
	additionalFields: IDataObject;
	oakgen: OakgenSettings;
	gemini: GeminiSettings;
}

export interface ProviderRequest {
	method: 'GET' | 'POST';
	/** Relative to the base URL of the credential. */
	path: string;
	body?: RequestBody;
}

export type FoundImage =
	{ kind: 'url'; url: string; mimeType: string | null } | { kind: 'bytes'; bytes: Buffer };

/** What a reply says beside the images. */
export interface GenerationFacts {
	/** Job or interaction id. */
	id: string | null;
	credits: number | null;
	usage: IDataObject | null;
	/** What the model wrote beside the image. */
	text: string | null;
}

export interface PendingJob {
	id: string | null;
	/** Where the reply says that the job can be asked for; may be relative, or on another host. */
	statusUrl: string | null;
	/** The job is done, and this is where its result is. */
	resultUrl: string | null;
}

/** What a reply means. */
export type Generation = { facts: GenerationFacts } & (
	| { status: 'done'; images: FoundImage[] }
	/** Images that are there already count when nothing more can be learned of the job. */
	| { status: 'pending'; job: PendingJob; images: FoundImage[]; excerpt: string }
	/** The provider says in words that there will be no image. */
	| { status: 'failed'; reason: string }
	/**
	 * Neither an image, nor a job, nor a failure could be read from the reply; with `isDone`, it says
	 * that there is nothing to wait for.
	 */
	| { status: 'unclear'; excerpt: string; isDone: boolean }
);

export interface Provider {
	name: ProviderName;
	/** As users know it. */
	label: string;
	credential: 'oakgenApi' | 'geminiImageApi';
	/** Of every request for a generation or a job. */
	headers: Record<string, string>;
	/** Whether `Idempotency-Key` may be sent along. */
	takesIdempotencyKey: boolean;
	toRequest(request: ImageRequest): ProviderRequest;
	/** Reads a reply with a 2xx status, of the first request or of a poll. Never throws. */
	toGeneration(reply: HttpReply, request: ImageRequest): Generation;
	/** The path, relative to the base URL, at which a job is asked for. */
	statusPath(id: string, request: ImageRequest): string;
	/** The provider's own words in a reply with an error status; empty when there are none. */
	errorText(reply: HttpReply): string;
	/** What else to check when this request was refused; empty when there is nothing. */
	refusalAdvice(request: ImageRequest): string;
	/** A waiting time named in the body of an error reply, in milliseconds. */
	retryDelayMs(reply: HttpReply): number | null;
	modelList: ModelList;
}
