import { shortened } from '../text/shortened';
import { oneLine } from '../text/excerpt';
import { field } from '../text/json';

export interface FoundModel {
	id: string;
	name: string;
}

/** How a provider is asked which models an account has. */
export interface ModelList {
	/** Relative to the base URL of the credential. */
	path: string;
	/** The image models in a parsed reply; none when it is no list. Never throws. */
	read(reply: unknown): FoundModel[];
}

/** More than anybody looks through. */
const MOST_MODELS = 500;

const LONGEST_NAME = 80;

/** An id is sent as it is: what is not plain, or too long, is none. */
const ID = /^[!-~]{1,128}$/;

/**
 * Reads a list that stands alone or in a field of the reply.
 *
 * @param toModel gives null for what is no image model
 */
export function readModels(
	reply: unknown,
	listFields: readonly string[],
	toModel: (entry: unknown) => FoundModel | null,
): FoundModel[] {
	const entries = [reply, ...listFields.map((name) => field(reply, name))].find(Array.isArray);
	if (!entries) return [];
	const found = new Map<string, FoundModel>();
	for (const entry of entries) {
		const model = toModel(entry);
		if (!model || !ID.test(model.id)) continue;
		found.set(model.id, {
			...model,
			name: oneLine(shortened(model.name, LONGEST_NAME)) || model.id,
		});
		if (found.size === MOST_MODELS) break;
	}
	return [...found.values()];
}
