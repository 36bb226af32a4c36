import { field, isRecord } from '../text/json';

type Entries = Record<string, unknown>;

/** Keys of released entries, in the order of their release, by what they have in common in all rounds. */
type KeysInOrder = Map<string, Set<string>>;

/**
 * What failed runs released, of each context that this process has seen: to search all entries for each
 * image would take minutes of ten thousand. Calls at the same time share it, as they share the context.
 */
const indexes = new WeakMap<Entries, KeysInOrder>();

/** The images of a failed run belong to the next run that asks for the same. */
export function releaseEntry(entries: Entries, key: string): void {
	const entry = entries[key];
	if (!isRecord(entry)) return;
	entry.isReleased = true;
	addTo(indexOf(entries), key);
}

/** @returns the key of an entry that was released by whatever run, and is not taken yet */
export function findReleased(entries: Entries, keyInAnyRound: string): string | undefined {
	const keys = indexOf(entries).get(keyInAnyRound) ?? new Set<string>();
	for (const key of keys) {
		if (field(entries[key], 'isReleased') === true) return key;
		keys.delete(key);
	}
	return undefined;
}

/** The entry belongs to a run again. */
export function endRelease(entry: unknown): void {
	if (!isRecord(entry)) return;
	delete entry.isReleased;
	delete entry.isLeft;
}

function indexOf(entries: Entries): KeysInOrder {
	const known = indexes.get(entries);
	if (known) return known;
	const index: KeysInOrder = new Map();
	for (const [key, entry] of Object.entries(entries)) {
		if (field(entry, 'isReleased') === true) addTo(index, key);
	}
	indexes.set(entries, index);
	return index;
}

function addTo(index: KeysInOrder, key: string): void {
	const keyInAnyRound = key.slice(key.indexOf(':'));
	const keys = index.get(keyInAnyRound);
	if (keys) keys.add(key);
	else index.set(keyInAnyRound, new Set([key]));
}
