import type {
	GeminiSettings,
	ImageRequest,
	OakgenSettings,
	Reference,
} from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';

interface Overrides extends Omit<Partial<ImageRequest>, 'oakgen' | 'gemini'> {
	oakgen?: Partial<OakgenSettings>;
	gemini?: Partial<GeminiSettings>;
}

/** A request with every option at its default. */
export function imageRequest({ oakgen, gemini, ...rest }: Overrides = {}): ImageRequest {
	return {
		operation: 'generate',
		modelId: 'nano-banana-2-lite-text',
		prompt: 'a red fox',
		aspectRatio: 'auto',
		resolution: '1K',
		references: [],
		seed: null,
		additionalFields: {},
		...rest,
		oakgen: {
			imageTransfer: 'dataUri',
			imageField: 'image_urls',
			imageUrlPath: '',
			statusPath: '/v1/generate/image/{id}',
			...oakgen,
		},
		gemini: {
			thinkingLevel: null,
			systemInstruction: '',
			previousInteractionId: '',
			storeInteraction: false,
			...gemini,
		},
	};
}

export function urlReference(url: string): Reference {
	return { kind: 'url', url };
}

export function bytesReference(bytes: Buffer, fileName = 'in.png', mimeType = 'image/png') {
	return { kind: 'bytes', bytes, mimeType, fileName } satisfies Reference;
}

/** A reply as the transport hands it on; anything but text and bytes is sent as JSON. */
export function httpReply(
	body: unknown,
	{ status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): HttpReply {
	const bytes = Buffer.isBuffer(body)
		? body
		: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return { status, headers, body: bytes };
}
