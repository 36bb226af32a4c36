import { readOakgenReply } from '../../nodes/OakgenImage/providers/oakgen/reply';
import type { Generation } from '../../nodes/OakgenImage/providers/types';
import { httpReply, imageRequest, type Overrides } from './imageRequest';

// The set-up of tables of replies: two addresses, a picture, and what a reply with them comes to.

export const url = 'https://cdn.example/a.png';
export const other = 'https://cdn.example/b.png';
export const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
export const base64 = png.toString('base64');

/**
 * @param jobId of the job that was asked for; null for the reply to an order
 * @param asked what was asked for otherwise than by default
 */
export function read(
	body: unknown,
	headers: Record<string, string> = {},
	jobId: string | null = null,
	asked: Overrides = {},
): Generation {
	const job = jobId === null ? null : { id: jobId, statusUrl: null, resultUrl: null };
	const context = { baseUrl: 'https://api.example/v1', job };
	return readOakgenReply(httpReply(body, { headers }), imageRequest(asked), context);
}

/** Addresses, or `bytes` for the picture itself; the state where there is none. */
export function outcome(generation: Generation): string[] | string {
	if (generation.status !== 'done') return generation.status;
	return generation.images.map((image) => {
		if (image.kind === 'url') return image.url;
		return image.bytes.equals(png) ? 'bytes' : 'other bytes';
	});
}
