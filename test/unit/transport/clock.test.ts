import { getEventListeners } from 'node:events';

import { createCancellation } from '../../../nodes/OakgenImage/transport/cancellation';
import { beforeDeadline, systemClock, waitUntil } from '../../../nodes/OakgenImage/transport/clock';
import { alreadyCancelled, cancelledAt } from '../../support/cancelling';
import { VirtualClock } from '../../support/virtualClock';

describe('VirtualClock', () => {
	it('wakes sleepers in the order of their moments, then of falling asleep', async () => {
		const clock = new VirtualClock(100);
		const log: string[] = [];
		const sleeper = async (name: string, ...naps: number[]) => {
			for (const nap of naps) {
				await clock.sleep(nap);
				log.push(`${name}@${clock.now()}`);
			}
		};
		await clock.run(
			Promise.all([sleeper('a', 30, 10), sleeper('b', 10, 10, 10), sleeper('c', 30, 0)]),
		);
		expect(log).toEqual(['b@110', 'b@120', 'a@130', 'c@130', 'b@130', 'c@130', 'a@140']);
	});

	it('stands still while nobody sleeps', async () => {
		const clock = new VirtualClock();
		await clock.run(Promise.resolve());
		expect(clock.now()).toBe(0);
	});

	it('hands on results and rejections', async () => {
		const clock = new VirtualClock();
		expect(await clock.run(clock.sleep(5).then(() => 'done'))).toBe('done');
		const failing = clock.sleep(5).then(() => Promise.reject(new Error('no')));
		await expect(clock.run(failing)).rejects.toThrow('no');
		expect(clock.now()).toBe(10);
	});

	it('notices work that waits for nothing', async () => {
		const clock = new VirtualClock();
		await expect(clock.run(new Promise(() => undefined))).rejects.toThrow(/waits for nothing/);
	});

	it('notices work that never ends', async () => {
		const clock = new VirtualClock();
		const forever = async () => {
			for (;;) await clock.sleep(1);
		};
		await expect(clock.run(forever())).rejects.toThrow(/not done/);
	});

	it('advances by an amount and leaves later sleepers alone', async () => {
		const clock = new VirtualClock();
		const log: number[] = [];
		for (const moment of [5, 10, 15]) clock.at(moment, () => log.push(moment));
		await clock.advance(10);
		expect([log, clock.now(), clock.sleeping]).toEqual([[5, 10], 10, 1]);
	});

	it('refuses to sleep for no time that there is', () => {
		expect(() => new VirtualClock().at(NaN, () => undefined)).toThrow(/NaN/);
	});
});

describe('waitUntil', () => {
	it.each([0, 1, 999, 1000, 1001, 2500, 60_000])('wakes after exactly %i ms', async (ms) => {
		const clock = new VirtualClock(7);
		await clock.run(waitUntil(clock, 7 + ms, () => false));
		expect(clock.now()).toBe(7 + ms);
	});

	it('does not wait for a moment that is past', async () => {
		const clock = new VirtualClock(1000);
		await clock.run(waitUntil(clock, -Infinity, () => false));
		expect(clock.now()).toBe(1000);
	});

	it('notices within a second that waiting makes no sense any more', async () => {
		const clock = new VirtualClock();
		let isOver = false;
		clock.at(5500, () => {
			isOver = true;
		});
		await clock.run(waitUntil(clock, 600_000, () => isOver));
		expect(clock.now()).toBe(6000);
	});

	it('does not wait when that makes no sense from the beginning', async () => {
		const clock = new VirtualClock();
		await clock.run(waitUntil(clock, 600_000, () => true));
		expect(clock.now()).toBe(0);
	});
});

describe('a cancelled execution', () => {
	it.each([0, 1, 999, 1500, 59_999])('ends a wait at once, after %i ms', async (moment) => {
		const clock = new VirtualClock();
		const cancellation = cancelledAt(clock, moment);
		await clock.run(waitUntil(clock, 60_000, () => false, cancellation));
		expect(clock.now()).toBe(moment);
		await clock.advance(1000);
		expect(clock.sleeping).toBe(0);
	});

	it('ends no wait that is over', async () => {
		const clock = new VirtualClock();
		await clock.run(waitUntil(clock, 10, () => false, cancelledAt(clock, 5000)));
		expect(clock.now()).toBe(10);
	});

	it('gives up work at once', async () => {
		const clock = new VirtualClock();
		const work = clock.sleep(50_000).then(() => 'done');
		const cancellation = cancelledAt(clock, 1234);
		const given = beforeDeadline(clock, work, {
			...{ deadline: 60_000, cancellation },
			onGivenUp: (why): string => why,
		});
		expect(await clock.run(given)).toBe('cancelled');
		expect(clock.now()).toBe(1234);
	});

	it('waits for nothing that begins later', async () => {
		const clock = new VirtualClock();
		await clock.run(waitUntil(clock, 60_000, () => false, alreadyCancelled()));
		expect(clock.now()).toBe(0);
	});
});

