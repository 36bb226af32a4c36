import type { INodeProperties } from 'n8n-workflow';

import type { ModelEntry } from '../../../nodes/OakgenImage/models/types';
import { aspectRatio, resolution } from '../../../nodes/OakgenImage/operations/imageProperties';

const LONGEST_SUMMARY = 80;

/** What is wrong with a catalogue, as sentences that say where. */
export function flawsOf(catalogue: Readonly<Record<string, ModelEntry>>): string[] {
	return [
		...Object.entries(catalogue).flatMap(([key, entry]) =>
			flawsOfEntry(key, entry).map((flaw) => `${key}: ${flaw}`),
		),
		...repeated(Object.values(catalogue).map(({ name }) => name)).map(
			(name) => `two models are named "${name}"`,
		),
		...repeated(Object.values(catalogue).flatMap(({ ids: { oakgen } }) => idsOf(oakgen))).map(
			(id) => `two models have the Oakgen id "${id}"`,
		),
		...repeated(Object.values(catalogue).flatMap(({ ids: { gemini } }) => idsOf(gemini))).map(
			(id) => `two models have the Gemini id "${id}"`,
		),
	];
}

function flawsOfEntry(key: string, entry: ModelEntry): string[] {
	const { name, summary, tier, ids, maxReferences, thinkingLevels, sources } = entry;
	const checks: Array<[boolean, string]> = [
		[/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(key), 'the key is not in kebab-case'],
		[name.trim() === name && name !== '', 'name is empty, or has spaces around it'],
		[summary.trim() !== '', 'summary is empty'],
		[summary.length <= LONGEST_SUMMARY, `summary is longer than ${LONGEST_SUMMARY} characters`],
		[!summary.endsWith('.'), 'summary ends with a full stop, which the list adds'],
		[['draft', 'final'].includes(tier), `tier "${tier}" is neither draft nor final`],
		[ids.oakgen !== null || ids.gemini !== null, 'no provider offers it'],
		[Number.isInteger(maxReferences) && maxReferences > 0, 'maxReferences is no whole number'],
		[
			ids.gemini !== null || thinkingLevels.length === 0,
			'thinkingLevels are Google’s, which does not offer it',
		],
		[sources.oakgenIds.trim() !== '', 'sources.oakgenIds is missing'],
		[sources.capabilities.trim() !== '', 'sources.capabilities is missing'],
	];
	return [
		...checks.flatMap(([isRight, flaw]) => (isRight ? [] : [flaw])),
		...flawsOfChoices('resolutions', entry.resolutions, resolution),
		...flawsOfChoices('aspectRatios', entry.aspectRatios, aspectRatio),
		...flawsOfIds(entry),
	];
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

function flawsOfIds({ ids: { oakgen, gemini } }: ModelEntry): string[] {
	const all = [...Object.values(oakgen ?? {}), ...Object.values(gemini ?? {})];
	return all.flatMap(({ id, published }) => [
		...(/^[!-~]+$/.test(id) ? [] : [`the id "${id}" is empty, or not plain`]),
		...(typeof published === 'boolean' ? [] : [`of the id "${id}", published is missing`]),
	]);
}

/** Google has one id for both operations. */
function idsOf(ids: ModelEntry['ids']['oakgen']): string[] {
	return ids === null ? [] : [...new Set([ids.generate.id, ids.edit.id])];
}

function repeated(values: readonly string[]): string[] {
	return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
