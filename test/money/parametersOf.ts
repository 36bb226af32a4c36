import type { INodeParameters } from 'n8n-workflow';

import type { Settings } from './history';

/** The parameters of the node that are the same for every item. */
export function parametersOf(settings: Settings): INodeParameters {
	return {
		provider: settings.provider,
		numberOfImages: settings.imagesPerItem,
		downloadImage: settings.downloadImage,
		options: {
			concurrency: settings.concurrency,
			maxRetries: settings.maxRetries,
			retryOn: settings.retryOn,
			requestTimeout: settings.requestTimeoutS,
			totalTimeout: settings.totalTimeoutS,
		},
	};
}
