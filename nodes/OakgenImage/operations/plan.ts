import type { ChosenModel } from '../models/choose';
import type { ImageRequest, Provider } from '../providers/types';
import type { RetrySettings } from '../transport/attempts';

/** Where a reference image comes from: a field of the input item, or the parameter itself. */
export type ReferenceSource =
	| { kind: 'field'; fieldName: string }
	| { kind: 'dataUri'; text: string }
	| { kind: 'url'; url: string };

/** What is to be made for one input item: its parameters, read and checked. */
export interface ImagePlan {
	itemIndex: number;
	provider: Provider;
	model: ChosenModel;
	request: Omit<ImageRequest, 'references'>;
	references: ReferenceSource[];
	numberOfImages: number;
	/** False: hand out the address only, when there is one. */
	downloadImage: boolean;
	output: {
		binaryProperty: string;
		/** Empty: made from the prompt. */
		fileName: string;
		includeRawResponse: boolean;
	};
	maxFileSizeBytes: number;
	/** A setting of the whole node run: that of the first item counts. */
	concurrency: number;
	retry: RetrySettings;
}
