import type { GenerationFacts } from './types';

/** Of a reply that says nothing beside its images, or of which nothing is known. */
export const NO_FACTS: GenerationFacts = {
	id: null,
	credits: null,
	usage: null,
	text: null,
	contentFiltered: false,
};
