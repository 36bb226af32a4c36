import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { FoundModel } from '../providers/modelList';
import { providerNamed } from '../providers';
import type { ModelOperation, Provider } from '../providers/types';
import { askForModels } from './askProvider';
import { CATALOGUE, COMMON_RATIOS } from '../models/catalogue';
import { LISTED_ID } from '../models/choose';
import { offeredBy, REMARK } from '../models/offers';
import type { ModelEntry } from '../models/types';
import { OPERATIONS } from '../operations';

/** Fills the list behind the parameter Model: the catalogue, and what else the account has. */
export async function searchModels(
	context: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const provider = await providerNamed(String(context.getCurrentNodeParameter('provider')));
	if (!provider) return { results: [] };
	const found = await askForModels(context, provider);
	return { results: listModels(provider, askedOfModel(context), filter, found) };
}

/** By the ids for which the models are listed. */
function askedOfModel(context: ILoadOptionsFunctions): ModelOperation {
	const name = context.getCurrentNodeParameter('operation');
	const chosen = OPERATIONS.find(({ option }) => option.value === name);
	return chosen && 'asks' in chosen ? chosen.asks : 'generate';
}

/**
 * The models that the provider has, as list entries. n8n shows a row's name only, so that says what
 * matters for the choice.
 *
 * @param filter words that a model's name, key, id, maker or abilities begin with, whatever the case
 * @param found what the provider lists for the account; empty when that is not known
 */
export function listModels(
	provider: Provider,
	operation: ModelOperation,
	filter: string,
	found: readonly FoundModel[] = [],
) {
	const inAccount = new Set(found.map(({ id }) => id));
	const known = new Set<string>();

	const listed = offeredBy(provider).flatMap(({ key, entry, ids }) => {
		known.add(ids.generate.id).add(ids.edit.id);
		const { id, published } = ids[operation];
		const isFound = inAccount.has(id);
		const isAssumed = !published && !isFound;
		const account = isFound ? 'In your account.' : 'Not in your account’s list.';
		const description = [
			describe(entry),
			...(found.length > 0 ? [account] : []),
			...(isAssumed ? [assumedId(provider)] : []),
		].join(' ');
		const name = [entry.name, ...remarksOn(entry, isAssumed)].join(REMARK);
		const isWanted = matches(filter, [entry.name, key, id], abilitiesOf(entry));
		return isWanted ? [{ name, value: key, description }] : [];
	});
	const others = found
		.filter(({ id }) => !known.has(id) && !provider.isForOther(id, operation))
		.filter(({ id, name }) => matches(filter, [name, id]))
		.map(({ id, name }) => ({ name, value: `${LISTED_ID}${id}`, description: NOT_KNOWN }));
	return [...listed, ...others];
}

function assumedId({ label }: Provider): string {
	return `The id is not published by ${label}: if it is refused, copy the id from your dashboard into By ID.`;
}

const NOT_KNOWN = 'Found in your account; what it can do is not known to this node';

/** Whether a name contains what is searched for, or each of its words begins a word of the texts. */
function matches(filter: string, names: string[], abilities: string[] = []): boolean {
	const wanted = filter.trim().toLowerCase();
	const isIn = (name: string) => name.toLowerCase().includes(wanted);
	if (wanted === '' || names.some(isIn)) return true;
	// An id, or the beginning of one.
	if (/[-/:]/.test(wanted)) return false;
	const words = [...names, ...abilities].flatMap(wordsOf);
	const searched = wordsOf(wanted);
	// "2" is not "2K".
	const begins = (word: string, part: string) =>
		/^\d+$/.test(part) ? word === part : word.startsWith(part);
	return searched.length > 0 && searched.every((part) => words.some((word) => begins(word, part)));
}

function wordsOf(text: string): string[] {
	return (
		text
			.toLowerCase()
			.match(/[\p{L}\p{N}.]+/gu)
			?.filter((word) => /[^.]/.test(word)) ?? []
	);
}

/** What people search for beside names. */
function abilitiesOf(entry: ModelEntry): string[] {
	const { maker, summary, tier, resolutions, mask, options, retired } = entry;
	return [
		...[maker, summary, tier, ...resolutions],
		...(options.background?.includes('transparent') ? ['transparent background cut-out'] : []),
		...(mask ? ['mask inpainting'] : []),
		...(options.quality ? ['quality'] : []),
		...(retired ? ['retired'] : []),
	];
}

function remarksOn({ tier, resolutions, retired }: ModelEntry, isAssumed: boolean): string[] {
	const largest = resolutions.at(-1);
	const size = resolutions.length === 1 ? `${largest}` : `up to ${largest}`;
	const next = retired && (CATALOGUE[retired.successor]?.name ?? retired.successor);
	return [
		...(retired ? [`retired, use ${next}`] : [tier, size]),
		...(isAssumed ? ['id not published'] : []),
	];
}

function describe(entry: ModelEntry): string {
	const { tier, summary, resolutions, aspectRatios, maxReferences, mask, options } = entry;
	const { length } = aspectRatios;
	const ratios = length < COMMON_RATIOS.length ? aspectRatios.join(', ') : `${length}`;
	return [
		`${tier === 'draft' ? 'Draft' : 'Final'}: ${summary}.`,
		`Resolutions: ${resolutions.join(', ')}.`,
		...(length === COMMON_RATIOS.length ? [] : [`Aspect ratios: ${ratios}.`]),
		`Up to ${maxReferences} reference images${mask ? ', and a mask' : ''}.`,
		...(options.background?.includes('transparent') ? ['Transparent backgrounds.'] : []),
		...retirementOf(entry),
	].join(' ');
}

function retirementOf({ retired }: ModelEntry): string[] {
	return retired ? [`Retired: ${retired.where} (${retired.since}).`] : [];
}
