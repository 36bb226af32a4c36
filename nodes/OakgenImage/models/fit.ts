import type { ThinkingLevel } from '../providers/types';
import type { ModelEntry } from './types';

/** What is asked of a model besides the prompt. */
export interface Format {
	resolution: string;
	aspectRatio: string;
	/** Null: not set. */
	thinkingLevel: ThinkingLevel | null;
}

/** By parameter; `used` is null for what the model does not have at all. */
export type Adjusted = Partial<Record<keyof Format, { asked: string; used: string | null }>>;

const EFFORT: Record<ThinkingLevel, number> = { minimal: 1, medium: 2, high: 4 };

/**
 * The format that a model has nearest to the one asked for, and what was changed; of two that are as
 * near, the smaller, which costs less. A model of which nothing is known gets what was asked for.
 */
export function fitTo(
	entry: ModelEntry | null,
	asked: Format,
): { format: Format; adjusted: Adjusted | null } {
	if (!entry) return { format: asked, adjusted: null };
	const { resolution, aspectRatio, thinkingLevel } = asked;
	const format: Format = {
		resolution: nearest(resolution, entry.resolutions, toPixels) ?? resolution,
		aspectRatio:
			aspectRatio === 'auto'
				? aspectRatio
				: (nearest(aspectRatio, entry.aspectRatios, toNumber) ?? 'auto'),
		thinkingLevel:
			thinkingLevel && nearest(thinkingLevel, entry.thinkingLevels, (level) => EFFORT[level]),
	};
	const adjusted: Adjusted = {};
	for (const name of ['resolution', 'aspectRatio', 'thinkingLevel'] as const) {
		const wanted = asked[name];
		if (wanted !== null && wanted !== format[name]) {
			adjusted[name] = { asked: wanted, used: format[name] };
		}
	}
	return { format, adjusted: Object.keys(adjusted).length > 0 ? adjusted : null };
}

/** By proportion: 2:3 is as far from 1:1 as 3:2. */
function nearest<Value extends string>(
	asked: Value,
	allowed: readonly Value[],
	measure: (value: Value) => number,
): Value | null {
	const distance = (value: Value) => Math.abs(Math.log(measure(value) / measure(asked)));
	let best: Value | null = null;
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
