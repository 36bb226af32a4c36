import type { GeminiSettings } from '../../nodes/OakgenImage/providers/gemini/options';
import type { OakgenSettings } from '../../nodes/OakgenImage/providers/oakgen/options';
import type { Format, ImageRequest, Reference } from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';

/** Each provider reads its own. */
type Settings = OakgenSettings & GeminiSettings;

export type Overrides = Omit<Partial<ImageRequest>, 'settings' | 'format'> &
	Partial<Format> & { settings?: Partial<Settings> };

/** A request with every option at its default; what belongs to the format stands beside the others. */
export function imageRequest({
	settings,
	aspectRatio = 'auto',
	resolution = '1K',
	thinkingLevel,
	...rest
}: Overrides = {}): ImageRequest<Settings> {
	return {
		operation: 'generate',
		modelId: 'nano-banana-2-lite-text',
		prompt: 'a red fox',
		references: [],
		seed: null,
		additionalFields: {},
		...rest,
		format: { aspectRatio, resolution, ...(thinkingLevel !== undefined && { thinkingLevel }) },
		settings: {
			imageTransfer: 'dataUri',
			imageField: 'image_urls',
			imageUrlPath: '',
			statusPath: '/v1/generate/image/{id}',
			systemInstruction: '',
			previousInteractionId: '',
			storeInteraction: false,
			...settings,
		},
	};
}

export function urlReference(url: string): Reference {
	return { role: 'image', kind: 'url', url };
}

export function bytesReference(bytes: Buffer, fileName = 'in.png', mimeType = 'image/png') {
	return { role: 'image', kind: 'bytes', bytes, mimeType, fileName } satisfies Reference;
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
