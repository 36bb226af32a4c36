import type { IExecuteFunctions } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import { describeOther, detectFormat, REFERENCE_FORMATS, type ImageFormat } from '../image/format';
import { field } from '../text/json';
import {
	binaryField,
	binaryFields,
	declaredType,
	readFile,
	type BinaryField,
} from './binaryFields';
import { whyEmpty } from './gaveNothing';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';

/** Enough to tell an image from anything else. */
const PEEK_BYTES = 4096;

/** What nodes declare that do not know. n8n itself says text when it finds nothing better. */
const UNKNOWN_TYPES = ['', 'application/octet-stream', 'binary/octet-stream'];

/**
 * Reads which binary fields are references, and looks at each.
 *
 * @param maskName of the field with the mask, which is no reference unless it is named as one
 * @throws ImageFailure when there is none, or one is missing or no image
 */
export async function readReferenceFields(
	parameters: ParameterReader,
	maskName: string | null = null,
): Promise<ReferenceSource[]> {
	const { context, itemIndex } = parameters;
	const wanted = readNames(parameters);
	const names: string[] = [];
	for (const name of wanted) {
		if (name === '*') {
			const all = await imageFieldNames(context, itemIndex);
			names.push(...all.filter((found) => found !== maskName));
		} else {
			await checkReferenceField(context, itemIndex, name);
			names.push(name);
		}
	}
	if (names.length === 0) {
		throw invalidInput(
			wanted.length === 0
				? `No reference image: Input Data Field Name(s) is empty${whyEmpty(parameters, 'binaryPropertyName')}`
				: 'No reference image: the item has no binary field with an image',
			'Connect a node that reads or downloads an image, and name its binary field, which is usually "data".',
		);
	}
	return [...new Set(names)].map((fieldName) => ({ role: 'image', kind: 'field', fieldName }));
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
	const found = binaryField(context, itemIndex, fieldName);
	referenceFormat(await readFile(context, found, PEEK_BYTES), fieldName);
}

/** @throws ImageFailure when the bytes are no image, or one that no provider takes */
export function referenceFormat(start: Buffer, fieldName: string): ImageFormat {
	const format = detectFormat(start);
	if (format?.isReference === true) return format;
	throw notAnImage(fieldName, start);
}

function readNames(parameters: ParameterReader): string[] {
	const meant = fieldMeant(parameters, 'binaryPropertyName');
	return meant === null ? parameters.list('binaryPropertyName') : [meant];
}

/**
 * The binary field that a parameter means as a whole: also one with commas in its name, or the field
 * itself by an expression.
 *
 * @returns null when there is none
 */
export function fieldMeant(parameters: ParameterReader, path: string): string | null {
	const { context, itemIndex } = parameters;
	const value = parameters.raw(path, '');
	const fields = binaryFields(context, itemIndex);
	const isMeant = (known: BinaryField): boolean =>
		known.name === value ||
		known.value === value ||
		(field(value, 'id') !== undefined && field(known.value, 'id') === field(value, 'id'));
	return fields.find(isMeant)?.name ?? null;
}

/**
 * Names of the fields that hold images, whatever they are declared to be.
 *
 * @throws ImageFailure when what may be an image cannot be read, so that none is left out unseen
 */
async function imageFieldNames(context: IExecuteFunctions, itemIndex: number): Promise<string[]> {
	const names: string[] = [];
	for (const known of binaryFields(context, itemIndex)) {
		if (await isReference(context, known)) names.push(known.name);
	}
	return names;
}

async function isReference(context: IExecuteFunctions, known: BinaryField): Promise<boolean> {
	const type = declaredType(known);
	// A logo as a drawing stands beside photos, and no provider takes it.
	const isDeclared = type.startsWith('image/') && !type.startsWith('image/svg');
	const isUnknown = UNKNOWN_TYPES.includes(type);
	const reading = readFile(context, known, PEEK_BYTES);
	const start = isDeclared || isUnknown ? await reading : await reading.catch(() => NOTHING);
	if (isDeclared || (isUnknown && start.length === 0)) referenceFormat(start, known.name);
	return detectFormat(start)?.isReference === true;
}

const NOTHING = Buffer.alloc(0);

function notAnImage(fieldName: string, start: Buffer): ImageFailure {
	return invalidInput(
		start.length === 0
			? `The binary field "${fieldName}" is empty`
			: `The binary field "${fieldName}" holds ${describeOther(start)}, not an image`,
		`Reference images must be ${REFERENCE_FORMATS} files. Check which field holds the picture.`,
	);
}
