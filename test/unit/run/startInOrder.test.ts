import fc from 'fast-check';

import { Places, type Place } from '../../../nodes/OakgenImage/run/places';
import { startInOrder } from '../../../nodes/OakgenImage/run/startInOrder';
import { NEVER_CANCELLED } from '../../../nodes/OakgenImage/transport/cancellation';
import { VirtualClock } from '../../support/virtualClock';

const never = () => false;

/** How long an image takes: to order, as a job, to deliver. Without a job, it is made by its order. */
interface Image {
	orderMs: number;
	jobMs?: number;
	deliveryMs: number;
}

/** By the moments at which orders started, and how many images are done. */
type Brake = (started: number[], ended: number) => boolean;
interface Brakes {
	isStopped: Brake;
	isCautious: Brake;
}

type Stage = 'orders' | 'jobs' | 'deliveries';

/** Plays the images, and notes when orders started and how many were in each stage at most. */
async function run(
	images: Image[],
	places: Places,
	{ isStopped = never, isCautious = never }: Partial<Brakes> = {},
) {
	const clock = new VirtualClock();
	const started: number[] = [];
	const now: Record<Stage, number> = { orders: 0, jobs: 0, deliveries: 0 };
	const most: Record<Stage | 'held', number> = { ...now, held: 0 };
	/** Ordered, and not yet stored: what is in memory. */
	let held = 0;
	let ended = 0;
	const spend = async (stage: Stage, ms: number) => {
		now[stage] += 1;
		most[stage] = Math.max(most[stage], now[stage]);
		await clock.sleep(ms);
		now[stage] -= 1;
	};
	const work = async ({ orderMs, jobMs, deliveryMs }: Image, place: Place) => {
		started.push(clock.now());
		await spend('orders', orderMs);
		if (jobMs !== undefined) {
			place.toJob();
			await spend('jobs', jobMs);
			await place.beginAnswer(clock, Infinity, NEVER_CANCELLED);
		}
		held += 1;
		most.held = Math.max(most.held, held);
		await place.toDelivery();
		await spend('deliveries', deliveryMs);
		held -= 1;
		ended += 1;
	};
	const brakes = {
		isStopped: () => isStopped(started, ended),
		isCautious: () => isCautious(started, ended),
	};
	await clock.run(startInOrder(images, places, work, brakes));
	return { started, ended, most, endedAt: clock.now() };
}

const quick = (...orders: number[]): Image[] =>
	orders.map((orderMs) => ({ orderMs, deliveryMs: 0 }));

const alike = (count: number, image: Image): Image[] => Array.from({ length: count }, () => image);

it.each<[string, Image[], number, number[], number]>([
	['one after the other', quick(30, 10, 20), 1, [0, 30, 40], 60],
	['two at a time take the next as they come free', quick(30, 10, 20), 2, [0, 0, 10], 30],
	['more places than images', quick(30, 10, 20), 50, [0, 0, 0], 30],
	['nothing to do', [], 4, [], 0],
	[
		'a delivery beside the next order',
		alike(3, { orderMs: 10, deliveryMs: 10 }),
		1,
		[0, 10, 20],
		40,
	],
	[
		'an order that waits for a delivery holds back the next',
		alike(4, { orderMs: 10, deliveryMs: 50 }),
		1,
		[0, 10, 60, 110],
		210,
	],
	['jobs beside orders', alike(3, { orderMs: 10, jobMs: 100, deliveryMs: 0 }), 1, [0, 10, 20], 130],
])('%s', async (_, images, concurrency, started, endedAt) => {
	expect(await run(images, new Places(concurrency, { areJobsCounted: false }))).toMatchObject({
		started,
		endedAt,
	});
});

it('starts nothing once it is stopped, and finishes what is under way', async () => {
	const { ended, started } = await run(
		quick(30, 10, 20, 5),
		new Places(2, { areJobsCounted: false }),
		{
			isStopped: (all) => all.length >= 3,
		},
	);
	expect(started).toEqual([0, 0, 10]);
	expect(ended).toBe(3);
});

it('starts nothing when it is stopped from the beginning', async () => {
	expect(
		await run(quick(1, 2), new Places(2, { areJobsCounted: false }), { isStopped: () => true }),
	).toMatchObject({
		started: [],
		ended: 0,
	});
});

describe('with caution', () => {
	it('starts one after the other, whatever stage the one before is in', async () => {
		const images = alike(3, { orderMs: 10, jobMs: 100, deliveryMs: 5 });
		const { started } = await run(images, new Places(2, { areJobsCounted: false }), {
			isCautious: () => true,
		});
		expect(started).toEqual([0, 115, 230]);
	});

	it('that begins later waits for all that are under way, and goes on at once when it ends', async () => {
		const { started } = await run(
			quick(30, 10, 20, 5, 5),
			new Places(2, { areJobsCounted: false }),
			{
				isCautious: (all, ended) => all.length >= 2 && ended < 2,
			},
		);
		expect(started).toEqual([0, 0, 30, 30, 35]);
	});

	it('does not keep from its end who needs a place for it', async () => {
		const clock = new VirtualClock();
		const work = async (_: number, place: Place) => {
			place.toJob();
			await clock.sleep(10);
			await place.toOrder();
		};
		const brakes = { isStopped: never, isCautious: () => true };
		await clock.run(
			startInOrder([1, 2, 3], new Places(1, { areJobsCounted: false }), work, brakes),
		);
		expect(clock.now()).toBe(30);
	});
});

it('counts a job like an order when there must not be more', async () => {
	const images = alike(6, { orderMs: 10, jobMs: 100, deliveryMs: 0 });
	expect((await run(images, new Places(2, { areJobsCounted: true }))).most.jobs).toBe(2);
});

it('does not hand the provider more jobs than it may come to', async () => {
	const images = alike(40, { orderMs: 1, jobMs: 10_000, deliveryMs: 0 });
	const { most } = await run(images, new Places(2, { areJobsCounted: false }));
	expect(most.jobs).toBe(16);
});

const ms = fc.nat(50);
const image: fc.Arbitrary<Image> = fc.record(
	{ orderMs: ms, deliveryMs: ms, jobMs: ms },
	{ requiredKeys: ['orderMs', 'deliveryMs'] },
);

it('does everything once, with never more at a time than allowed, whatever takes how long', async () => {
	const images = fc.array(image, { maxLength: 25 });
	await fc.assert(
		fc.asyncProperty(images, fc.integer({ min: 1, max: 8 }), async (all, concurrency) => {
			const { ended, started, most } = await run(
				all,
				new Places(concurrency, { areJobsCounted: false }),
			);
			expect(ended).toBe(all.length);
			expect(started).toHaveLength(all.length);
			expect(started).toEqual(started.toSorted((a, b) => a - b));
			expect(most.orders).toBeLessThanOrEqual(concurrency);
			expect(most.deliveries).toBeLessThanOrEqual(concurrency);
			// Orders that are done, answers about jobs, and deliveries: each no more than allowed.
			expect(most.held).toBeLessThanOrEqual(3 * concurrency);
		}),
	);
});
