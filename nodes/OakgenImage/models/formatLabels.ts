import type { Format } from '../providers/types';

/** Parts of a format, as the editor names them. */
export const FORMAT_LABELS: Record<keyof Format, string> = {
	resolution: 'Resolution',
	aspectRatio: 'Aspect Ratio',
	thinkingLevel: 'Thinking Level',
};
