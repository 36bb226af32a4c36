import type { IContextObject } from 'n8n-workflow';

import type { ImageIdentity } from '../../../nodes/OakgenImage/paid/fingerprint';
import type { LedgerEntry } from '../../../nodes/OakgenImage/paid/entry';
import { Ledger } from '../../../nodes/OakgenImage/paid/ledger';

const identity: ImageIdentity = {
	executionId: '7',
	nodeName: 'node-1',
	seed: 'seed',
	runIndex: 1,
	itemIndex: 0,
	imageNumber: 0,
	fingerprint: 'f',
};
const entry: LedgerEntry = {
	executionId: '7',
	facts: { id: 'gen_1', credits: 1, usage: null, text: null, contentFiltered: false },
	attempts: 1,
	fallbackFrom: null,
	pending: null,
	images: [{ kind: 'url', url: 'https://files.example/1.png', mimeType: null }],
};

/** What n8n does with a context between executions. */
const saved = (context: IContextObject): IContextObject =>
	JSON.parse(JSON.stringify(context)) as IContextObject;

describe('the ledger', () => {
	it('finds what was kept, in the same run and after n8n has saved the context', () => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		expect(ledger.take(identity)).toBeNull();
		ledger.keep(identity, entry);
		expect(ledger.take(identity)).toEqual(entry);
		expect(new Ledger(saved(context), 1).take(identity)).toEqual(entry);
	});

	it('finds it for a retried execution, which has another id', () => {
		const context: IContextObject = {};
		new Ledger(context, 1).keep(identity, entry);
		expect(new Ledger(context, 1).take({ ...identity, executionId: '8' })).toEqual(entry);
	});

	it.each<[string, Partial<ImageIdentity>]>([
		['item', { itemIndex: 1 }],
		['image', { imageNumber: 1 }],
		['request', { fingerprint: 'g' }],
		['run', { runIndex: 11 }],
	])('does not find it for another %s', (_, change) => {
		const ledger = new Ledger({}, 1);
		ledger.keep(identity, entry);
		expect(ledger.take({ ...identity, ...change })).toBeNull();
	});

	it('replaces a job by its images', () => {
		const ledger = new Ledger({}, 1);
		const job = { id: 'gen_1', statusUrl: null, resultUrl: null };
		const pending = { job, images: [], excerpt: '', reply: null };
		ledger.keep(identity, { ...entry, pending, images: [] });
		ledger.keep(identity, entry);
		expect(ledger.take(identity)).toEqual(entry);
	});

	it('forgets one image and keeps the others', () => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		const other = { ...identity, itemIndex: 1 };
		ledger.keep(identity, entry);
		ledger.keep(other, entry);
		ledger.forget(identity);
		const again = new Ledger(saved(context), 1);
		expect([again.take(identity), again.take(other)]).toEqual([null, entry]);
	});

	/** A round that has handed out what it could, and not all. */
	const leave = (context: IContextObject, image: ImageIdentity) => {
		const ledger = new Ledger(context, image.runIndex);
		ledger.take(image);
		ledger.keep(image, entry);
		ledger.leave();
	};

	it('drops the rounds of a loop that are over', () => {
		const context: IContextObject = {};
		leave(context, identity);
		new Ledger(context, 11);
		expect(new Ledger(context, 1).take(identity)).toBeNull();
		expect(JSON.stringify(context)).not.toContain('gen_1');
	});

	it('leaves nothing behind when everything was handed out', () => {
		const context: IContextObject = { other: 1 };
		const ledger = new Ledger(context, 1);
		ledger.take(identity);
		ledger.keep(identity, entry);
		ledger.close();
		expect(context).toEqual({ other: 1 });
	});

	describe('of two calls at once, as an agent makes them', () => {
		const other = { ...identity, fingerprint: 'g' };

		it('closes only what its own call used', () => {
			const context: IContextObject = {};
			const [mine, theirs] = [new Ledger(context, 1), new Ledger(context, 1)];
			for (const [ledger, image] of [
				[mine, identity],
				[theirs, other],
			] as const) {
				ledger.take(image);
				ledger.keep(image, entry);
			}
			mine.close();
			const again = new Ledger(saved(context), 1);
			expect([again.take(identity), again.take(other)]).toEqual([null, entry]);
		});

		it('keeps what the other call pays for after the first has closed', () => {
			const context: IContextObject = {};
			const [mine, theirs] = [new Ledger(context, 1), new Ledger(context, 1)];
			mine.take(identity);
			theirs.take(other);
			mine.close();
			theirs.keep(other, entry);
			expect(new Ledger(saved(context), 1).take(other)).toEqual(entry);
		});
	});

	it('says whether an earlier run left something', () => {
		const context: IContextObject = {};
		const first = new Ledger(context, 1);
		expect(first.hasEarlier).toBe(false);
		first.keep(identity, entry);
		expect(new Ledger(context, 1).hasEarlier).toBe(true);
	});

	it('looks without claiming, and tells all with their items', () => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		const other = { ...identity, itemIndex: 12 };
		expect(ledger.find(identity)).toBeNull();
		ledger.keep(identity, entry);
		ledger.keep(other, { ...entry, attempts: 2 });
		Object.assign(context.paidImages as object, { '1:3:0:f': 'nothing that can be read' });
		expect(ledger.find(identity)).toEqual(entry);
		expect(ledger.all()).toEqual([
			{ itemIndex: 0, entry },
			{ itemIndex: 12, entry: { ...entry, attempts: 2 } },
		]);
		ledger.close();
		expect(ledger.find(identity)).toEqual(entry);
	});

	it('claims what is kept, and says whether there is anything', () => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		expect(ledger.claim(identity)).toBe(false);
		ledger.take(identity);
		ledger.keep(identity, entry);
		expect(ledger.claim(identity)).toBe(true);
		ledger.release();
		const next = new Ledger(context, 2);
		expect(next.claim({ ...identity, runIndex: 2, fingerprint: 'g' })).toBe(false);
		expect(next.claim({ ...identity, runIndex: 2 })).toBe(true);
		expect(new Ledger(context, 3).claim({ ...identity, runIndex: 3 })).toBe(false);
	});

	it('leaves an image that the next run has claimed to that run', () => {
		const context: IContextObject = {};
		const failed = new Ledger(context, 1);
		failed.take(identity);
		failed.keep(identity, entry);
		failed.release();
		expect(new Ledger(context, 2).claim({ ...identity, runIndex: 2 })).toBe(true);
		// Another process reads what n8n has saved meanwhile.
		expect(new Ledger(saved(context), 3).take({ ...identity, runIndex: 3 })).toBeNull();
	});

	it('takes what a round left, and has claimed once more, for under way', () => {
		const context: IContextObject = {};
		leave(context, identity);
		new Ledger(context, 1).take(identity);
		expect(new Ledger(context, 11).find(identity)).toEqual(entry);
	});

	it.each(['release', 'leave'] as const)('has nothing to %s of what was never kept', (end) => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		ledger.take(identity);
		ledger[end]();
		expect(context).toEqual({ paidImages: {} });
	});

	it('adds up the credits of this very run', () => {
		const context: IContextObject = {};
		const ledger = new Ledger(context, 1);
		const keep = (change: Partial<ImageIdentity>, credits: number | null) => {
			const { executionId, ...others } = { ...entry, facts: { ...entry.facts, credits } };
			ledger.keep({ ...identity, executionId, ...change }, others);
		};
		expect(ledger.creditsPaidIn(identity)).toBe(0);
		keep({}, 3);
		keep({ itemIndex: 1 }, 4);
		keep({ itemIndex: 2 }, null);
		keep({ itemIndex: 3, runIndex: 2 }, 50);
		keep({ itemIndex: 4, runIndex: 11 }, 500);
		keep({ itemIndex: 5, executionId: '6' }, 5000);
		expect(ledger.creditsPaidIn(identity)).toBe(7);
		Object.assign(context.paidImages as object, { '1:6:0:f': 'nothing that can be read' });
		expect(ledger.creditsPaidIn(identity)).toBe(7);
	});

	it('keeps what eight rounds before left behind, and no more', () => {
		const context: IContextObject = {};
		leave(context, identity);
		leave(context, { ...identity, runIndex: 2 });
		expect(new Ledger(context, 9).all()).toHaveLength(2);
		expect(new Ledger(context, 10).all()).toHaveLength(1);
	});

	it('a round that is run once more has what it left', () => {
		const context: IContextObject = {};
		leave(context, identity);
		expect(new Ledger(saved(context), 1).take(identity)).toEqual(entry);
	});

	// An agent makes as many pictures at once as it likes, and each call is a round.
	it.each([
		['are under way', false],
		['have failed', true],
	])('keeps what calls have paid for that %s, however many came since', (_, hasFailed) => {
		const context: IContextObject = {};
		const images = Array.from({ length: 30 }, (__, runIndex) => ({
			...identity,
			runIndex,
			fingerprint: `f${runIndex}`,
		}));
		const ledgers = images.map((image) => {
			const ledger = new Ledger(context, image.runIndex);
			ledger.take(image);
			ledger.keep(image, entry);
			return ledger;
		});
		if (hasFailed) for (const ledger of ledgers) ledger.release();
		const again = images.map((image) => {
			const runIndex = hasFailed ? image.runIndex + 30 : image.runIndex;
			return new Ledger(context, 59).take({ ...image, runIndex });
		});
		expect(again).toEqual(images.map(() => entry));
	});

	describe('of a run that failed', () => {
		const next = { ...identity, runIndex: 2 };
		const failed = (context: IContextObject, ...images: ImageIdentity[]) => {
			const runs = images.map((image) => {
				const ledger = new Ledger(context, image.runIndex);
				ledger.take(image);
				ledger.keep(image, { ...entry, attempts: image.runIndex });
				return ledger;
			});
			for (const ledger of runs) ledger.release();
		};

		it('gives what is paid for to the next run that asks for the same, once', () => {
			const context: IContextObject = {};
			failed(context, identity);
			const again = saved(context);
			expect(new Ledger(again, 2).take({ ...next, fingerprint: 'g' })).toBeNull();
			expect(new Ledger(again, 2).take(next)).toEqual(entry);
			expect(new Ledger(again, 3).take({ ...next, runIndex: 3 })).toBeNull();
		});

		it('gives two calls that were made at once an image each', () => {
			const context: IContextObject = {};
			failed(context, identity, next);
			const tries = [3, 4].map((runIndex) => {
				return new Ledger(context, runIndex).take({ ...identity, runIndex })?.attempts;
			});
			expect(tries).toEqual([1, 2]);
		});

		it('leaves its images to its own second try', () => {
			const context: IContextObject = {};
			failed(context, next, identity);
			expect(new Ledger(context, 1).take(identity)?.attempts).toBe(1);
			expect(new Ledger(context, 3).take({ ...identity, runIndex: 3 })?.attempts).toBe(2);
		});

		it('leaves nothing behind once its images were handed out', () => {
			const context: IContextObject = {};
			failed(context, identity);
			const ledger = new Ledger(context, 2);
			ledger.take(next);
			ledger.close();
			expect(context).toEqual({});
		});
	});
});