describe('a cancellation', () => {
	const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

	it('has one listener at the signal, however many wait', async () => {
		const clock = new VirtualClock();
		const { signal } = new AbortController();
		const cancellation = createCancellation(signal);
		const waits = Array.from({ length: 5000 }, (_, ms) =>
			waitUntil(clock, ms, () => false, cancellation),
		);
		expect(listenersOf(signal)).toBe(1);
		await clock.run(Promise.all(waits));
		cancellation.dispose();
		expect(listenersOf(signal)).toBe(0);
	});

	it('forgets whoever does not wait any more', async () => {
		const clock = new VirtualClock();
		const listeners = new Set<() => void>();
		const cancellation = {
			isCancelled: () => false,
			onCancel: (listener: () => void) => {
				listeners.add(listener);
				return () => void listeners.delete(listener);
			},
		};
		const deadline = 5000;
		await clock.run(
			Promise.all([
				waitUntil(clock, deadline, () => false, cancellation),
				...[10, 10_000].map((takes) =>
					beforeDeadline(clock, clock.sleep(takes), {
						...{ deadline, cancellation },
						onGivenUp: () => undefined,
					}),
				),
			]),
		);
		expect(listeners.size).toBe(0);
	});

	it('tells everybody who has not taken it back, once', () => {
		const controller = new AbortController();
		const cancellation = createCancellation(controller.signal);
		const told: string[] = [];
		const takeBack = cancellation.onCancel(() => told.push('a'));
		cancellation.onCancel(() => told.push('b'));
		takeBack();
		controller.abort();
		controller.abort();
		cancellation.onCancel(() => told.push('c'));
		expect(told).toEqual(['b', 'c']);
		expect(cancellation.isCancelled()).toBe(true);
	});

	it('never comes where n8n gives no signal', () => {
		const cancellation = createCancellation(undefined);
		cancellation.onCancel(() => {
			throw new Error('It came');
		})();
		expect(cancellation.isCancelled()).toBe(false);
		cancellation.dispose();
	});
});

describe('beforeDeadline', () => {
	const onGivenUp = () => 'late';

	it.each([
		[10, 5000, 'done', 10],
		[4999, 5000, 'done', 4999],
		[5001, 5000, 'late', 5000],
		[10, 0, 'late', 0],
	])('work of %i ms with %i ms of time is %s', async (takes, deadline, expected, end) => {
		const clock = new VirtualClock();
		const work = clock.sleep(takes).then(() => 'done');
		expect(await clock.run(beforeDeadline(clock, work, { deadline, onGivenUp }))).toBe(expected);
		expect(clock.now()).toBe(end);
	});

	it.each<[string, number, number, string[]]>([
		['does not give up what is done', 10, 1234, []],
		['gives up once, though the execution is cancelled later', 10_000, 6000, ['late']],
	])('%s', async (_, takesMs, cancelledAtMs, expected) => {
		const clock = new VirtualClock();
		const cancellation = cancelledAt(clock, cancelledAtMs);
		const reasons: string[] = [];
		const work = beforeDeadline(clock, clock.sleep(takesMs), {
			...{ deadline: 5000, cancellation },
			onGivenUp: (why) => void reasons.push(why),
		});
		await clock.run(work);
		await clock.advance(10_000);
		expect(reasons).toEqual(expected);
	});

	it('asks once a second whether waiting makes sense', async () => {
		const clock = new VirtualClock();
		const work = clock.sleep(10_000).then(() => 'done');
		const isEnough = () => clock.now() > 3500;
		const given = beforeDeadline(clock, work, { deadline: 60_000, onGivenUp, isEnough });
		expect(await clock.run(given)).toBe('late');
		expect(clock.now()).toBe(4000);
	});

	it('hands on what the work rejects with', async () => {
		const clock = new VirtualClock();
		const work = clock.sleep(10).then(() => Promise.reject(new Error('no')));
		await expect(
			clock.run(beforeDeadline(clock, work, { deadline: 5000, onGivenUp })),
		).rejects.toThrow('no');
	});

	it('does not mind work that rejects too late', async () => {
		const clock = new VirtualClock();
		const work = clock.sleep(20).then(() => Promise.reject(new Error('no')));
		expect(await clock.run(beforeDeadline(clock, work, { deadline: 10, onGivenUp }))).toBe('late');
		await clock.advance(100);
	});

	it('stops watching within a second after the work is done', async () => {
		const clock = new VirtualClock();
		await clock.run(
			beforeDeadline(clock, clock.sleep(10), { deadline: 600_000, onGivenUp: () => undefined }),
		);
		await clock.advance(1000);
		expect(clock.sleeping).toBe(0);
	});
});

it('the system clock never goes back, and lets others do their work while it sleeps', async () => {
	const before = systemClock.now();
	await systemClock.sleep(0);
	expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});
