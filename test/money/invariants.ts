import { checkKeys } from './invariants/keys';
import { checkNothingDouble } from './invariants/nothingDouble';
import { checkNothingLost } from './invariants/nothingLost';
import { checkNothingNew } from './invariants/nothingNew';
import { checkOrder } from './invariants/order';
import type { Story } from './story';

/** @throws an error that begins with the letter of the broken invariant */
export function checkMoney(story: Story): void {
	checkNothingDouble(story);
	checkNothingLost(story);
	checkNothingNew(story);
	checkKeys(story);
	checkOrder(story);
}
