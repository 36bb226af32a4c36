import { invalidInput } from '../errors';
import { PROVIDERS } from '../providers';
import type { Operation, ProviderName, ThinkingLevel } from '../providers/types';
import { CATALOGUE } from './catalogue';
import type { ModelEntry } from './types';

export interface ChosenModel {
	/** What is sent to the provider. */
	id: string;
	/** Catalogue key, or null for a model given By ID, about which nothing is known. */
	key: string | null;
	entry: ModelEntry | null;
}

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

	const entry = Object.hasOwn(CATALOGUE, value) ? CATALOGUE[value] : undefined;
	if (!entry) {
		throw invalidInput(
			`The model "${value}" is not in the list`,
			'Choose a model from the list, or switch Model to By ID to send this id as it is.',
		);
	}
	const ids = entry.ids[provider];
	if (ids) return { id: ids[operation].id, key: value, entry };
	throw invalidInput(
		`${entry.name} is not offered by ${PROVIDERS[provider].label}`,
		`Set Provider to ${providersOf(entry).join(' or ')}, or choose one of: ${namesAt(provider).join(', ')}.`,
	);
}

interface Wanted {
	aspectRatio: string;
	resolution: string;
	references: number;
	thinkingLevel: ThinkingLevel | null;
}

/**
 * Checks a request against what the catalogue says of the model; a model given By ID is not checked.
 *
 * @throws ImageFailure that names what the model allows
 */
export function checkCapabilities(model: ChosenModel, wanted: Wanted): void {
	const { entry } = model;
	if (!entry) return;
	const { aspectRatio, resolution, references, thinkingLevel } = wanted;

	if (!entry.resolutions.includes(resolution)) {
		throw lacks(entry, `resolution ${resolution}`, 'Resolution', entry.resolutions);
	}
	if (aspectRatio !== 'auto' && !entry.aspectRatios.includes(aspectRatio)) {
		throw lacks(entry, `aspect ratio ${aspectRatio}`, 'Aspect Ratio', [
			...entry.aspectRatios,
			'auto',
		]);
	}
	if (references > entry.maxReferences) {
		throw invalidInput(
			`${entry.name} takes at most ${entry.maxReferences} reference images, this item has ${references}`,
			'Remove some of them, or choose a model that takes more.',
		);
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
