import type { IDataObject } from 'n8n-workflow';

import { EncodedImage, NOTE } from './encodedImages';
import { shortened } from './shortened';
import { isUnsafeName } from './json';

/** Nothing that a provider says usefully nests deeper; hostile replies do. */
const MAX_DEPTH = 32;

/** Of names and values together. More is nothing that people read, but has to fit into a database. */
const MOST_CHARACTERS = 1_000_000;

const REST = '…';

/**
 * A copy of a reply that is small enough for an output item.
 *
 * @param clean removes from every text what must not be shown, image data among it
 */
export function cleanCopy(value: unknown, clean: (text: string) => string): IDataObject[string] {
	let room = MOST_CHARACTERS;

	const copyText = (text: string): string => {
		const kept = shortened(clean(text), room);
		room -= kept.length + 1;
		return kept;
	};
	const copyList = (list: unknown[], depth: number): unknown[] => {
		const copied: unknown[] = [];
		for (const entry of list) {
			copied.push(copy(entry, depth));
			if (room <= 0) break;
		}
		return copied.length < list.length ? [...copied, REST] : copied;
	};
	const copyObject = (object: object, depth: number): IDataObject => {
		const copied: IDataObject = {};
		for (const [name, entry] of Object.entries(object)) {
			// Nodes that come after may merge these into objects of their own.
			if (isUnsafeName(name)) continue;
			if (room <= 0) return { ...copied, [REST]: REST };
			copied[copyText(name)] = copy(entry, depth);
		}
		return copied;
	};
	const copy = (current: unknown, depth: number): IDataObject[string] => {
		if (typeof current === 'string') return copyText(current);
		if (current instanceof EncodedImage) return copyText(NOTE);
		room -= 1;
		// JSON has no infinity, but numbers that are read as one.
		if (typeof current === 'number') return Number.isFinite(current) ? current : null;
		if (typeof current !== 'object' || current === null) return current as IDataObject[string];
		if (depth >= MAX_DEPTH) return '[nested too deeply]';
		return Array.isArray(current)
			? (copyList(current, depth + 1) as IDataObject[string])
			: copyObject(current, depth + 1);
	};
	return copy(value, 0);
}
