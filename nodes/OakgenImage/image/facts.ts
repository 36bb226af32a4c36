export interface Dimensions {
	/** Pixels. */
	width: number;
	height: number;
}

/**
 * What a file's own structure says of its end. `cut`: it announces bytes that are not there, or
 * has no picture. `unmarked`: its end mark is missing, but nothing proves that more should follow.
 */
export type FileEnd = 'whole' | 'unmarked' | 'cut';

/** What is learned of an image while its bytes pass by; `end` holds if the file stops right now. */
export interface FileFacts {
	dimensions: Dimensions | null;
	end: FileEnd;
}

/** As PNG has it (W3C, 7.1); no other format allows for more. */
const LARGEST_DIMENSION = 2 ** 31 - 1;

/** @returns null when no image can be of this size */
export function possible(dimensions: Dimensions | null): Dimensions | null {
	const { width = 0, height = 0 } = dimensions ?? {};
	return isPossible(width) && isPossible(height) ? dimensions : null;
}

function isPossible(pixels: number): boolean {
	return pixels > 0 && pixels <= LARGEST_DIMENSION;
}
