import type { IDataObject } from 'n8n-workflow';

import type { Format, ImageRequest } from '../types';
import { BACKGROUND_FIELD, OUTPUT_FORMAT_FIELD, QUALITY_FIELD } from './assumptions';

/** What is asked for in words and numbers: the images that go along have fields of their own. */
type Asked = Omit<ImageRequest, 'operation' | 'references' | 'settings' | 'additionalFields'>;

/** The fields of Oakgen's request that do not carry images, without what is not asked for. */
export function fieldsOf({ modelId, prompt, format, seed }: Asked): IDataObject {
	const { resolution, aspectRatio, quality, outputFormat, background } = format;
	const fields: IDataObject = { model: modelId, prompt, resolution };
	if (aspectRatio !== 'auto') fields.aspect_ratio = aspectRatio;
	if (seed !== null) fields.seed = seed;
	if (quality !== undefined) fields[QUALITY_FIELD] = quality;
	if (outputFormat !== undefined) fields[OUTPUT_FORMAT_FIELD] = outputFormat;
	if (background !== undefined) fields[BACKGROUND_FIELD] = background;
	return fields;
}

type Whole<Value> = { [Name in keyof Value]-?: NonNullable<Value[Name]> };

/** With something for every field: the compiler asks for what a new one is called. */
const EVERYTHING: Whole<Omit<Asked, 'format'>> & { format: Whole<Format> } = {
	modelId: 'x',
	prompt: 'x',
	seed: 1,
	format: {
		...{ aspectRatio: 'x', resolution: 'x', quality: 'x', outputFormat: 'x' },
		...{ background: 'x', thinkingLevel: 'x' },
	},
};

/** The names of all fields that the node itself may put into a request. */
export const FIELD_NAMES: readonly string[] = Object.keys(fieldsOf(EVERYTHING));
