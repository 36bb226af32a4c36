import { Places, type Place } from '../../../nodes/OakgenImage/run/places';
import { NEVER_CANCELLED } from '../../../nodes/OakgenImage/transport/cancellation';
import { VirtualClock } from '../../support/virtualClock';

/** Whether a promise is settled after all that can happen now has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	let settled = false;
	void promise.then(() => {
		settled = true;
	});
	await new Promise((resolve) => setImmediate(resolve));
	return settled;
}

/** What an order does that met a limit. */
async function waitForJobs(order: Place): Promise<boolean> {
	order.countJobs();
	return await order.jobEnded();
}

/** A job that runs, of a provider with room for it. */
async function startJob(places: Places): Promise<Place> {
	const place = await places.next();
	place.toJob();
	return place;
}

describe('an order that met a limit', () => {
	it('does not wait when no job is running', async () => {
		const place = await new Places(2, { areJobsCounted: false }).next();
		expect(await waitForJobs(place)).toBe(false);
	});

	it('waits until one job has ended, and no longer', async () => {
		const places = new Places(2, { areJobsCounted: false });
		const jobs = [await startJob(places), await startJob(places), await startJob(places)];
		const orders = [await places.next(), await places.next()] as const;
		const [first, second] = [waitForJobs(orders[0]), waitForJobs(orders[1])];
		expect(await isSettled(first)).toBe(false);
		jobs[0]?.leave();
		expect([await isSettled(first), await isSettled(second)]).toEqual([true, false]);
		jobs[1]?.leave();
		expect(await isSettled(second)).toBe(true);
	});

	it('never waits for jobs that are over', async () => {
		const places = new Places(3, { areJobsCounted: false });
		const job = await startJob(places);
		const orders = [await places.next(), await places.next()];
		const waits = orders.map(waitForJobs);
		job.leave();
		expect(await Promise.all(waits)).toEqual([true, true]);
	});

	it('makes jobs count for all that are still to start', async () => {
		const places = new Places(2, { areJobsCounted: false });
		const job = await startJob(places);
		const order = await places.next();
		const wait = waitForJobs(order);
		const next = places.next();
		expect(await isSettled(next)).toBe(false);
		job.leave();
		await wait;
		expect(await isSettled(next)).toBe(true);
	});
});

it('lets an image that is ordered after all go before those that were not begun', async () => {
	const places = new Places(1, { areJobsCounted: false });
	const begun = await places.next();
	await begun.toDelivery();
	const busy = await places.next();
	const waiting = places.next();
	const again = begun.toOrder();
	busy.leave();
	expect([await isSettled(again), await isSettled(waiting)]).toEqual([true, false]);
});

describe('an answer about a job', () => {
	it('is asked for while there is room, and at the last moment in any case', async () => {
		const clock = new VirtualClock();
		const places = new Places(1, { areJobsCounted: false });
		const [reading, late] = [await startJob(places), await startJob(places)];
		const times: number[] = [];
		const work = async () => {
			await reading.beginAnswer(clock, 1000, NEVER_CANCELLED);
			await late.beginAnswer(clock, 1000, NEVER_CANCELLED);
			times.push(clock.now());
		};
		await clock.run(work());
		expect(times).toEqual([1000]);
		// The place that it did not get is not given back.
		late.endAnswer();
		const third = await startJob(places);
		expect(await isSettled(third.beginAnswer(clock, 5000, NEVER_CANCELLED))).toBe(false);
		reading.endAnswer();
	});

	it('gives its place to the next one', async () => {
		const clock = new VirtualClock();
		const places = new Places(1, { areJobsCounted: false });
		const [one, other] = [await startJob(places), await startJob(places)];
		await one.beginAnswer(clock, 1000, NEVER_CANCELLED);
		const wait = other.beginAnswer(clock, 1000, NEVER_CANCELLED);
		one.endAnswer();
		expect(await isSettled(wait)).toBe(true);
	});
});
