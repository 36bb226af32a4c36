import type { INodeParameters } from 'n8n-workflow';

import type { Settings } from './history';

const FALLBACKS = ['nano-banana-2', 'nano-banana-pro'];

/** The parameters of the node that are the same for every item. */
export function parametersOf(settings: Settings): INodeParameters & { options: INodeParameters } {
	return {
		provider: settings.provider,
		numberOfImages: settings.imagesPerItem,
		downloadImage: settings.downloadImage,
		simplify: false,
		options: {
			concurrency: settings.concurrency,
			maxRetries: settings.maxRetries,
			retryOn: settings.retryOn,
			requestTimeout: settings.requestTimeoutS,
			totalTimeout: settings.totalTimeoutS,
			...(settings.fallbacks > 0
				? { fallbackModelIds: FALLBACKS.slice(0, settings.fallbacks).join(', ') }
				: {}),
		},
	};
}
