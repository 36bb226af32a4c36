import type { IDataObject } from 'n8n-workflow';

import type { ImageFailure } from '../errors';
import type { ChosenModel } from '../models/choose';
import type { Adjusted } from '../models/fit';
import type { ImageRequest, JobProvider, Provider, ReferenceRole } from '../providers/types';
import type { RetrySettings } from '../transport/attempts';
import type { HttpReply } from '../transport/types';

/** Where a reference image comes from: a field of the input item, or the parameter itself. */
export type ReferenceSource = { role: ReferenceRole } & (
	| { kind: 'field'; fieldName: string }
	| { kind: 'dataUri'; text: string }
	| { kind: 'url'; url: string }
);

/** What one model is asked for. */
export interface ModelChoice {
	model: ChosenModel;
	request: Omit<ImageRequest, 'references'>;
	/** What of the format this model does not have. */
	adjusted: Adjusted | null;
	/** Otherwise the mask stays behind, which `adjusted` says. */
	takesMask: boolean;
	/** Models in front of it that need not be asked, because the catalogue says that they cannot. */
	ruledOut: FallbackReason[];
}

/** Why a model did not make the image, so that another was asked. */
export type FallbackReason = Record<'model' | 'reason', string>;

/** How images are handed on, wherever they come from. */
export interface DeliveryPlan {
	itemIndex: number;
	/** False: hand out the address only, when there is one. */
	downloadImage: boolean;
	output: {
		binaryProperty: string;
		/** Only the keys that people use. */
		simplify: boolean;
		/** Of the input item, to stand in the output; null when they are not wanted. */
		inputFields: IDataObject | null;
		/** Empty: made from the prompt. */
		fileName: string;
		includeRawResponse: boolean;
	};
	maxFileSizeBytes: number;
}

/** Images to be made for one input item by one model, or by the first of several that can. */
export interface ImagePlan extends DeliveryPlan {
	provider: Provider;
	/** As the parameter Operation and the output have it; the requests say what models are asked for. */
	operation: string;
	/** Several models make the same image: the names of files tell them apart. */
	isCompared: boolean;
	/** Asked in this order: a later one only when it is certain that those before cannot. */
	choices: ModelChoice[];
	references: ReferenceSource[];
	numberOfImages: number;
	/** False: a job is handed out as soon as it is known, to be fetched later. */
	waitsForCompletion: boolean;
	/** What the others make is handed out all the same, also in stop mode. */
	isInGallery: boolean;
	/** Settings of the whole node run: those of the first item count. Of the limits, 0 is none. */
	concurrency: number;
	maxImagesPerRun: number;
	maxCreditsPerRun: number;
	retry: RetrySettings;
}

/** What is to be done for one input item: its parameters, read and checked. */
export type ItemPlan = OrderPlan | FetchPlan;

/** Images to be ordered. */
export interface OrderPlan {
	kind: 'order';
	/** One; of a comparison, one for each model. */
	parts: PlanPart[];
	/** All images in one item, with a page that shows them. */
	isGallery: boolean;
}

/** `name` of the model where several are compared, else empty. */
export type PlanPart = { name: string } & ({ plan: ImagePlan } | { failure: ImageFailure });

/** What was ordered before and is to be handed out now. Nothing in it leads to an order. */
export interface FetchPlan extends DeliveryPlan {
	kind: 'fetch';
	/** As the parameter Operation and the output have it. */
	operation: string;
	provider: JobProvider;
	/** What the provider's `readSettings` gave. */
	settings: unknown;
	source: FetchSource;
	concurrency: number;
	/** Longest time to wait for a job that is not done; 0: ask once, and hand out that it is pending. */
	waitMs: number;
	/** For one request, and for one file. */
	retry: Pick<RetrySettings, 'requestTimeoutMs' | 'totalTimeoutMs'>;
}

/** The job to ask for, or a reply that came by other means. One of id and status URL is there. */
export type FetchSource =
	| { kind: 'job'; id: string | null; statusUrl: string | null }
	| { kind: 'reply'; reply: HttpReply };
