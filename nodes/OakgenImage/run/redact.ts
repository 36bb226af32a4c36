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

/** The key as it is, and as addresses and headers carry it. */
function formsOf(key: string): string[] {
	if (key.length < SHORTEST_SECRET) return [];
	return [...new Set([key, encodeURIComponent(key), Buffer.from(key).toString('base64')])];
}
