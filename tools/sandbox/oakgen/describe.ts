import { base64Of } from '../base64.ts';
import type { Context } from '../context.ts';
import type { Generation, StoredImage } from '../store.ts';
import type { FinishedGeneration, FinishedImage } from './finishedGeneration.ts';
import { creditsOf } from './models.ts';

function finishedImage({ url, bytes, mimeType, width, height }: StoredImage): FinishedImage {
	return { url, bytes, mimeType, width, height, base64: base64Of(bytes) };
}

const noImage: FinishedImage = {
	url: '',
	base64: '',
	bytes: Buffer.alloc(0),
	mimeType: '',
	width: 0,
	height: 0,
};

/** What was ordered, as far as replies speak of it. */
export interface Described {
	id: string;
	model: string;
	prompt: string;
	images: StoredImage[];
	inputUrls: string[];
}

export function describe(
	{ id, model, prompt, images, inputUrls }: Described,
	{ url }: Pick<Context, 'url'>,
): FinishedGeneration {
	const finished = images.map(finishedImage);
	return {
		...(finished[0] ?? noImage),
		id,
		model,
		prompt,
		credits: creditsOf(model) * images.length,
		images: finished,
		inputUrls,
		statusUrl: `${url}/v1/jobs/${id}`,
		resultUrl: `${url}/v1/jobs/${id}/result`,
	};
}

/** A generation that is asked for again later. */
export function describeAgain(
	generation: Generation,
	context: Pick<Context, 'url'>,
): FinishedGeneration {
	return describe({ ...generation, inputUrls: [] }, context);
}
