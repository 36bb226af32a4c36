import type { IExecuteFunctions } from 'n8n-workflow';

import { decodeDataUri } from '../image/dataUri';
import { detectFormat } from '../image/format';
import type { Reference } from '../providers/types';
import { binaryField, fileNameOf, readFile } from './binaryFields';
import type { ReferenceSource } from './plan';
import { referenceFormat } from './referenceFields';

/**
 * Reads the bytes of the reference images; addresses stay what they are.
 *
 * @throws ImageFailure when a file cannot be read, or is no image
 */
export async function loadReferences(
	context: IExecuteFunctions,
	itemIndex: number,
	sources: readonly ReferenceSource[],
): Promise<Reference[]> {
	const load = async (source: ReferenceSource): Promise<Reference> => {
		const { role } = source;
		if (source.kind === 'url') return source;
		if (source.kind === 'dataUri') return { role, ...fromDataUri(source.text) };
		const found = binaryField(context, itemIndex, source.fieldName);
		const bytes = await readFile(context, found);
		const { mimeType, extension } = referenceFormat(bytes, source.fieldName);
		const fileName = fileNameOf(found) ?? `${source.fieldName}.${extension}`;
		return { role, kind: 'bytes', bytes, mimeType, fileName };
	};
	return await Promise.all(sources.map(load));
}

function fromDataUri(text: string) {
	const { bytes, mimeType } = decodeDataUri(text) ?? { bytes: Buffer.alloc(0), mimeType: '' };
	const format = detectFormat(bytes);
	const fileName = `reference.${format?.extension ?? 'bin'}`;
	return { kind: 'bytes' as const, bytes, mimeType: format?.mimeType ?? mimeType, fileName };
}
