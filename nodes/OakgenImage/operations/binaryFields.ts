import type { IExecuteFunctions } from 'n8n-workflow';

import { invalidInput, messageOf, type ImageFailure } from '../errors';
import type { ByteStream } from '../image/byteStream';
import { field, isRecord, valueAt } from '../text/json';
import { oneLine } from '../text/excerpt';
import { shortened } from '../text/shortened';
import { beforeDeadline, systemClock } from '../transport/clock';
import { heldBytes } from './heldBytes';

/** A binary field of an item, with what is in it, whether that is a file or not. */
export interface BinaryField {
	name: string;
	value: unknown;
}

/** Where n8n keeps files in its binary mode "combined" (n8n-workflow: BINARY_IN_JSON_PROPERTY). */
const FILES_IN_JSON = '_files';

const LONGEST_REASON = 200;

/** All binary fields of an item, in whichever of n8n's binary modes. */
export function binaryFields(context: IExecuteFunctions, itemIndex: number): BinaryField[] {
	const { binary, json } = context.getInputData()[itemIndex] ?? {};
	const files = field(json, FILES_IN_JSON);
	const own = { ...(isRecord(files) ? files : {}), ...binary };
	const fields = Object.entries(own).map(([name, value]): BinaryField => ({ name, value }));
	if (fields.length > 0) return fields;
	return Object.entries(json ?? {})
		.filter(([, value]) => isFile(value))
		.map(([name, value]) => ({ name, value }));
}

/**
 * The field of this name, or at this path of the item's JSON.
 *
 * @throws ImageFailure that names the fields that there are
 */
export function binaryField(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): BinaryField {
	const fields = binaryFields(context, itemIndex);
	const found = fields.find((known) => known.name === name);
	if (found) return found;
	const value = valueAt(context.getInputData()[itemIndex]?.json, name);
	if (isFile(value)) return { name, value };
	throw missing(
		name,
		fields.map((known) => known.name),
	);
}

/** The type that the node before declared, in lower case; empty when it did not. */
export function declaredType({ value }: BinaryField): string {
	const mimeType = field(value, 'mimeType');
	return typeof mimeType === 'string' ? mimeType.trim().toLowerCase() : '';
}

/** The name of the file; null when it has none. */
export function fileNameOf({ value }: BinaryField): string | null {
	const fileName = field(value, 'fileName');
	return typeof fileName === 'string' && fileName.trim() !== '' ? fileName : null;
}

/**
 * Reads a file, or its first bytes, from where n8n keeps it.
 *
 * @param atMost how many bytes are needed; all of them when absent
 * @throws ImageFailure when there is no file, or it cannot be read
 */
export async function readFile(
	context: IExecuteFunctions,
	{ name, value }: BinaryField,
	atMost = Infinity,
): Promise<Buffer> {
	const id = field(value, 'id');
	if (typeof id === 'string' && id !== '') {
		return await beforeDeadline(systemClock, readStored(context, id, name, atMost), {
			deadline: systemClock.now() + PATIENCE_MS,
			onGivenUp() {
				throw unreadable(name, 'it did not answer in time');
			},
		});
	}
	const bytes = heldBytes(value, atMost) ?? heldBytes(field(value, 'data'), atMost);
	if (bytes) return bytes;
	// What n8n writes for a file without content.
	if (field(value, 'data') === '') return Buffer.alloc(0);
	throw invalidInput(
		`The binary field "${name}" has no file in it`,
		'Look at the node that made the field: it has to put the bytes into “data” as base64, or hand on a file of n8n as a whole.',
	);
}

/** For a storage that hangs: other images are paid for meanwhile. */
const PATIENCE_MS = 120_000;

async function readStored(
	context: IExecuteFunctions,
	id: string,
	name: string,
	atMost: number,
): Promise<Buffer> {
	try {
		const chunkSize = Number.isFinite(atMost) ? atMost : undefined;
		const opened: unknown = await context.helpers.getBinaryStream(id, chunkSize);
		const stream = opened as ByteStream;
		const chunks: Buffer[] = [];
		let length = 0;
		try {
			for await (const chunk of stream) {
				chunks.push(chunk);
				length += chunk.length;
				if (length >= atMost) break;
			}
		} finally {
			stream.destroy();
		}
		return Buffer.concat(chunks);
	} catch (error) {
		throw unreadable(name, error);
	}
}

/** As disks, n8n and S3 say that a file is not there. */
const GONE = /ENOENT|not found|no such|NoSuchKey|specified key|does not exist/i;

function unreadable(name: string, error: unknown): ImageFailure {
	const why = messageOf(error);
	if (GONE.test(why)) {
		return invalidInput(
			`The file of the binary field "${name}" is no longer in n8n’s storage`,
			'n8n deletes files together with the execution that stored them: execute the node again that reads or downloads the file.',
		);
	}
	return invalidInput(
		`The file of the binary field "${name}" could not be read from n8n’s storage: ${shortened(oneLine(why), LONGEST_REASON)}`,
		'Nothing was ordered. See that n8n’s storage of binary data works.',
	);
}

function isFile(value: unknown): boolean {
	return isRecord(value) && 'mimeType' in value && ('data' in value || 'id' in value);
}

function missing(name: string, names: string[]): ImageFailure {
	if (names.length === 0) {
		return invalidInput(
			`The item has no binary field "${name}"`,
			'The item carries no file: connect a node that reads or downloads one, or set Input Type to Image URL(s).',
		);
	}
	const similar = names.find((known) => simplified(known) === simplified(name));
	return invalidInput(
		`The item has no binary field "${name}", but ${names.join(', ')}`,
		similar === undefined
			? 'Set Input Data Field Name(s) to a field that the item has, or to * for all of its images; or set Input Type to Image URL(s).'
			: `Set Input Data Field Name(s) to ${similar}: the name has to be exactly the same.`,
	);
}

function simplified(name: string): string {
	return name.toLowerCase().replace(/[\s_-]+/g, '');
}
