export interface FinishedImage {
	url: string;
	base64: string;
	bytes: Buffer;
	mimeType: string;
	width: number;
	height: number;
}

/** All that a reply shape can say about a generation; the first image's fields stand on top. */
export interface FinishedGeneration extends FinishedImage {
	id: string;
	model: string;
	prompt: string;
	credits: number;
	images: FinishedImage[];
	/** Reference images as the client sent them. */
	inputUrls: string[];
	statusUrl: string;
	resultUrl: string;
}

export function dataUri(image: FinishedImage): string {
	return `data:${image.mimeType};base64,${image.base64}`;
}

export function imageObject({ url, mimeType, width, height }: FinishedImage) {
	return { url, content_type: mimeType, width, height };
}
