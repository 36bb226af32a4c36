import type { Format, FormatOption } from '../providers/types';
import { choicesAt, type ModelAt } from './capabilities';

/** What can be asked for and left out: the parts of the format, and the mask. */
export type AdjustedPart = keyof Format | 'mask';

/** By parameter; `used` is null for what the model does not have at all. */
export type Adjusted = Partial<Record<AdjustedPart, { asked: string; used: string | null }>>;

type Nearest = (asked: string, allowed: readonly string[]) => string | null;

const EFFORT: Readonly<Record<string, number>> = { minimal: 1, low: 1, medium: 2, high: 4 };

/** Which others stand for a file format, the most like it first. */
const LIKE: Readonly<Record<string, readonly string[]>> = {
	png: ['webp', 'jpeg'],
	webp: ['png', 'jpeg'],
	jpeg: ['webp', 'png'],
};

/** How the choice nearest to the one asked for is found. */
const NEAREST: Record<FormatOption, Nearest> = {
	quality: byMeasure((quality) => EFFORT[quality] ?? 1),
	outputFormat: (asked, allowed) =>
		(LIKE[asked] ?? []).find((format) => allowed.includes(format)) ?? null,
	// Nothing is near to a transparent background.
	background: () => null,
	thinkingLevel: byMeasure((level) => EFFORT[level] ?? 1),
};

const nearestSize = byMeasure(toPixels);
const nearestRatio = byMeasure(toNumber);

/**
 * Fits a format to a model: each value becomes the nearest one that the model has. Of two that are as
 * near it is the first in the catalogue, which is the smaller and costs less. A model of which nothing
 * is known gets what was asked for, as far as the provider takes it.
 *
 * @returns the format, and what was changed; null for nothing
 */
export function fitTo(
	model: ModelAt,
	asked: Format,
): { format: Format; adjusted: Adjusted | null } {
	const { resolution, aspectRatio, ...options } = asked;
	const { entry } = model;
	const format: Format = {
		resolution: entry
			? (fit(resolution, entry.resolutions, nearestSize) ?? resolution)
			: resolution,
		aspectRatio:
			entry && aspectRatio !== 'auto'
				? (fit(aspectRatio, entry.aspectRatios, nearestRatio) ?? 'auto')
				: aspectRatio,
	};
	const wanted = Object.entries(options) as Array<[FormatOption, string]>;
	for (const [name, value] of wanted) {
		const choices = choicesAt(model, name);
		// What the model decides by itself is said to those only that can be told.
		const isLeft = value === 'auto' && choices.length > 0;
		const used = isLeft ? value : fit(value, choices, NEAREST[name]);
		if (used !== null) format[name] = used;
	}
	// JPEG cannot be transparent, and a transparent picture is worth more than its file format.
	if (format.background === 'transparent' && format.outputFormat === 'jpeg') {
		delete format.outputFormat;
	}
	return { format, adjusted: changesOf(asked, format) };
}

function changesOf(asked: Format, format: Format): Adjusted | null {
	const adjusted: Adjusted = {};
	for (const [name, wanted] of Object.entries(asked) as Array<[keyof Format, string]>) {
		const used = format[name] ?? null;
		const isLeftOut = wanted === 'auto' && used === null;
		if (wanted !== used && !isLeftOut) adjusted[name] = { asked: wanted, used };
	}
	return Object.keys(adjusted).length > 0 ? adjusted : null;
}

function fit(asked: string, allowed: readonly string[], nearest: Nearest): string | null {
	return allowed.includes(asked) ? asked : nearest(asked, allowed);
}

/** By proportion: 2:3 is as far from 1:1 as 3:2. */
function byMeasure(measure: (value: string) => number): Nearest {
	return (asked, allowed) => {
		const distance = (value: string) => Math.abs(Math.log(measure(value) / measure(asked)));
		let best: string | null = null;
		for (const value of allowed) {
			if (best === null || distance(value) < distance(best)) best = value;
		}
		return best;
	};
}

/** `512`, or `2K` for 2048. */
function toPixels(size: string): number {
	return parseInt(size, 10) * (size.endsWith('K') ? 1024 : 1);
}

function toNumber(ratio: string): number {
	const [width = 1, height = 1] = ratio.split(':').map(Number);
	return width / height;
}
