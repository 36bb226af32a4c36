const DATA_URI = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[^;,]*)*),/i;

export interface DecodedDataUri {
	mimeType: string;
	bytes: Buffer;
}

/** @returns the bytes of a `data:` URI (RFC 2397), or null when the text is none */
export function decodeDataUri(text: string): DecodedDataUri | null {
	const match = DATA_URI.exec(text);
	if (!match) return null;
	const payload = text.slice(match[0].length);
	const isBase64 = /;base64$/i.test(match[2] ?? '');
	return {
		mimeType: (match[1] ?? 'text/plain').toLowerCase(),
		bytes: Buffer.from(unescapePercent(payload), isBase64 ? 'base64' : 'latin1'),
	};
}

export function encodeDataUri(bytes: Buffer, mimeType: string): string {
	return `data:${mimeType};base64,${bytes.toString('base64')}`;
}

function unescapePercent(text: string): string {
	return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}
