import type { IDataObject } from 'n8n-workflow';

import type { ImageFailure } from '../errors';
import type { ChosenModel } from '../models/choose';
import type { Adjusted } from '../models/fit';
import type { ImageRequest, Provider, ReferenceRole } from '../providers/types';
import type { RetrySettings } from '../transport/attempts';
import type { NodeOperation } from './names';

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

/** Images to be made for one input item by one model, or by the first of several that can. */
export interface ImagePlan {
	itemIndex: number;
	provider: Provider;
	operation: NodeOperation;
	/** Asked in this order: a later one only when it is certain that those before cannot. */
	choices: ModelChoice[];
	references: ReferenceSource[];
	numberOfImages: number;
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
	/** What the others make is handed out all the same, also in stop mode. */
	isInGallery: boolean;
	/** A setting of the whole node run: that of the first item counts. */
	concurrency: number;
	retry: RetrySettings;
}

/** What is to be done for one input item: its parameters, read and checked. */
export type ItemPlan = OrderPlan;

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
