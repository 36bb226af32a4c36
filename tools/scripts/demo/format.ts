import type { Picture } from './pictures.ts';

export function formatSeconds(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

export function formatPixels({ width, height }: Picture): string {
	return `${width} × ${height}`;
}

export function formatCredits(credits: number | null): string {
	if (credits === null) return '–';
	return credits === 1 ? '1 credit' : `${credits} credits`;
}
