import { withoutEncodedData } from '../providers/excerpt';

export type Redact = (text: string) => string;

/** Shorter values are no keys, and replacing them would garble every text. */
const SHORTEST_SECRET = 6;

/** Removes secrets and image data from texts that leave the node: providers quote what they got. */
export function createRedactor(secrets: readonly string[]): Redact {
	const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	return (text) =>
		known.reduce(
			(cleaned, secret) => cleaned.replaceAll(secret, '[API key]'),
			withoutEncodedData(text),
		);
}
