import { invalidInput } from '../errors';
import { PROVIDERS } from '../providers';
import type { ModelOperation, Provider } from '../providers/types';
import { CATALOGUE } from './catalogue';
import { currentNames, idsAt, offeredBy, REMARK } from './offers';
import type { ModelEntry } from './types';

export interface ChosenModel {
	/** What is sent to the provider. */
	id: string;
	/** Catalogue key, or null for a model of which nothing is known. */
	key: string | null;
	entry: ModelEntry | null;
}

/** Who is to make the image, and of what kind of request. */
export interface ModelUse {
	provider: Provider;
	operation: ModelOperation;
}

/** Before the id of a model that the list found at the provider; all else there is a key. */
export const LISTED_ID = 'id:';

export interface ModelChoiceText {
	mode: 'list' | 'id';
	value: string;
}

/**
 * Maps the Model parameter to the id that the provider knows for this operation. A catalogue key or
 * name means that model in both modes.
 *
 * @throws ImageFailure when nothing is chosen, the key is unknown, or the provider lacks the model
 */
export function chooseModel({ mode, value }: ModelChoiceText, use: ModelUse): ChosenModel {
	const text = value.trim();
	if (text === '') {
		throw invalidInput('No model is chosen', 'Choose one in the parameter Model.');
	}
	if (mode === 'list' && !text.startsWith(LISTED_ID) && keyNamed(text) === undefined) {
		throw invalidInput(
			`The model "${text}" is not in the list`,
			'Choose a model from the list, or enter its id By ID, which is sent as it is.',
		);
	}
	const chosen = namedModel(text, use);
	// An id that the user entered is the way around a catalogue that is wrong, so nothing is checked.
	return mode === 'id' && keyNamed(text) === undefined ? unknownModel(chosen.id) : chosen;
}

function unknownModel(id: string): ChosenModel {
	return { id, key: null, entry: null };
}

/**
 * Maps a model named in a text: by its key or name in the catalogue, whatever the case, or else by
 * its id; `id:` in front says that it is an id.
 *
 * @throws ImageFailure when the provider lacks the model
 */
export function namedModel(text: string, use: ModelUse): ChosenModel {
	const key = keyNamed(text);
	return key === undefined ? modelById(text, use) : catalogueModel(key, use);
}

/** The catalogue key that a text means: the key itself, or the model's name, whatever case and blanks. */
export function keyNamed(text: string): string | undefined {
	const wanted = folded(withoutRemarks(text));
	return Object.entries(CATALOGUE).find(([key, { name }]) =>
		[folded(key), folded(name)].includes(wanted),
	)?.[0];
}

function withoutRemarks(text: string): string {
	return text.split(REMARK)[0] ?? text;
}

function folded(text: string): string {
	return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A model whose id is sent as it is; what it can do is known if the catalogue has the id. */
function modelById(text: string, { provider, operation }: ModelUse): ChosenModel {
	const id = text.startsWith(LISTED_ID) ? text.slice(LISTED_ID.length) : text;
	// No id has blanks, so this is a name that is spelt otherwise in the list.
	if (/\s/.test(id)) {
		throw invalidInput(
			`The model "${id}" is not in the list`,
			`Write it as one of: ${currentNames(provider).join(', ')}; or enter its id, which has no blanks.`,
		);
	}
	const known = offeredBy(provider).find(({ ids }) => ids[operation].id === id);
	return { id, key: known?.key ?? null, entry: known?.entry ?? null };
}

/** @throws ImageFailure when the provider lacks the model */
function catalogueModel(key: string, { provider, operation }: ModelUse): ChosenModel {
	const entry = CATALOGUE[key] ?? null;
	const ids = idsAt(provider, key);
	if (ids) return { id: ids[operation].id, key, entry };
	const others = PROVIDERS.filter((other) => idsAt(other, key)).map(({ label }) => label);
	const names = currentNames(provider);
	const ways = [
		...(others.length > 0 ? [`set Provider to ${others.join(' or ')}`] : []),
		...(names.length > 0 ? [`choose one of: ${names.join(', ')}`] : []),
		'enter the id of another By ID',
	].join(', or ');
	throw invalidInput(
		`${entry?.name ?? key} is not offered by ${provider.label}`,
		`${ways.charAt(0).toUpperCase()}${ways.slice(1)}.`,
	);
}
