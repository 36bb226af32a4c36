import type { ModelIds, ProviderEntry } from '../providers/types';
import { CATALOGUE } from './catalogue';
import type { ModelEntry } from './types';

/** In a row of a list, between a model's name and what else is said of it. */
export const REMARK = ' · ';

/** A catalogue model as a provider offers it. */
export interface OfferedModel {
	key: string;
	entry: ModelEntry;
	ids: ModelIds;
}

/** @returns what the provider calls the model; undefined when it does not offer it */
export function idsAt(provider: ProviderEntry, key: string): ModelIds | undefined {
	const named = provider.modelIds ?? {};
	if (Object.hasOwn(named, key)) return named[key];
	return Object.hasOwn(CATALOGUE, key) ? CATALOGUE[key]?.ids[provider.name] : undefined;
}

/** The catalogue's models that a provider offers, in the order of the catalogue, retired ones last. */
export function offeredBy(provider: ProviderEntry): OfferedModel[] {
	const offered = Object.entries(CATALOGUE).flatMap(([key, entry]) => {
		const ids = idsAt(provider, key);
		return ids ? [{ key, entry, ids }] : [];
	});
	const isRetired = ({ entry }: OfferedModel) => entry.retired !== undefined;
	return [...offered.filter((model) => !isRetired(model)), ...offered.filter(isRetired)];
}

/** Key of the model that is chosen until the user chooses; null for a provider of which no model is known. */
export function defaultModelOf(provider: ProviderEntry): string | null {
	return provider.comparedModels[0] ?? offeredBy(provider)[0]?.key ?? null;
}

/** For advice: the names of what a provider offers and is not retired. */
export function currentNames(provider: ProviderEntry): string[] {
	return offeredBy(provider).flatMap(({ entry }) => (entry.retired ? [] : [entry.name]));
}
