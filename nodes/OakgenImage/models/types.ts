import type { FormatOption, ModelIds } from '../providers/types';

export interface ModelEntry {
	name: string;
	summary: string;
	/** `draft`: Oakgen asks that the output is reviewed before it is published. */
	tier: 'draft' | 'final';
	/** What the model is called at each provider that offers it, by the provider's name. */
	ids: Readonly<Record<string, ModelIds>>;
	resolutions: readonly string[];
	aspectRatios: readonly string[];
	maxReferences: number;
	/** The choices of each format option; of an option that is missing the model has none. */
	options: Partial<Record<FormatOption, readonly string[]>>;
	/** Where the figures come from. */
	sources: { oakgenIds: string; capabilities: string };
}
