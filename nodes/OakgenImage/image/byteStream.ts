import type { ImageMeter } from './meter';

/** A readable Node stream, as n8n's helpers hand it out; the `stream` module may not be imported. */
export type ByteStream = AsyncIterable<Buffer> & {
	destroy(error?: Error): unknown;
	/** Has seen each chunk before its reader, where somebody else follows the image already. */
	readonly meter?: ImageMeter;
};

/** Why bytes that arrived cannot be handed on. */
export interface Unusable {
	/** `storageFailed`: the bytes are right, but n8n's storage of binary data did not take them. */
	kind: 'notAnImage' | 'truncated' | 'tooLarge' | 'storageFailed';
	why: string;
	/** All of a text that came in place of an image: the picture may be in it, or be named by it. */
	text?: Buffer | undefined;
}
