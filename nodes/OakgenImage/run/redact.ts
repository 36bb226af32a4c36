import { withoutEncodedData } from '../providers/excerpt';

/** Removes secrets and image data from a text that leaves the node: providers quote what they got. */
export type Redact = (text: string) => string;

/** Shorter values are no keys, and replacing them would garble every text. */
const SHORTEST_SECRET = 6;

const REPLACEMENT = '[API key]';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

export function createRedactor(key: string): Redact {
	const forms = formsOf(key);
	return (text) =>
		forms.reduce(
			(cleaned, form) => cleaned.replaceAll(form, REPLACEMENT),
			withoutEncodedData(text),
		);
}

/** Removes a key from the body of a reply, before anything is read, cut or kept of it. */
export function createBodyCleaner(key: string): (body: Buffer) => Buffer {
	const forms = formsOf(key).map((form) => Buffer.from(form));
	return (body) => forms.reduce(withoutForm, body);
}

/** Works on bytes, because a large reply can be longer than any text may be. */
function withoutForm(body: Buffer, form: Buffer): Buffer {
	let count = 0;
	for (let at = body.indexOf(form); at >= 0; at = body.indexOf(form, at + form.length)) count += 1;
	if (count === 0) return body;

	const cleaned = Buffer.alloc(body.length + count * (REPLACEMENT_BYTES.length - form.length));
	let from = 0;
	let end = 0;
	for (let at = body.indexOf(form); at >= 0; at = body.indexOf(form, from)) {
		end += body.copy(cleaned, end, from, at);
		end += REPLACEMENT_BYTES.copy(cleaned, end);
		from = at + form.length;
	}
	body.copy(cleaned, end, from);
	return cleaned;
}

/** The key as it is, and as addresses, headers and encoders carry it; long forms before their parts. */
function formsOf(key: string): string[] {
	if (key.length < SHORTEST_SECRET) return [];
	const percent = encodeURIComponent(key);
	const lowerCase = percent.replace(/%../g, (code) => code.toLowerCase());
	const base64 = [
		Buffer.from(key).toString('base64'),
		...[0, 1, 2].map((n) => base64After(n, key)),
	];
	const urlSafe = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([key, percent, lowerCase, ...base64, ...urlSafe])];
}

/**
 * What stands for the key in the base64 of a longer text, such as "Bearer " and the key: without the
 * characters at the ends that also stand for a neighbour.
 *
 * @param bytes in front of the key, of which only the rest in groups of three matters
 */
function base64After(bytes: number, key: string): string {
	const encoded = Buffer.concat([Buffer.alloc(bytes), Buffer.from(key)]).toString('base64');
	const end = Math.floor(((bytes + Buffer.byteLength(key)) * 4) / 3);
	return encoded.slice(Math.ceil((bytes * 4) / 3), end);
}
