import { dataUri } from '../oakgen/finishedGeneration.ts';
import type { FinishedGeneration } from '../oakgen/finishedGeneration.ts';

/** What a row may leave blank because only the sandbox knows it. */
export type GatewayBlanks = ReturnType<typeof blanksOf>;

interface Place {
	url: string;
	foreignUrl: string;
	/** For gateways that number their jobs. */
	jobNumber: number;
}

export function blanksOf(generation: FinishedGeneration, { url, foreignUrl, jobNumber }: Place) {
	const { id, base64, mimeType, width, height, prompt, inputUrls } = generation;
	const path = generation.url === '' ? '' : new URL(generation.url).pathname;
	const cdn = `${foreignUrl}${path}`;
	return {
		/** The gateway itself. */
		url,
		job: id,
		jobNumber,
		/** The same as a text. */
		jobDigits: String(jobNumber),
		/** Address of the picture, on this host and on another one. */
		image: generation.url,
		cdnImage: cdn,
		/** The same without TLS, without a scheme, and relative to the gateway. */
		httpImage: cdn.replace('https:', 'http:'),
		bareImage: cdn.replace('https:', ''),
		imagePath: path,
		base64,
		dataUri: dataUri(generation),
		mimeType,
		width,
		height,
		prompt,
		/** Address of a picture that is not the result: nothing is there. */
		preview: `${url}/files/preview.png`,
		/** The first picture of the request. */
		input: inputUrls[0] ?? '',
	};
}
