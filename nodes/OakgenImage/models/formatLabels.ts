import type { AdjustedPart } from './fit';

/** What can be asked of a picture and not be had, as the editor names it. */
export const FORMAT_LABELS: Record<AdjustedPart, string> = {
	resolution: 'Resolution',
	aspectRatio: 'Aspect Ratio',
	quality: 'Quality',
	outputFormat: 'Output Format',
	background: 'Background',
	thinkingLevel: 'Thinking Level',
	mask: 'Mask',
};
