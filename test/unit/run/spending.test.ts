import { Spending } from '../../../nodes/OakgenImage/run/spending';
import { NO_FACTS } from '../../../nodes/OakgenImage/providers/noFacts';
import type { Generation } from '../../../nodes/OakgenImage/providers/types';

type Status = Generation['status'];
/** Which order a reply is about, what it says of its state, and of its credits. */
type Reply = [order: number, status: Status, credits: number | null];

function refusalAfter(maxCredits: number, replies: Reply[], before = 0): string | null {
	const spending = new Spending(maxCredits, before);
	const orders = [{}, {}, {}, {}];
	for (const [order, status, credits] of replies) {
		spending.note(orders[order] ?? {}, { status, facts: { ...NO_FACTS, credits } });
	}
	return spending.refusal()?.message ?? null;
}

const isReached = 'the run has used';
const cannotTell = 'does not say how many credits';

describe('Max Credits per Run', () => {
	it.each<[string, number, Reply[], string | null]>([
		['begins with nothing', 10, [], null],
		['goes on below it', 10, [[0, 'done', 9.99]], null],
		[
			'ends at it',
			10,
			[
				[0, 'done', 3],
				[1, 'done', 7],
			],
			`${isReached} 10 credits, and Max Credits per Run is 10`,
		],
		['ends beyond it', 10, [[0, 'done', 12]], `${isReached} 12 credits`],
		[
			'tells figures as people do',
			0.3,
			[
				[0, 'done', 0.1],
				[1, 'done', 0.2],
			],
			`${isReached} 0.3 credits`,
		],
		['is none with 0', 0, [[0, 'done', 1_000_000]], null],
		['is none with 0, also when nothing is told', 0, [[0, 'done', null]], null],
		[
			'counts an order once, told twice',
			10,
			[
				[0, 'pending', 6],
				[0, 'done', 6],
			],
			null,
		],
		[
			'counts what was told first',
			10,
			[
				[0, 'pending', 10],
				[0, 'done', null],
			],
			isReached,
		],
		[
			'counts the most that was told',
			10,
			[
				[0, 'pending', 10],
				[0, 'done', 4],
			],
			isReached,
		],
		['counts what a failed order cost', 10, [[0, 'failed', 10]], isReached],
		['counts a failed order without credits as none', 10, [[0, 'failed', null]], null],
		['waits for a job to tell', 10, [[0, 'pending', null]], null],
		['stops when an image has no credits', 10, [[0, 'done', null]], cannotTell],
		['stops when a reply that nobody could read has none', 10, [[0, 'unclear', null]], cannotTell],
		[
			'takes an untold one for the dearest',
			10,
			[
				[0, 'done', 4],
				[1, 'done', null],
			],
			null,
		],
		[
			'counts the dearest for it',
			12,
			[
				[0, 'done', 4],
				[1, 'done', null],
				[2, 'done', null],
			],
			isReached,
		],
		[
			'takes what is told later',
			12,
			[
				[0, 'done', null],
				[0, 'done', 4],
			],
			null,
		],
		[
			'is not raised by a refund',
			10,
			[
				[0, 'done', 8],
				[1, 'done', -50],
				[2, 'done', 2],
			],
			isReached,
		],
	])('%s', (_, maxCredits, replies, expected) => {
		const message = refusalAfter(maxCredits, replies);
		if (expected === null) expect(message).toBeNull();
		else expect(message).toContain(expected);
	});

	it('counts what earlier tries of the run have paid', () => {
		expect(refusalAfter(10, [[0, 'done', 3]], 6)).toBeNull();
		expect(refusalAfter(10, [[0, 'done', 3]], 7)).toContain(`${isReached} 10 credits`);
	});
});
