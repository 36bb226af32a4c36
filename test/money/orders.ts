import type { Settings } from './history';
import type { Group } from './story';

/** What an input item says. */
export interface Order {
	prompt: string;
	seed: number | null;
}

/** The input items of every round. */
export function ordersOf({ items, samePrompt, seeded, invalidItem }: Settings): Order[] {
	return Array.from({ length: items }, (_, item) => ({
		prompt: item === invalidItem ? '' : samePrompt ? 'one picture' : `picture ${item}.`,
		seed: seeded ? (samePrompt ? 7 : 1000 * item) : null,
	}));
}

/** By what a provider can tell images apart. */
export function groupName(prompt: string, seed: number | null): string {
	return seed === null ? prompt : `${prompt} #${seed}`;
}

/** The group of every image of a round, in order. */
export function groupsBySlot(settings: Settings): string[] {
	return ordersOf(settings).flatMap(({ prompt, seed }) =>
		Array.from({ length: settings.imagesPerItem }, (_, image) =>
			groupName(prompt, seed === null ? null : seed + image),
		),
	);
}

export function groupsOf(settings: Settings): Map<string, Group> {
	const groups = new Map<string, Group>();
	const orders = ordersOf(settings);
	for (const [slot, name] of groupsBySlot(settings).entries()) {
		const item = Math.floor(slot / settings.imagesPerItem);
		const prompt = orders[item].prompt;
		if (prompt === '') continue;
		const group = groups.get(name) ?? { prompt, size: 0, items: new Set() };
		group.size += 1;
		group.items.add(item);
		groups.set(name, group);
	}
	return groups;
}
