import type { IDataObject, INodeProperties } from 'n8n-workflow';

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

/**
 * What is asked of a model. Operations of the node may be called otherwise: a comparison asks every
 * model for one of these.
 */
export type ModelOperation = 'generate' | 'edit';

/** `image`: what the picture is made of. `mask`: where the first of them may be changed. */
export type ReferenceRole = 'image' | 'mask';

/** An image that goes along with the order: its bytes, or an address from which the provider fetches it. */
export type Reference = { role: ReferenceRole } & (
	| { kind: 'bytes'; bytes: Buffer; mimeType: string; fileName: string }
	| { kind: 'url'; url: string }
);

/** Options of the picture's form that not every provider and model has. */
export type FormatOption = 'quality' | 'outputFormat' | 'background' | 'thinkingLevel';

/** Of each format option that there is, the choices that can be had; `auto` is no choice. */
export type FormatChoices = Readonly<Partial<Record<FormatOption, readonly string[]>>>;

/** The declaration of a format option in the collection Options. */
export type FormatProperty = INodeProperties & { name: FormatOption };

/** The form in which a picture is wanted. An option that is not set is left to the provider. */
export type Format = {
	/** `auto` is not sent: the provider decides. */
	aspectRatio: string;
	resolution: string;
} & Partial<Record<FormatOption, string>>;

/** One image to be made, in the node's own terms. `settings`: what its provider's `readSettings` gave. */
export interface ImageRequest<Settings = unknown> extends ReplyContext<Settings> {
	operation: ModelOperation;
	modelId: string;
	prompt: string;
	format: Format;
	seed: number | null;
	/** Merged over the request body. */
	additionalFields: IDataObject;
}

/** What a reply is read with. Whatever address stands in the request is no result. */
export interface ReplyContext<Settings = unknown> {
	prompt?: string;
	additionalFields?: IDataObject;
	references: Reference[];
	settings: Settings;
}

export interface ProviderRequest {
	method: 'GET' | 'POST';
	/** Relative to the base URL of the credential. */
	path: string;
	body?: RequestBody;
}

/** Reads the options that a provider declares. */
export interface OptionReader {
	/** Trimmed; the declared default when the option is blank, or was not added. */
	text(option: INodeProperties): string;
	/** @throws ImageFailure when it is none of the declared choices */
	choice(option: INodeProperties): string;
	flag(option: INodeProperties): boolean;
	/** Whether the option was added, and is not blank. */
	isSet(option: INodeProperties): boolean;
}

/** The credential of a provider, and how it is tested without paying. */
export interface ProviderCredential {
	/** As `credentials/` has it. */
	name: string;
	usualBaseUrl: string;
	test: {
		method: 'GET' | 'POST';
		/** Relative to the base URL. */
		path: string;
		headers(apiKey: string): Record<string, string>;
		body?: string;
		/** What an HTTP status and a body say of key and base URL. */
		judge(status: number, text: string): 'works' | 'keyRefused' | 'unexpected';
	};
}

/** How the catalogue's models are called at a provider, by operation. */
export type ModelIds = Readonly<Record<ModelOperation, { id: string; published: boolean }>>;

/** What n8n shows of a provider. It is there when n8n starts; the rest of it once something runs. */
export interface ProviderEntry {
	/** As workflows store it. */
	name: string;
	/** As users know it. */
	label: string;
	/** Below its name in the parameter Provider. */
	description: string;
	credential: ProviderCredential;

	/** What only this provider has in the collection Options. */
	options: readonly INodeProperties[];
	/** The declarations of format options that only this provider has. */
	formatOptions: readonly FormatProperty[];
	/** Which format options it takes, and what of them. */
	formatChoices: FormatChoices;
	/** Whether a mask may go along with an edit. */
	takesMask: boolean;
	/** Of the options, those that decide how a job is asked for and how replies are read. */
	replyOptions: readonly INodeProperties[];

	/**
	 * Keys of the models that Compare Models begins with. The first of them is the default of Model.
	 */
	comparedModels: readonly string[];
	/** Ids of catalogue models that stand here, not in the catalogue. */
	modelIds?: Readonly<Record<string, ModelIds>>;
	/** How the ids of its jobs look; null when nobody knows. */
	jobIdLook: RegExp | null;
}

/**
 * All that is a provider's own. A new one is a folder beside this file, an entry in `index.ts`, and
 * its credential; see docs/adding-a-provider.md.
 */
export interface Provider<Settings = unknown> extends ProviderEntry {
	readSettings(options: OptionReader): Settings;
	/** Of the settings, what changes the picture: with another value another image is ordered. */
	pictureSettings(settings: Settings): unknown;

	modelList: ModelList;
	/** Whether a model id that the account lists is for another operation than this one. */
	isForOther(modelId: string, operation: ModelOperation): boolean;

	/** Whether its replies say how many credits an image cost. */
	reportsCredits: boolean;
	/** Of every request for a generation or a job. */
	headers: Readonly<Record<string, string>>;
	/** Whether `Idempotency-Key` may be sent along. */
	takesIdempotencyKey: boolean;
	/**
	 * The request for one image. Pure; called before anything is sent.
	 *
	 * @throws ImageFailure, by `invalidInput`, for what the service has no use for, such as a reference
	 *   that it cannot take
	 */
	toRequest(request: ImageRequest<Settings>): ProviderRequest;
	/**
	 * Fields of a request that Additional Fields must not replace, each with what the node fills it from.
	 *
	 * @param sent what the images that go along are
	 */
	ownFields(settings: Settings, sent: readonly ReferenceRole[]): Readonly<Record<string, string>>;
	/** Reads a reply with a 2xx status, of the first request or of a poll. Never throws. */
	toGeneration(
		reply: HttpReply,
		asked: ReplyContext<Settings>,
		context?: ReadingContext,
	): Generation;
	/**
	 * The HTTP status that the reply to an order means: that of a limit, a missing credit, a wrong key
	 * and the like also when they are told inside HTTP 200. Never one that is ordered again except 429.
	 */
	statusOf(reply: HttpReply): number;
	/** Whether a refusal is a quota or a balance that waiting does not bring back. */
	isFinalLimit(reply: HttpReply): boolean;
	/** The path, relative to the base URL, at which a job is asked for. */
	statusPath(id: string, settings: Settings): string;
	/** What to do about a job that it does not know. */
	unknownJobAdvice: string;
	/** The provider's own words in a reply with an error status; empty when there are none. */
	errorText(reply: HttpReply): string;
	/** What else to check when this request was refused; empty when there is nothing. */
	refusalAdvice(settings: Settings): string;
	/** A waiting time named in the body of an error reply, in milliseconds. */
	retryDelayMs(reply: HttpReply): number | null;
}

/** What it takes to ask for what was ordered, and to read it. Nothing of it can order. */
export type JobProvider<Settings = unknown> = Pick<
	Provider<Settings>,
	| 'name'
	| 'label'
	| 'credential'
	| 'replyOptions'
	| 'headers'
	| 'statusPath'
	| 'statusOf'
	| 'toGeneration'
	| 'errorText'
	| 'isFinalLimit'
	| 'jobIdLook'
	| 'unknownJobAdvice'
>;
