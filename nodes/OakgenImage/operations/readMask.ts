import { asFailure, invalidInput } from '../errors';
import { coverageOf } from '../image/coverage';
import { decodeDataUri } from '../image/dataUri';
import type { Dimensions } from '../image/facts';
import { ImageMeter } from '../image/meter';
import { binaryField, readFile, type BinaryField } from './binaryFields';
import { maskPropertyName } from './maskProperty';
import type { ReferenceSource } from './plan';
import type { ParameterReader } from './read';
import { fieldMeant, referenceFormat } from './referenceFields';

const LABEL = maskPropertyName.displayName;
const PATH = `options.${maskPropertyName.name}`;

/** The binary field with the mask; null when none is wanted. */
export function readMaskName(parameters: ParameterReader): string | null {
	if (!parameters.isSet(PATH)) return null;
	return fieldMeant(parameters, PATH) ?? parameters.text(PATH);
}

/**
 * Looks at the mask, as far as its first bytes and those of the first reference image tell.
 *
 * @throws ImageFailure when the field is missing, or holds no mask for that image
 */
export async function readMask(
	parameters: ParameterReader,
	fieldName: string,
	references: readonly ReferenceSource[],
): Promise<ReferenceSource> {
	const [first] = references;
	if (!first) {
		throw invalidInput(
			'A mask needs the reference image that it belongs to',
			`Turn on Use Reference Images, or remove the option ${LABEL}.`,
		);
	}
	const mask = await startOf(parameters, fieldOf(parameters, fieldName));
	referenceFormat(mask, fieldName);
	const coverage = coverageOf(mask);
	const isPicture = references.some(
		(source) => source.kind === 'field' && source.fieldName === fieldName,
	);
	if (coverage === 'colours' || (isPicture && coverage !== 'alpha')) {
		throw invalidInput(
			isPicture
				? `The binary field "${fieldName}" is both the mask and a reference image, and has nothing transparent`
				: `The mask in "${fieldName}" has colours and nothing transparent`,
			`Name in ${LABEL} a black and white picture, or one that is transparent where the image may change.`,
		);
	}
	checkSize(mask, await startOfReference(parameters, first), fieldName);
	return { role: 'mask', kind: 'field', fieldName };
}

function fieldOf({ context, itemIndex }: ParameterReader, fieldName: string): BinaryField {
	try {
		return binaryField(context, itemIndex, fieldName);
	} catch (error) {
		throw invalidInput(
			asFailure(error).message,
			`Set ${LABEL} to the field of the item that holds the mask, or remove the option.`,
		);
	}
}

/** The sizes of most files stand here; a photo may have a preview in front of its own. */
const START_BYTES = 65_536;

/** The beginning of a file, or all of it where its size stands further behind. */
async function startOf({ context }: ParameterReader, field: BinaryField): Promise<Buffer> {
	const start = await readFile(context, field, START_BYTES);
	const isEnough = sizeOf(start) !== null || start.length < START_BYTES;
	return isEnough ? start : await readFile(context, field);
}

/** @returns null for an address, from which the provider fetches the image */
async function startOfReference(
	parameters: ParameterReader,
	source: ReferenceSource,
): Promise<Buffer | null> {
	if (source.kind === 'url') return null;
	if (source.kind === 'dataUri') return decodeDataUri(source.text)?.bytes ?? null;
	const { context, itemIndex } = parameters;
	return await startOf(parameters, binaryField(context, itemIndex, source.fieldName));
}

function checkSize(mask: Buffer, image: Buffer | null, fieldName: string): void {
	const own = sizeOf(mask);
	const wanted = image && sizeOf(image);
	if (!own || !wanted || isSame(own, wanted)) return;
	// A photo that lies on its side says in its EXIF data how it is to be turned.
	const isTurned = isSame(own, { width: wanted.height, height: wanted.width });
	if (isTurned && image.includes('Exif')) return;
	throw invalidInput(
		`The mask in "${fieldName}" has ${inPixels(own)} pixels, the reference image ${inPixels(wanted)}`,
		'Make the mask exactly as large as the first reference image, for example with the node Edit Image.',
	);
}

function sizeOf(start: Buffer): Dimensions | null {
	const meter = new ImageMeter();
	meter.push(start);
	return meter.dimensions();
}

function isSame(one: Dimensions, other: Dimensions): boolean {
	return one.width === other.width && one.height === other.height;
}

function inPixels({ width, height }: Dimensions): string {
	return `${width} × ${height}`;
}
