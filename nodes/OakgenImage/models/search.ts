import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Operation, ProviderName } from '../providers/types';
import { CATALOGUE } from './catalogue';
import type { ModelEntry } from './types';

/** Fills the list behind the parameter Model: the models that the chosen provider has. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const provider = this.getCurrentNodeParameter('provider') as ProviderName;
	const operation = this.getCurrentNodeParameter('operation') as Operation;
	return { results: listModels(provider, operation, filter ?? '') };
}

/** The catalogue as list entries; `filter` matches name, key or id, whatever the case. */
export function listModels(provider: ProviderName, operation: Operation, filter: string) {
	const wanted = filter.trim().toLowerCase();
	return Object.entries(CATALOGUE)
		.filter(([, entry]) => provider === 'oakgen' || entry.gemini !== null)
		.map(([key, entry]) => ({
			name: entry.name,
			value: key,
			id: provider === 'oakgen' ? entry.oakgen[operation].id : (entry.gemini ?? ''),
			description: describe(entry, provider, operation),
		}))
		.filter(({ name, value, id }) =>
			[name, value, id].some((text) => text.toLowerCase().includes(wanted)),
		)
		.map(({ name, value, description }) => ({ name, value, description }));
}

function describe(entry: ModelEntry, provider: ProviderName, operation: Operation): string {
	const facts = `${entry.summary}. Resolutions: ${entry.resolutions.join(', ')}. Up to ${entry.maxReferences} reference images.`;
	if (provider === 'gemini' || entry.oakgen[operation].published) return facts;
	return `${facts} The id is not published by Oakgen: if it is refused, copy the id from your dashboard into By ID.`;
}
