import type { Corpus } from './corpus';
import type { Random } from './random';
import { hostileValue, NAMES, nested } from './values';

type Container = unknown[] | Record<string, unknown>;

/** A place in a tree: what is in `container` under `key`. */
interface Place {
	container: Container;
	key: string | number;
}

type Mutation = (place: Place, random: Random, corpus: Corpus, other: unknown) => void;

const MUTATIONS: Record<string, Mutation> = {
	drop: ({ container, key }) => {
		if (Array.isArray(container)) container.splice(Number(key), 1);
		else delete container[key];
	},
	duplicate: ({ container, key }, random) => {
		const value = read({ container, key });
		if (Array.isArray(container)) {
			const times = random.size(300);
			container.splice(Number(key), 0, ...Array<unknown>(times).fill(value));
		} else define(container, random.pick(NAMES), value);
	},
	replace: (place, random, corpus) => write(place, hostileValue(random, corpus)),
	'change the type': (place, random) => {
		const value = read(place);
		// Not with String: the value may have a toString of its own.
		const text = JSON.stringify(value) ?? '';
		const asOthers = [text, [value], { url: value }, Number(text), Boolean(value), null];
		write(place, random.pick(asOthers));
	},
	nest: (place, random) => write(place, nested(random, read(place))),
	rename: ({ container, key }, random) => {
		if (Array.isArray(container)) return;
		const value = container[key];
		delete container[key];
		define(container, random.pick(NAMES), value);
	},
	splice: (place, random, _, other) => write(place, read(random.pick(placesIn(other)))),
	add: ({ container }, random, corpus) => {
		if (Array.isArray(container)) container.push(hostileValue(random, corpus));
		else define(container, random.pick(NAMES), hostileValue(random, corpus));
	},
};

/** A copy of a reply's body in which some places, chosen at random, are not what they were. */
export function mutateJson(body: unknown, other: unknown, random: Random, corpus: Corpus): unknown {
	const root = { body: structuredClone(body) };
	for (let count = random.size(5); count > 0; count -= 1) {
		// Without the whole body most of the time: what is left of that is soon nothing.
		const inner = placesIn(root).slice(1);
		const places = inner.length > 0 && random.chance(0.9) ? inner : placesIn(root);
		if (places.length === 0) break;
		const mutation = random.pick(Object.values(MUTATIONS));
		mutation(random.pick(places), random, corpus, { other: structuredClone(other) });
	}
	return root.body ?? null;
}

/** Not deeper than this: what was nested is one place. */
const DEEPEST = 12;

/** Of a long list only the beginning. */
const MOST_ENTRIES = 50;

function placesIn(value: unknown, depth = 0): Place[] {
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	const container = value as Container;
	const keys = Object.keys(container).slice(0, MOST_ENTRIES);
	return keys.flatMap((key) => [
		{ container, key },
		...placesIn(read({ container, key }), depth + 1),
	]);
}

function read({ container, key }: Place): unknown {
	return Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined;
}

function write({ container, key }: Place, value: unknown): void {
	define(container, String(key), value);
}

/** As an own property, whatever its name. */
function define(container: Container, name: string, value: unknown): void {
	Object.defineProperty(container, name, {
		value,
		writable: true,
		enumerable: true,
		configurable: true,
	});
}
