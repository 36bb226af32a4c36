import type { IDataObject } from 'n8n-workflow';

import type { HttpReply, RequestBody } from '../transport/types';
import type { Generation, ReadingContext } from './generation';
import type { ModelList } from './modelList';

export type {
	FoundImage,
	Generation,
	GenerationFacts,
	ImageAddress,
	PendingJob,
	ReadingContext,
} from './generation';

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
	toGeneration(reply: HttpReply, request: ImageRequest, context?: ReadingContext): Generation;
	/**
	 * The HTTP status that the reply to an order means: that of a limit, a missing credit, a wrong key
	 * and the like also when they are told inside HTTP 200. Never one that is ordered again except 429.
	 */
	statusOf(reply: HttpReply): number;
	/** Whether a refusal is a quota or a balance that waiting does not bring back. */
	isFinalLimit(reply: HttpReply): boolean;
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
