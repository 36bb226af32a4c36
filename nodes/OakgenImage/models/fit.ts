import type { Format, FormatOption } from '../providers/types';
import type { ModelEntry } from './types';

/** By parameter; `used` is null for what the model does not have at all. */
export type Adjusted = Partial<Record<keyof Format, { asked: string; used: string | null }>>;

const EFFORT: Readonly<Record<string, number>> = { minimal: 1, low: 1, medium: 2, high: 4 };

/** How far the choices of an option are from each other; of one without a measure only the same fits. */
const MEASURES: Record<FormatOption, ((value: string) => number) | null> = {
	thinkingLevel: (level) => EFFORT[level] ?? 1,
};

/**
 * Fits a format to a model: each value becomes the nearest one that the model has. Of two that are as
 * near it is the first in the catalogue, which is the smaller and costs less. A model of which nothing
 * is known gets what was asked for.
 *
 * @returns the format, and what was changed; null for nothing
 */
export function fitTo(
	entry: ModelEntry | null,
	asked: Format,
): { format: Format; adjusted: Adjusted | null } {
	if (!entry) return { format: asked, adjusted: null };
	const { resolution, aspectRatio, ...options } = asked;
	const format: Format = {
		resolution: nearest(resolution, entry.resolutions, toPixels) ?? resolution,
		aspectRatio:
			aspectRatio === 'auto'
				? aspectRatio
				: (nearest(aspectRatio, entry.aspectRatios, toNumber) ?? 'auto'),
	};
	for (const [name, wanted] of Object.entries(options) as Array<[FormatOption, string]>) {
		const used = nearest(wanted, entry.options[name] ?? [], MEASURES[name]);
		if (used !== null) format[name] = used;
	}
	const adjusted: Adjusted = {};
	for (const [name, wanted] of Object.entries(asked) as Array<[keyof Format, string]>) {
		const used = format[name] ?? null;
		if (wanted !== used) adjusted[name] = { asked: wanted, used };
	}
	return { format, adjusted: Object.keys(adjusted).length > 0 ? adjusted : null };
}

/** By proportion: 2:3 is as far from 1:1 as 3:2. */
function nearest(
	asked: string,
	allowed: readonly string[],
	measure: ((value: string) => number) | null,
): string | null {
	if (allowed.includes(asked)) return asked;
	if (measure === null) return null;
	const distance = (value: string) => Math.abs(Math.log(measure(value) / measure(asked)));
	let best: string | null = null;
	for (const value of allowed) {
		if (best === null || distance(value) < distance(best)) best = value;
	}
	return best;
}

/** `512`, or `2K` for 2048. */
function toPixels(size: string): number {
	return parseInt(size, 10) * (size.endsWith('K') ? 1024 : 1);
}

function toNumber(ratio: string): number {
	const [width = 1, height = 1] = ratio.split(':').map(Number);
	return width / height;
}
