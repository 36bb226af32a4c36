/** A readable Node stream, as n8n's helpers hand it out; the `stream` module may not be imported. */
export type ByteStream = AsyncIterable<Buffer> & { destroy(error?: Error): unknown };

/** Why bytes that arrived cannot be handed on. */
export interface Unusable {
	why: string;
	/** Another try may bring better ones. */
	mayPass: boolean;
	/** The bytes are right, but n8n's storage of binary data did not take them. */
	storageFailed?: boolean;
	/** They are something else: another address may have the picture. */
	isNotAnImage?: boolean;
	/** For Max File Size. */
	isTooLarge?: boolean;
}
