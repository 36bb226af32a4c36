import { decodeDataUri } from './dataUri';
import { detectFormat } from './format';

/** Letters that hold the signature of any image. */
const START = 512;

/**
 * The picture itself, where a service has put it into text once more than it should: base64 of a data
 * URI, or of base64. Anything else comes back as it is.
 */
export function asBytes(bytes: Buffer): Buffer {
	const start = bytes.toString('latin1', 0, START);
	if (/^data:image\//i.test(start)) return decodeDataUri(bytes.toString('latin1'))?.bytes ?? bytes;
	const isBase64 = /^[\w+/=\s-]{64,}$/.test(start);
	if (!isBase64 || detectFormat(Buffer.from(start, 'base64')) === null) return bytes;
	return Buffer.from(bytes.toString('latin1'), 'base64');
}
