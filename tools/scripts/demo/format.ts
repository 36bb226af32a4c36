import type { Picture } from './pictures.ts';

export function formatBytes(bytes: number): string {
	return bytes < 1_000_000
		? `${Math.round(bytes / 1000)} kB`
		: `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function formatSeconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

export function formatPixels({ width, height }: Picture): string {
	return `${width}×${height}`;
}
