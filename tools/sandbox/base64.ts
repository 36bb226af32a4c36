const encoded = new WeakMap<Buffer, string>();

/** Encodes a picture once, however often it is sent: a load test shall not wait for the sandbox. */
export function base64Of(bytes: Buffer): string {
	const text = encoded.get(bytes) ?? bytes.toString('base64');
	encoded.set(bytes, text);
	return text;
}
