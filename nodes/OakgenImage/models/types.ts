import type { Operation, ProviderName, ThinkingLevel } from '../providers/types';

export interface ModelId {
	id: string;
	/** False when the provider has not published the id, so it follows the naming of those it has. */
	published: boolean;
}

export interface ModelEntry {
	name: string;
	summary: string;
	/** `draft`: Oakgen asks that the output is reviewed before it is published. */
	tier: 'draft' | 'final';
	/** What the model is called at each provider; null where it is not offered. */
	ids: Record<ProviderName, Record<Operation, ModelId> | null>;
	resolutions: readonly string[];
	aspectRatios: readonly string[];
	maxReferences: number;
	/** Empty: the model has no thinking level to set. */
	thinkingLevels: readonly ThinkingLevel[];
	/** Where the figures come from. */
	sources: { oakgenIds: string; capabilities: string };
}
