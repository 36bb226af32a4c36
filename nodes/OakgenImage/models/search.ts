import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Operation, ProviderName } from '../providers/types';
import { CATALOGUE } from './catalogue';
import type { ModelEntry, ModelId } from './types';

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
	return Object.entries(CATALOGUE).flatMap(([key, entry]) => {
		const model = entry.ids[provider]?.[operation];
		if (!model) return [];
		const texts = [entry.name, key, model.id];
		const isWanted = texts.some((text) => text.toLowerCase().includes(wanted));
		return isWanted ? [{ name: entry.name, value: key, description: describe(entry, model) }] : [];
	});
}

function describe(entry: ModelEntry, model: ModelId): string {
	const facts = `${entry.summary}. Resolutions: ${entry.resolutions.join(', ')}. Up to ${entry.maxReferences} reference images.`;
	if (model.published) return facts;
	return `${facts} The id is not published by Oakgen: if it is refused, copy the id from your dashboard into By ID.`;
}
