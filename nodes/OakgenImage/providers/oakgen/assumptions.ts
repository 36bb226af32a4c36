import type { FormatChoices } from '../types';

/**
 * What Oakgen has not published, in one place. Each of these can be overridden by the user
 * without a new release; the README lists them. Published (oakgen.ai, API guides): the generate
 * path, bearer authorization, and the body fields model, prompt, resolution and aspect_ratio.
 * The ids of further models are in the catalogue, and By ID takes any.
 */

/** The request field for reference images, as FAL and WaveSpeed name it. Option Image Field. */
export const IMAGE_FIELD = 'image_urls';

/** The request field for the mask of an edit, as FAL names it: one image. Option Mask Field. */
export const MASK_FIELD = 'mask_url';

/**
 * The request fields for the options Quality, Output Format and Background, as OpenAI and FAL name
 * them. Whoever knows other names leaves the option out and uses Additional Fields.
 */
export const QUALITY_FIELD = 'quality';
export const OUTPUT_FORMAT_FIELD = 'output_format';
export const BACKGROUND_FIELD = 'background';

/** The words that go into these fields (OpenAI, images API). */
export const FORMAT_CHOICES: FormatChoices = {
	quality: ['low', 'medium', 'high'],
	outputFormat: ['png', 'jpeg', 'webp'],
	background: ['transparent', 'opaque'],
};

/** Where a pending job is asked for. Option Status Path. */
export const STATUS_PATH = '/v1/generate/image/{id}';

/** The models of the account. When it is not there, the list behind Model is the catalogue alone. */
export const MODELS_PATH = '/v1/models';
export const MODEL_LIST_FIELDS = ['data', 'models'] as const;
export const MODEL_ID_FIELDS = ['id', 'model', 'slug', 'name'] as const;
export const MODEL_NAME_FIELDS = ['display_name', 'name'] as const;
/** What a model makes; one that does not say is taken for an image model. */
export const MODEL_KIND_FIELDS = ['type', 'modality', 'capabilities'] as const;

/** How the ids end that are for the other operation. */
export const OTHER_OPERATION = { generate: '-edit', edit: '-text' } as const;
