import { invalidInput } from '../errors';
import { PROVIDERS } from '../providers';
import type { Operation, ProviderName } from '../providers/types';
import { CATALOGUE } from './catalogue';
import type { Format } from './fit';
import type { ModelEntry } from './types';

export interface ChosenModel {
	/** What is sent to the provider. */
	id: string;
	/** Catalogue key, or null for a model given By ID, about which nothing is known. */
	key: string | null;
	entry: ModelEntry | null;
}

/** Before the id of a model that the list found at the provider; all else there is a key. */
export const LISTED_ID = 'id:';

interface ModelChoice {
	mode: 'list' | 'id';
	value: string;
}

/**
 * Maps the Model parameter to the id that the provider knows for this operation.
 *
 * @throws ImageFailure when nothing is chosen, the key is unknown, or the provider lacks the model
 */
export function chooseModel(
	choice: ModelChoice,
	provider: ProviderName,
	operation: Operation,
): ChosenModel {
	const value = choice.value.trim();
	if (value === '') {
		throw invalidInput('No model is chosen', 'Choose one in the parameter Model.');
	}
	if (choice.mode === 'id') return { id: value, key: null, entry: null };
	if (value.startsWith(LISTED_ID)) return modelById(value, provider, operation);
	return catalogueModel(value, provider, operation);
}

/**
 * Maps a model named in a text: by its key or name in the catalogue, whatever the case, or else by
 * its id; `id:` in front says that it is an id.
 *
 * @throws ImageFailure when the provider lacks the model
 */
export function namedModel(
	text: string,
	provider: ProviderName,
	operation: Operation,
): ChosenModel {
	const wanted = text.toLowerCase();
	const found = Object.entries(CATALOGUE).find(([key, { name }]) =>
		[key, name.toLowerCase()].includes(wanted),
	);
	return found
		? catalogueModel(found[0], provider, operation)
		: modelById(text, provider, operation);
}

/** A model whose id is sent as it is; what it can do is known if the catalogue has the id. */
export function modelById(text: string, provider: ProviderName, operation: Operation): ChosenModel {
	const id = text.startsWith(LISTED_ID) ? text.slice(LISTED_ID.length) : text;
	const [key, entry] =
		Object.entries(CATALOGUE).find(([, { ids }]) => ids[provider]?.[operation].id === id) ?? [];
	return { id, key: key ?? null, entry: entry ?? null };
}

/** @throws ImageFailure when the key is unknown, or the provider lacks the model */
export function catalogueModel(
	key: string,
	provider: ProviderName,
	operation: Operation,
): ChosenModel {
	const entry = Object.hasOwn(CATALOGUE, key) ? CATALOGUE[key] : undefined;
	if (!entry) {
		throw invalidInput(
			`The model "${key}" is not in the list`,
			'Choose a model from the list, or enter its id By ID, which is sent as it is.',
		);
	}
	const ids = entry.ids[provider];
	if (ids) return { id: ids[operation].id, key, entry };
	throw invalidInput(
		`${entry.name} is not offered by ${PROVIDERS[provider].label}`,
		`Set Provider to ${providersOf(entry).join(' or ')}, or choose one of: ${namesAt(provider).join(', ')}.`,
	);
}

/**
 * Checks a format against what the catalogue says of the model; a model given By ID is not checked.
 *
 * @throws ImageFailure that names what the model allows
 */
export function checkFormat({ entry }: ChosenModel, format: Format): void {
	if (!entry) return;
	const { aspectRatio, resolution, thinkingLevel } = format;

	if (!entry.resolutions.includes(resolution)) {
		throw lacks(entry, `resolution ${resolution}`, 'Resolution', entry.resolutions);
	}
	if (aspectRatio !== 'auto' && !entry.aspectRatios.includes(aspectRatio)) {
		throw lacks(entry, `aspect ratio ${aspectRatio}`, 'Aspect Ratio', [
			...entry.aspectRatios,
			'auto',
		]);
	}
	if (thinkingLevel !== null && !entry.thinkingLevels.includes(thinkingLevel)) {
		throw entry.thinkingLevels.length === 0
			? invalidInput(
					`${entry.name} has no thinking level to set`,
					'Remove the option Thinking Level, or choose another model.',
				)
			: lacks(entry, `thinking level ${thinkingLevel}`, 'Thinking Level', entry.thinkingLevels);
	}
}

/** @throws ImageFailure when the catalogue says that the model does not take this many */
export function checkReferences({ entry }: ChosenModel, references: number): void {
	if (!entry || references <= entry.maxReferences) return;
	const most = entry.maxReferences === 0 ? 'no' : `at most ${entry.maxReferences}`;
	throw invalidInput(
		`${entry.name} takes ${most} reference images, this item has ${references}`,
		'Remove some of them, or choose a model that takes more.',
	);
}

function lacks(entry: ModelEntry, what: string, parameter: string, allowed: readonly string[]) {
	return invalidInput(
		`${entry.name} does not have ${what}, only ${allowed.join(', ')}`,
		`Set ${parameter} to one of these, or choose another model.`,
	);
}

function providersOf({ ids }: ModelEntry): string[] {
	return Object.values(PROVIDERS)
		.filter(({ name }) => ids[name] !== null)
		.map(({ label }) => label);
}

function namesAt(provider: ProviderName): string[] {
	return Object.values(CATALOGUE)
		.filter(({ ids }) => ids[provider] !== null)
		.map(({ name }) => name);
}
