import type { Operation, ThinkingLevel } from '../providers/types';

export interface OakgenModelId {
	id: string;
	/** False when Oakgen has not published the id, so it follows the naming of those it has. */
	published: boolean;
}

export interface ModelEntry {
	name: string;
	summary: string;
	/** `draft`: Oakgen asks that the output is reviewed before it is published. */
	tier: 'draft' | 'final';
	oakgen: Record<Operation, OakgenModelId>;
	/** Google's id, or null for models that Google does not serve. */
	gemini: string | null;
	resolutions: readonly string[];
	aspectRatios: readonly string[];
	maxReferences: number;
	/** Empty: the model has no thinking level to set. */
	thinkingLevels: readonly ThinkingLevel[];
	/** Where the figures come from. */
	sources: { oakgenIds: string; capabilities: string };
}
