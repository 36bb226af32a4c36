import type { INodeProperties } from 'n8n-workflow';

import type { ModelEntry } from '../../../nodes/OakgenImage/models/types';
import { aspectRatio, resolution } from '../../../nodes/OakgenImage/operations/orderProperties';
import { sharedFormatOptions } from '../../../nodes/OakgenImage/operations/formatProperties';
import { PROVIDERS } from '../../../nodes/OakgenImage/providers';

const LONGEST_SUMMARY = 80;

/** What is wrong with a catalogue, as sentences that say where. */
export function flawsOf(catalogue: Readonly<Record<string, ModelEntry>>): string[] {
	const entries = Object.values(catalogue);
	return [
		...Object.entries(catalogue).flatMap(([key, entry]) =>
			flawsOfEntry(key, entry).map((flaw) => `${key}: ${flaw}`),
		),
		...Object.entries(catalogue).flatMap(([key, { retired }]) =>
			retired ? flawsOfRetirement(key, retired, catalogue) : [],
		),
		...repeated(entries.map(({ name }) => name)).map((name) => `two models are named "${name}"`),
		...PROVIDERS.flatMap(({ name }) =>
			repeated(entries.flatMap(({ ids }) => idsOf(ids[name]))).map(
				(id) => `two models have the id "${id}" at ${name}`,
			),
		),
	];
}

function flawsOfEntry(key: string, entry: ModelEntry): string[] {
	const { name, maker, summary, tier, ids, maxReferences, mask, sources } = entry;
	const checks: Array<[boolean, string]> = [
		[/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(key), 'the key is not in kebab-case'],
		[name.trim() === name && name !== '', 'name is empty, or has spaces around it'],
		[maker.trim() !== '', 'maker is empty'],
		[summary.trim() !== '', 'summary is empty'],
		[summary.length <= LONGEST_SUMMARY, `summary is longer than ${LONGEST_SUMMARY} characters`],
		[!summary.endsWith('.'), 'summary ends with a full stop, which the list adds'],
		[['draft', 'final'].includes(tier), `tier "${tier}" is neither draft nor final`],
		[Object.keys(ids).length > 0, 'no provider offers it'],
		[Number.isInteger(maxReferences) && maxReferences > 0, 'maxReferences is no whole number'],
		[typeof mask === 'boolean', 'mask is neither true nor false'],
		[sources.capabilities.trim() !== '', 'sources.capabilities is missing'],
	];
	const formatOptions = [
		...sharedFormatOptions,
		...PROVIDERS.flatMap((provider) => provider.formatOptions),
	];
	return [
		...checks.flatMap(([isRight, flaw]) => (isRight ? [] : [flaw])),
		...flawsOfChoices('resolutions', entry.resolutions, resolution),
		...flawsOfChoices('aspectRatios', entry.aspectRatios, aspectRatio),
		...Object.entries(entry.options).flatMap(([option, values]) => {
			const property = formatOptions.find((declared) => declared.name === option);
			return property
				? flawsOfChoices(option, values, property)
				: [`there is no format option ${option}`];
		}),
		...flawsOfIds(entry),
	];
}

function flawsOfRetirement(
	key: string,
	{ since, successor, where }: NonNullable<ModelEntry['retired']>,
	catalogue: Readonly<Record<string, ModelEntry>>,
): string[] {
	const next = catalogue[successor];
	const checks: Array<[boolean, string]> = [
		[/^20\d\d-\d\d-\d\d$/.test(since), `retired since "${since}" is no day`],
		[next !== undefined, `its successor ${successor} is not in the catalogue`],
		[next?.retired === undefined, `its successor ${successor} is retired too`],
		[where.trim() !== '' && !where.endsWith('.'), 'retired.where is empty, or ends with a stop'],
	];
	return checks.flatMap(([isRight, flaw]) => (isRight ? [] : [`${key}: ${flaw}`]));
}

function flawsOfChoices(field: string, values: readonly string[], property: INodeProperties) {
	const choices = (property.options ?? []).flatMap((option) =>
		'value' in option && option.value !== 'auto' ? [option.value] : [],
	);
	return [
		...(values.length === 0 ? [`${field} is empty`] : []),
		...repeated(values).map((value) => `${field} has ${value} twice`),
		...values
			.filter((value) => !choices.includes(value))
			.map((value) => `${field}: ${value} is no choice of ${property.displayName}`),
	];
}

function flawsOfIds({ ids, sources }: ModelEntry): string[] {
	const unknown = Object.keys(ids).filter((name) => !PROVIDERS.some((one) => one.name === name));
	return [
		...unknown.map((name) => `there is no provider "${name}"`),
		...Object.keys(ids)
			.filter((name) => (sources.ids[name] ?? '').trim() === '')
			.map((name) => `sources.ids.${name} is missing`),
		...Object.keys(sources.ids)
			.filter((name) => !(name in ids))
			.map((name) => `sources.ids.${name} is of no id`),
		...Object.values(ids).flatMap(({ generate, edit }) =>
			[generate, edit].flatMap(({ id, published }) => [
				...(/^[!-~]+$/.test(id) ? [] : [`the id "${id}" is empty, or not plain`]),
				...(typeof published === 'boolean' ? [] : [`of the id "${id}", published is missing`]),
			]),
		),
	];
}

/** A provider may have one id for both operations. */
function idsOf(ids: ModelEntry['ids'][string] | undefined): string[] {
	return ids ? [...new Set([ids.generate.id, ids.edit.id])] : [];
}

function repeated(values: readonly string[]): string[] {
	return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
