/** What an order may say about the picture beside its size, in the words of OpenAI's images API. */
export const qualities = ['auto', 'low', 'medium', 'high'] as const;
export type Quality = (typeof qualities)[number];

export const outputFormats = ['png', 'jpeg', 'webp'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export const backgrounds = ['auto', 'transparent', 'opaque'] as const;
export type Background = (typeof backgrounds)[number];

export interface OrderOptions {
	quality: Quality | null;
	outputFormat: OutputFormat | null;
	background: Background | null;
}

export class RefusedOption extends Error {}

function choice<T extends string>(name: string, value: unknown, allowed: readonly T[]): T | null {
	if (value === undefined || value === null || value === '') return null;
	const found = allowed.find((option) => option === value);
	if (found) return found;
	throw new RefusedOption(
		`${name} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`,
	);
}

/** Absent options are null; one that is not known is a RefusedOption. */
export function readOrderOptions(fields: Record<string, unknown>): OrderOptions {
	const options: OrderOptions = {
		quality: choice('quality', fields.quality, qualities),
		outputFormat: choice('output_format', fields.output_format, outputFormats),
		background: choice('background', fields.background, backgrounds),
	};
	if (options.background === 'transparent' && options.outputFormat === 'jpeg') {
		throw new RefusedOption('background transparent needs output_format png or webp');
	}
	return options;
}
