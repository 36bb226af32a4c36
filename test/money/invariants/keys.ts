import type { PaidRequest, Story } from '../story';
import { broken } from './broken';

/**
 * (e) All attempts at one image by one model in one execution, also those of Retry On Fail, have one
 * idempotency key; other models, images, items, rounds and executions have others. A
 * retried execution uses the key of an order again of which it cannot know that it was answered.
 */
export function checkKeys({ settings, groups, paid }: Story): void {
	const firstUse = new Map<string, PaidRequest>();
	const keysOf = new Map<string, Set<string>>();
	for (const request of paid) {
		const { key, group, model, run } = request;
		if (settings.provider === 'gemini') {
			if (key !== null) broken('e', 'Gemini got an idempotency key');
			continue;
		}
		if (key === null) broken('e', `"${group}" was ordered without an idempotency key`);
		const place = JSON.stringify([run, group, model]);
		const known = firstUse.get(key);
		const isOther = known && JSON.stringify([known.run, known.group, known.model]) !== place;
		if (isOther && !isSameOrder(known, request)) {
			broken('e', `"${group}" and "${known.group}" have one idempotency key (${place})`);
		}
		if (known && known.body !== request.body) broken('e', `"${group}" changed under one key`);
		firstUse.set(key, request);
		const keys = keysOf.get(place) ?? new Set();
		keysOf.set(place, keys.add(key));
		const { size = 0 } = groups.get(group) ?? {};
		// A retried execution begins with the key that was kept, and has one of its own after a plain refusal.
		const most = size * (run.execution > 1 ? 2 : 1);
		if (keys.size > most) broken('e', `"${group}" has ${keys.size} keys for ${size} images`);
	}
}

function isSameOrder(before: PaidRequest, again: PaidRequest): boolean {
	return (
		before.group === again.group &&
		before.model === again.model &&
		before.run.round === again.run.round &&
		before.run.execution < again.run.execution
	);
}
