import sharp from 'sharp';
import { textOutline } from './draw/glyphs.ts';
import { fitText } from './draw/wrapText.ts';

/** A reference image as it came in, before anything is known of its bytes. */
export interface ReferenceInput {
	source: 'data-uri' | 'url' | 'file-part' | 'inline' | 'previous';
	url?: string;
	mimeType?: string;
	bytes?: Buffer;
}

export interface Reference {
	source: ReferenceInput['source'];
	url: string | null;
	mimeType: string | null;
	image: Buffer;
}

export class UnreadableReference extends Error {
	readonly code: string;
	constructor(message: string, code = 'invalid_image') {
		super(message);
		this.code = code;
	}
}

const fetchTimeoutMs = 5_000;
const mostBytes = 64 * 1024 * 1024;

export interface ReferenceReader {
	store: { file(fileName: string): { image: { bytes: Buffer } } | null };
	/** Off in tests, which must not depend on the internet: a card with the URL is shown instead. */
	fetchOutside: boolean;
	isOwn(url: URL): boolean;
}

async function placeholder(url: string): Promise<Buffer> {
	const text = fitText(url, 400, { width: 400, height: 400 }, { largest: 40, smallest: 20 });
	const lines = text.lines.map(
		(line, index) =>
			`<path d="${textOutline(line, 400, text.fontSize, 56, 96 + index * text.lineHeight)}" fill="#333b55"/>`,
	);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><rect width="512" height="512" fill="#e6e9f2"/>${lines.join('')}</svg>`;
	return await sharp(Buffer.from(svg)).png().toBuffer();
}

function isLoopback(url: URL): boolean {
	return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

export function isLoopbackUrl(text: string): boolean {
	return URL.canParse(text) && isLoopback(new URL(text)) && /^https?:/i.test(text);
}

async function fetchImage(url: URL): Promise<Buffer | null> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
		if (!response.ok) return null;
		const bytes = Buffer.from(await response.arrayBuffer());
		return bytes.length <= mostBytes ? bytes : null;
	} catch {
		return null;
	}
}

async function bytesOfUrl(text: string, reader: ReferenceReader): Promise<Buffer> {
	if (!URL.canParse(text)) throw new UnreadableReference(`"${text.slice(0, 80)}" is not a URL`);
	const url = new URL(text);
	if (reader.isOwn(url)) {
		const stored = reader.store.file(url.pathname.split('/').at(-1) ?? '');
		if (!stored) throw new UnreadableReference(`${text} does not exist`);
		return stored.image.bytes;
	}
	if (!reader.fetchOutside && !isLoopback(url)) return await placeholder(text);
	const bytes = await fetchImage(url);
	if (!bytes) throw new UnreadableReference(`${text} could not be fetched`);
	return bytes;
}

export function bytesOfDataUri(uri: string): { mimeType: string; bytes: Buffer } | null {
	const match = /^data:([^;,]*)((?:;[^;,]*)*),/i.exec(uri);
	if (!match) return null;
	const content = uri.slice(match[0].length);
	const isBase64 = /;base64$/i.test(match[2] ?? '');
	const bytes = isBase64
		? Buffer.from(content, 'base64')
		: Buffer.from(decodeURIComponent(content));
	return { mimeType: match[1] ?? '', bytes };
}

/** A mask is a readable image of exactly the size of the image that it is for. */
export async function readMask(
	input: ReferenceInput,
	target: Reference | undefined,
	reader: ReferenceReader,
): Promise<Reference> {
	const [mask] = await readReferences([input], reader);
	if (!mask || !target) throw new UnreadableReference('The mask has no image', 'invalid_mask');
	const [own, wanted] = await Promise.all(
		[mask, target].map(async ({ image }) => {
			const { width, height } = await sharp(image).metadata();
			return `${width} × ${height}`;
		}),
	);
	if (own === wanted) return mask;
	throw new UnreadableReference(
		`The mask has ${own} pixels and the image ${wanted}: they must be the same`,
		'invalid_mask',
	);
}

/** Every reference as image bytes, or UnreadableReference: what cannot be drawn is refused. */
export async function readReferences(
	inputs: ReferenceInput[],
	reader: ReferenceReader,
): Promise<Reference[]> {
	return await Promise.all(
		inputs.map(async ({ source, url, mimeType, bytes }, index): Promise<Reference> => {
			const image = bytes ?? (await bytesOfUrl(url ?? '', reader));
			const { format } = await sharp(image)
				.metadata()
				.catch(() => ({ format: null }));
			if (!format)
				throw new UnreadableReference(`reference image ${index + 1} is not a readable image`);
			return { source, url: url ?? null, mimeType: mimeType ?? `image/${format}`, image };
		}),
	);
}
