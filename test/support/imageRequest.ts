import type { GeminiSettings } from '../../nodes/OakgenImage/providers/gemini/options';
import type { OakgenSettings } from '../../nodes/OakgenImage/providers/oakgen/options';
import type {
	Format,
	FormatOption,
	ImageRequest,
	Reference,
} from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';

/** Each provider reads its own. */
type Settings = OakgenSettings & GeminiSettings;

export type Overrides = Omit<Partial<ImageRequest>, 'settings' | 'format'> &
	Partial<Format> & { settings?: Partial<Settings> };

const FORMAT_OPTIONS: readonly FormatOption[] = [
	'quality',
	'outputFormat',
	'background',
	'thinkingLevel',
];

/** A request with every option at its default; what belongs to the format stands beside the others. */
export function imageRequest({
	settings,
	aspectRatio = 'auto',
	resolution = '1K',
	...others
}: Overrides = {}): ImageRequest<Settings> {
	const format: Format = { aspectRatio, resolution };
	for (const option of FORMAT_OPTIONS) {
		if (others[option] !== undefined) format[option] = others[option];
	}
	const rest = Object.fromEntries(
		Object.entries(others).filter(([name]) => !FORMAT_OPTIONS.includes(name as FormatOption)),
	);
	return {
		operation: 'generate',
		modelId: 'nano-banana-2-lite-text',
		prompt: 'a red fox',
		references: [],
		seed: null,
		additionalFields: {},
		...rest,
		format,
		settings: {
			imageTransfer: 'dataUri',
			imageField: 'image_urls',
			maskField: 'mask_url',
			imageUrlPath: '',
			statusPath: '/v1/generate/image/{id}',
			systemInstruction: '',
			previousInteractionId: '',
			storeInteraction: false,
			serviceTier: null,
			...settings,
		},
	};
}

export function urlReference(url: string): Reference {
	return { role: 'image', kind: 'url', url };
}

export function maskReference(bytes: Buffer, fileName = 'mask.png') {
	return { ...bytesReference(bytes, fileName), role: 'mask' } satisfies Reference;
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
