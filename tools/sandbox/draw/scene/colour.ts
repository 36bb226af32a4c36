interface Hsl {
	hue: number;
	saturation: number;
	lightness: number;
}

function toHsl(hex: string): Hsl {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
	const most = Math.max(r, g, b);
	const least = Math.min(r, g, b);
	const spread = most - least;
	const lightness = (most + least) / 2;
	if (spread === 0) return { hue: 0, saturation: 0, lightness };
	const saturation = spread / (1 - Math.abs(2 * lightness - 1));
	const sector =
		most === r
			? ((g - b) / spread + 6) % 6
			: most === g
				? (b - r) / spread + 2
				: (r - g) / spread + 4;
	return { hue: sector * 60, saturation, lightness };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

function fromHsl({ hue, saturation, lightness }: Hsl): string {
	const reach = saturation * Math.min(lightness, 1 - lightness);
	const channel = (n: number): string => {
		const k = (n + hue / 30) % 12;
		const value = lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
		return Math.round(clamp(value) * 255)
			.toString(16)
			.padStart(2, '0');
	};
	return `#${channel(0)}${channel(8)}${channel(4)}`;
}

export interface Shift {
	/** Degrees. */
	hue?: number;
	/** Factors. */
	saturation?: number;
	lightness?: number;
}

/** `#rrggbb`, turned and scaled. */
export function shifted(hex: string, { hue = 0, saturation = 1, lightness = 1 }: Shift): string {
	const from = toHsl(hex);
	return fromHsl({
		hue: (from.hue + hue + 360) % 360,
		saturation: clamp(from.saturation * saturation),
		lightness: clamp(from.lightness * lightness),
	});
}

export const lighter = (hex: string, by = 1.25): string => shifted(hex, { lightness: by });
export const darker = (hex: string, by = 0.72): string => shifted(hex, { lightness: by });

/** A mix of two colours: 0 is the first, 1 the second. */
export function mixed(first: string, second: string, share: number): string {
	const channel = (at: number): string => {
		const from = parseInt(first.slice(at, at + 2), 16);
		const to = parseInt(second.slice(at, at + 2), 16);
		return Math.round(from + (to - from) * share)
			.toString(16)
			.padStart(2, '0');
	};
	return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** Whether light type is readable on it. */
export const isDark = (hex: string): boolean => toHsl(hex).lightness < 0.55;
