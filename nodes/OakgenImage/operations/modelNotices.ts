import type { INodeProperties } from 'n8n-workflow';

import { CATALOGUE } from '../models/catalogue';
import { idsAt } from '../models/offers';
import type { ModelEntry } from '../models/types';
import { PROVIDERS } from '../providers';
import type { ProviderEntry } from '../providers/types';
import { choicesOf } from './choices';
import { namesOf } from './namesOf';
import type { OneModelOrder } from './types';

type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['hide']>;

/**
 * What speaks against the chosen model, below the parameter Model.
 *
 * @param operations those that have one model
 */
export function modelNotices(operations: readonly OneModelOrder[]): INodeProperties[] {
	return Object.entries(CATALOGUE).flatMap(([key, entry]) => [
		...retirement(key, entry),
		...PROVIDERS.flatMap((provider) =>
			idsAt(provider, key)
				? unpublished(key, { provider, operations })
				: notOffered(key, entry, provider),
		),
	]);
}

/**
 * What the chosen model does not have, where it is asked for: below the parameters that it is about.
 */
export function modelLimits(resolution: INodeProperties, aspectRatio: INodeProperties) {
	return Object.entries(CATALOGUE).flatMap(([key, { name, resolutions, aspectRatios }]) => [
		...limit(key, resolution, resolutions, `${name} makes ${inWords(resolutions)} only`),
		...limit(
			key,
			aspectRatio,
			['auto', ...aspectRatios],
			`${name} makes no such shape, only ${inWords(aspectRatios)}`,
		),
	]);
}

function limit(key: string, parameter: INodeProperties, had: readonly string[], text: string) {
	if (choicesOf(parameter).every(({ value }) => had.includes(value))) return [];
	// What needs no word: a value that the model has, and one that only the run will tell.
	const hide = { [parameter.name]: [...had, { _cnd: { startsWith: '=' } }] };
	return [notice(key, 'modelLimits', `${text}. Choose that, or another model.`, { hide })];
}

function retirement(key: string, { name, retired }: ModelEntry): INodeProperties[] {
	if (!retired) return [];
	const next = CATALOGUE[retired.successor]?.name ?? retired.successor;
	const text = `${name} is retired: ${retired.where} (${retired.since}). Choose ${next} instead.`;
	return [notice(key, 'modelNotice', text)];
}

function unpublished(
	key: string,
	{ provider, operations }: { provider: ProviderEntry; operations: readonly OneModelOrder[] },
): INodeProperties[] {
	const ids = idsAt(provider, key);
	const unknown = operations.filter(({ asks }) => ids?.[asks].published === false);
	if (unknown.length === 0) return [];
	const isAll = unknown.length === operations.length;
	const name = CATALOGUE[key]?.name ?? key;
	const text = `${provider.label} has not published the id of ${name}, so the node uses the likely one. If it is refused, copy the id from your dashboard into By ID.`;
	return [
		notice(key, 'modelNotice', text, { provider, ...(isAll ? {} : { operations: unknown }) }),
	];
}

function notOffered(key: string, { name }: ModelEntry, provider: ProviderEntry): INodeProperties[] {
	const others = PROVIDERS.filter((other) => idsAt(other, key)).map(({ label }) => label);
	if (others.length === 0) return [];
	const text = `${name} is not offered by ${provider.label}: set Provider to ${others.join(' or ')}, or choose another model.`;
	return [notice(key, 'modelNotice', text, { provider })];
}

interface When {
	provider?: ProviderEntry;
	operations?: readonly OneModelOrder[];
	hide?: Conditions;
}

/** Of one model: while another is chosen, or the model is an expression, nothing is shown. */
function notice(
	key: string,
	name: string,
	displayName: string,
	{ provider, operations, hide = {} }: When = {},
): INodeProperties {
	const show = {
		...(operations && { operation: namesOf(operations) }),
		...(provider && { provider: [provider.name] }),
	};
	// With "show", n8n would show all of them while a parameter is an expression.
	const displayOptions = { show, hide: { modelId: [{ _cnd: { not: key } }], ...hide } };
	return { displayName, name, type: 'notice', default: '', displayOptions };
}

/** `Intl.ListFormat` says the same, but takes 25 ms to begin, whenever n8n starts. */
function inWords(texts: readonly string[]): string {
	return texts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
