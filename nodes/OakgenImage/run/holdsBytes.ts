import type { FoundImage } from '../providers/types';

/** Whether images are in memory, not only their addresses. */
export function holdsBytes(images: readonly FoundImage[]): boolean {
	return images.some(({ kind, others = [] }) => kind === 'bytes' || holdsBytes(others));
}
