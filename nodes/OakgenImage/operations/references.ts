import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import type { ByteStream } from '../image/byteStream';
import { decodeDataUri } from '../image/dataUri';
import { describeOther, detectFormat } from '../image/format';
import type { Reference } from '../providers/types';
import type { ReferenceSource } from './plan';

/** Enough to tell an image from anything else. */
const PEEK_BYTES = 512;

/** Formats that a provider may take though the node cannot look into them. */
const OTHER_IMAGE_TYPES = ['image/heic', 'image/heif', 'image/bmp', 'image/tiff'];

/** Names of the item's binary fields that hold images. */
export function imageFieldNames(context: IExecuteFunctions, itemIndex: number): string[] {
	const { binary, json } = context.getInputData()[itemIndex] ?? {};
	// n8n's binary mode "combined" keeps binary data among the JSON fields.
	const fields = Object.entries(Object.keys(binary ?? {}).length > 0 ? binary! : (json ?? {}));
	return fields.filter(([, value]) => isImageField(value)).map(([name]) => name);
}

function isImageField(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'mimeType' in value &&
		typeof value.mimeType === 'string' &&
		/^image\/(?!svg)/i.test(value.mimeType)
	);
}

/**
 * Looks at the first bytes of a binary field, without reading the rest.
 *
 * @throws ImageFailure when the field is missing or holds no image
 */
export async function checkReferenceField(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<void> {
	const data = fieldData(context, itemIndex, fieldName);
	mimeTypeOf(data, await firstBytes(context, data), fieldName);
}

/** Reads the bytes of the reference images; addresses stay what they are. */
export async function loadReferences(
	context: IExecuteFunctions,
	itemIndex: number,
	sources: readonly ReferenceSource[],
): Promise<Reference[]> {
	const load = async (source: ReferenceSource): Promise<Reference> => {
		const { role } = source;
		if (source.kind === 'url') return source;
		if (source.kind === 'dataUri') return { role, ...fromDataUri(source.text) };
		const data = fieldData(context, itemIndex, source.fieldName);
		const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, source.fieldName);
		const mimeType = mimeTypeOf(data, bytes, source.fieldName);
		return { role, kind: 'bytes', bytes, mimeType, fileName: data.fileName ?? source.fieldName };
	};
	return await Promise.all(sources.map(load));
}

function fromDataUri(text: string) {
	const { bytes, mimeType } = decodeDataUri(text) ?? { bytes: Buffer.alloc(0), mimeType: '' };
	const format = detectFormat(bytes);
	const fileName = `reference.${format?.extension ?? 'bin'}`;
	return { kind: 'bytes' as const, bytes, mimeType: format?.mimeType ?? mimeType, fileName };
}

function fieldData(context: IExecuteFunctions, itemIndex: number, fieldName: string): IBinaryData {
	const data = attempt(() => context.helpers.assertBinaryData(itemIndex, fieldName));
	if (data) return data;
	const names = imageFieldNames(context, itemIndex);
	throw invalidInput(
		`The item has no binary field "${fieldName}"${names.length > 0 ? `, but ${names.join(', ')}` : ''}`,
		names.length > 0
			? 'Set Input Data Field Name(s) to a field that the item has, or to * for all of them.'
			: 'The item carries no image file: connect a node that reads or downloads one, or set Input Type to Image URL(s).',
	);
}

function attempt<T>(read: () => T): T | null {
	try {
		return read();
	} catch {
		return null;
	}
}

async function firstBytes(context: IExecuteFunctions, data: IBinaryData): Promise<Buffer> {
	if (data.id === undefined) return Buffer.from(data.data.slice(0, PEEK_BYTES * 2), 'base64');
	const stream = (await context.helpers.getBinaryStream(
		data.id,
		PEEK_BYTES,
	)) as unknown as ByteStream;
	try {
		for await (const chunk of stream) return chunk;
		return Buffer.alloc(0);
	} finally {
		stream.destroy();
	}
}

/** The MIME type by the bytes; by declaration only for formats that have no signature here. */
function mimeTypeOf(data: IBinaryData, start: Buffer, fieldName: string): string {
	const format = detectFormat(start);
	if (format) return format.mimeType;
	if (OTHER_IMAGE_TYPES.includes(data.mimeType.toLowerCase())) return data.mimeType.toLowerCase();
	throw notAnImage(fieldName, start);
}

function notAnImage(fieldName: string, start: Buffer): ImageFailure {
	return invalidInput(
		start.length === 0
			? `The binary field "${fieldName}" is empty`
			: `The binary field "${fieldName}" holds ${describeOther(start)}, not an image`,
		'Reference images must be PNG, JPEG, WebP, GIF or AVIF files. Check which field holds the picture.',
	);
}
