import type { Redact } from '../transport/redact';
import type { ImageResult } from './imageResult';

/**
 * Says of the images of a reply that others of it are given up: nothing else tells of them any more.
 *
 * @param missing why each could not be had, with its address or the id of its job
 */
export function withMissing(
	result: ImageResult,
	missing: readonly string[],
	redact: Redact,
): ImageResult {
	if (missing.length === 0) return result;
	const told = missing.map((why) => redact(`Another image of the same reply is missing. ${why}`));
	const images = result.images.map(({ json, binary }) => {
		const warnings = Array.isArray(json.warnings) ? (json.warnings as string[]) : [];
		return { json: { ...json, warnings: [...warnings, ...told], reviewRecommended: true }, binary };
	});
	return { ...result, images };
}
