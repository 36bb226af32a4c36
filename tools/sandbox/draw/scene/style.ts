import type { Shift } from './colour.ts';

/** How a model sees the world, so that a comparison has something to compare. */
export interface Style extends Shift {
	/** Of the subject, beside 1. */
	scale: number;
	/** Of the subject, as a share of the width from the middle. */
	aside: number;
	/** Lines around shapes, as illustrators draw them. */
	outline: number;
	/** Darkness of the corners. */
	vignette: number;
	/** Soft light from the side. */
	glow: number;
}

const plain: Style = { scale: 1, aside: 0, outline: 0, vignette: 0.2, glow: 0.2 };

const styles: Array<[family: RegExp, style: Partial<Style>]> = [
	[/flash-lite|2-lite/, { outline: 1.6, vignette: 0, glow: 0, saturation: 1.1, lightness: 1.06 }],
	[/nano-banana-2\.1/, { scale: 1.1, aside: -0.09, glow: 0.45, vignette: 0.3 }],
	[/nano-banana-pro|3-pro/, { scale: 1.16, aside: 0.08, glow: 0.5, vignette: 0.45, hue: -6 }],
	[/nano-banana-3/, { scale: 1.2, aside: 0.12, hue: 14, glow: 0.4 }],
	[/nano-banana|flash-image/, { scale: 0.95, aside: 0.06, hue: 4 }],
	[/gpt-image-2\.6/, { scale: 1.14, saturation: 1.15, glow: 0.55, vignette: 0.3, hue: 5 }],
	[/gpt-image/, { scale: 1.05, aside: 0.12, saturation: 0.86, hue: 9, lightness: 1.05, glow: 0.3 }],
	[/flux-3/, { scale: 1.2, aside: -0.12, saturation: 1.25, lightness: 0.92, vignette: 0.55 }],
	[
		/flux/,
		{ scale: 0.86, aside: -0.14, saturation: 1.2, lightness: 0.88, vignette: 0.5, hue: -10 },
	],
	[/seedream/, { scale: 1, aside: 0.1, saturation: 0.7, lightness: 1.14, hue: 16, vignette: 0 }],
];

/** The first family that the model's id names. */
export function styleOf(model: string): Style {
	return { ...plain, ...styles.find(([family]) => family.test(model))?.[1] };
}
