import { withoutEncodedData } from '../providers/excerpt';

/** Removes secrets and image data from a text that leaves the node: providers quote what they got. */
export type Redact = (text: string) => string;

/** Shorter values are no keys, and replacing them would garble every text. */
const SHORTEST_SECRET = 6;

const REPLACEMENT = '[API key]';

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
	const forms = formsOf(key);
	return (body) => {
		const found = forms.filter((form) => body.includes(form));
		if (found.length === 0) return body;
		// latin1 keeps every byte as it is; keys are ASCII.
		const text = body.toString('latin1');
		const cleaned = found.reduce((rest, form) => rest.replaceAll(form, REPLACEMENT), text);
		return Buffer.from(cleaned, 'latin1');
	};
}

/** The key as it is, and as addresses and headers carry it. */
function formsOf(key: string): string[] {
	if (key.length < SHORTEST_SECRET) return [];
	return [...new Set([key, encodeURIComponent(key), Buffer.from(key).toString('base64')])];
}
