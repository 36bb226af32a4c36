import type { IContextObject } from 'n8n-workflow';

import { LOSS_CAUSES, providerFailure, type LossCause } from '../../../nodes/OakgenImage/errors';
import { LIMITS, Losses } from '../../../nodes/OakgenImage/run/losses';

const lost = (loss?: LossCause) => [providerFailure({ message: 'no', advice: '', loss })];

/** What happened to one image after the other: a cause, `+` for delivered, `-` for another failure. */
function after(...events: Array<LossCause | '+' | '-'>): Losses {
	const losses = new Losses({}, '1');
	for (const event of events) {
		if (event === '+') losses.note(true, []);
		else losses.note(false, lost(event === '-' ? undefined : event));
	}
	return losses;
}

const times = <Event>(count: number, event: Event): Event[] => Array<Event>(count).fill(event);

describe.each(LOSS_CAUSES)('%s', (cause) => {
	const { most } = LIMITS[cause];

	test(`closes after ${most} losses in a row, and says so`, () => {
		expect(after(...times(most - 1, cause)).refusal()).toBeNull();
		const refusal = after(...times(most, cause)).refusal();
		expect(refusal?.message).toMatch(/^This image was not ordered, because /);
		expect(refusal?.message).toContain(String(most));
		expect(refusal?.advice).toContain(LIMITS[cause].advice);
		expect(refusal?.loss).toBeUndefined();
	});

	test('counts anew after a success', () => {
		expect(after(...times(most - 1, cause), '+', ...times(most - 1, cause)).refusal()).toBeNull();
	});

	test('counts on after a failure of another kind', () => {
		expect(after(...times(most - 1, cause), '-', cause).refusal()).not.toBeNull();
	});

	test('stays closed, whatever still comes in', () => {
		expect(after(...times(most, cause), '+').refusal()).not.toBeNull();
	});
});

test('losses are suspected until something is delivered', () => {
	expect(after('+', '-').areSuspected()).toBe(false);
	expect(after('storage', '-').areSuspected()).toBe(true);
	expect(after('storage', 'unfetched', '+').areSuspected()).toBe(false);
});

test('different causes are not added up', () => {
	expect(
		after('storage', 'unreadable', 'storage', 'unreadable', 'untraceable').refusal(),
	).toBeNull();
});

test('a reply with several images counts once, and as delivered when one of them is', () => {
	const losses = new Losses({}, '1');
	losses.note(false, [...lost('storage'), ...lost('storage'), ...lost('storage')]);
	expect(losses.refusal()).toBeNull();
	losses.note(false, lost('storage'));
	losses.note(true, lost('storage'));
	losses.note(false, lost('storage'));
	expect(losses.refusal()).toBeNull();
});

describe('in the next run of the same execution, as a round of a loop is', () => {
	const losing = (context: IContextObject, cause: LossCause, count: number, id = '1') => {
		const losses = new Losses(context, id);
		for (const failures of times(count, lost(cause))) losses.note(false, failures);
		return losses;
	};
	const inVain = LOSS_CAUSES.filter((cause) => !['key', 'credits', 'quota'].includes(cause));

	test.each(inVain)('what was paid for counts on: %s', (cause) => {
		const context = {};
		const { most } = LIMITS[cause];
		losing(context, cause, most - 1);
		const next = new Losses(context, '1');
		expect([next.areSuspected(), next.refusal()]).toEqual([true, null]);
		expect(losing(context, cause, 1).refusal()?.message).toContain(String(most));
		const afterwards = new Losses(context, '1');
		expect(afterwards.refusal()?.message).toContain(String(most));
		// An image that was lost once may come through in another try.
		expect(afterwards.reason).toBeNull();
		afterwards.note(true, []);
		expect(afterwards.refusal()).toBeNull();
		expect(context).toEqual({});
	});

	test.each<LossCause>(['key', 'credits', 'quota'])('%s does not, as it cost nothing', (cause) => {
		const context = {};
		expect(losing(context, cause, LIMITS[cause].most).refusal()).not.toBeNull();
		expect(context).toEqual({});
	});

	test('in another execution, and of something else in its place, nothing counts', () => {
		const context = {};
		losing(context, 'storage', 3);
		expect(new Losses(context, '2').areSuspected()).toBe(false);
		const broken = { lossesInRow: { executionId: '1', storage: 'many' } };
		expect(new Losses(broken, '1').areSuspected()).toBe(false);
	});
});
