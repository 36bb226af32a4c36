import type { ImageMeter } from './meter';

/** A readable Node stream, as n8n's helpers hand it out; the `stream` module may not be imported. */
export type ByteStream = AsyncIterable<Buffer> & {
	destroy(error?: Error): unknown;
	/** Has seen each chunk before its reader, where somebody else follows the image already. */
	readonly meter?: ImageMeter;
	/** The connection that it comes from, where it is one. */
	readonly socket?: { readonly bytesRead?: number } | null | undefined;
};

/** Whether nobody else has the memory of its pieces: Node.js makes each of what a socket brings. */
export function hasMemoryOfItsOwn({ socket }: ByteStream): boolean {
	return (socket?.bytesRead ?? 0) > 0;
}

/** Why bytes that arrived cannot be handed on. */
export interface Unusable {
	/** `storageFailed`: the bytes are right, but n8n's storage of binary data did not take them. */
	kind: 'notAnImage' | 'truncated' | 'tooLarge' | 'storageFailed';
	why: string;
	/** All of a text that came in place of an image: the picture may be in it, or be named by it. */
	text?: Buffer | undefined;
}
