import { ImageFailure } from '../../nodes/OakgenImage/errors';

/** The failure that an act ends with, as `source: message — advice`. */
export function failureOf(act: () => unknown): string {
	try {
		act();
	} catch (error) {
		if (error instanceof ImageFailure) return `${error.source}: ${error.message} — ${error.advice}`;
		throw error;
	}
	throw new Error('Nothing was thrown');
}
