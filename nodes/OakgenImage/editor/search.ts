import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { FoundModel } from '../providers/modelList';
import { providerNamed } from '../providers';
import type { Operation, Provider } from '../providers/types';
import { askForModels } from './askProvider';
import { COMMON_RATIOS } from '../models/catalogue';
import { LISTED_ID } from '../models/choose';
import { offeredBy } from '../models/offers';
import type { ModelEntry } from '../models/types';

/** Fills the list behind the parameter Model: the catalogue, and what else the account has. */
export async function searchModels(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const provider = providerNamed(String(context.getCurrentNodeParameter('provider')));
	if (!provider) return { results: [] };
	const isEdit = context.getCurrentNodeParameter('operation') === 'edit';
	const found = await askForModels(context, provider);
	return { results: listModels(provider, isEdit ? 'edit' : 'generate', filter, found) };
}

/**
 * The models that the provider has, as list entries.
 *
 * @param filter matches name, key or id, whatever the case
 * @param found what the provider lists for the account; empty when that is not known
 */
export function listModels(
	provider: Provider,
	operation: Operation,
	filter: string,
	found: readonly FoundModel[] = [],
) {
	const wanted = filter.trim().toLowerCase();
	const isWanted = (...texts: string[]) =>
		texts.some((text) => text.toLowerCase().includes(wanted));
	const inAccount = new Set(found.map(({ id }) => id));
	const known = new Set<string>();

	const listed = offeredBy(provider).flatMap(({ key, entry, ids }) => {
		known.add(ids.generate.id).add(ids.edit.id);
		const { id, published } = ids[operation];
		const isFound = inAccount.has(id);
		const account = isFound ? 'In your account.' : 'Not in your account’s list.';
		const description = [
			describe(entry),
			...(found.length > 0 ? [account] : []),
			...(published || isFound ? [] : [assumedId(provider)]),
		].join(' ');
		return isWanted(entry.name, key, id) ? [{ name: entry.name, value: key, description }] : [];
	});
	const others = found
		.filter(({ id }) => !known.has(id) && !provider.isForOther(id, operation))
		.filter(({ id, name }) => isWanted(name, id))
		.map(({ id, name }) => ({ name, value: `${LISTED_ID}${id}`, description: NOT_KNOWN }));
	return [...listed, ...others];
}

function assumedId({ label }: Provider): string {
	return `The id is not published by ${label}: if it is refused, copy the id from your dashboard into By ID.`;
}

const NOT_KNOWN = 'Found in your account; what it can do is not known to this node';

function describe({ tier, summary, resolutions, aspectRatios, maxReferences }: ModelEntry): string {
	const { length } = aspectRatios;
	const ratios = length < COMMON_RATIOS.length ? aspectRatios.join(', ') : `${length}`;
	return [
		`${tier === 'draft' ? 'Draft' : 'Final'}: ${summary}.`,
		`Resolutions: ${resolutions.join(', ')}.`,
		...(length === COMMON_RATIOS.length ? [] : [`Aspect ratios: ${ratios}.`]),
		`Up to ${maxReferences} reference images.`,
	].join(' ');
}
