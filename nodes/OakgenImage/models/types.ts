import type { FormatChoices, ModelIds } from '../providers/types';

export interface ModelEntry {
	name: string;
	/** Who made the model, as people search for it. */
	maker: string;
	summary: string;
	/** `draft`: Oakgen asks that the output is reviewed before it is published. */
	tier: 'draft' | 'final';
	/** Its maker has given it up, or shut it down. Absent while it is current. */
	retired?: Retirement;
	/** What the model is called at each provider that offers it, by the provider's name. */
	ids: Readonly<Record<string, ModelIds>>;
	resolutions: readonly string[];
	aspectRatios: readonly string[];
	maxReferences: number;
	/** Whether an edit may be held to the area of a mask. */
	mask: boolean;
	/** The choices of each format option; of an option that is missing the model has none. */
	options: FormatChoices;
	/** Where its ids come from, by the provider's name, and where the figures. */
	sources: { ids: Readonly<Record<string, string>>; capabilities: string };
}

/** The key stays valid, but nothing defaults to the model. */
export interface Retirement {
	/** A day, as `2026-10-06`. */
	since: string;
	/** Key of the model to be used instead. */
	successor: string;
	/** Who says so, and of what. */
	where: string;
}
