import fc from 'fast-check';

import {
	RateGate,
	type Admission,
	type Ticket,
} from '../../../nodes/OakgenImage/transport/rateGate';
import { VirtualClock } from '../../support/virtualClock';

const DEADLINE = 900_000;

function ticketOf(admission: Admission): Ticket {
	if (typeof admission === 'string') throw new Error(`Not let through: ${admission}`);
	return admission;
}

/** A gate, and lanes that note when they are let through. */
function setUp(isStopped: () => boolean = () => false) {
	const clock = new VirtualClock(1000);
	const gate = new RateGate(clock, isStopped);
	const passes: number[] = [];
	const pass = async (deadline = DEADLINE): Promise<Admission> => {
		const admission = await gate.enter(deadline);
		if (typeof admission !== 'string') passes.push(clock.now());
		return admission;
	};
	const passAll = async (lanes: number) =>
		await clock.run(Promise.all(Array.from({ length: lanes }, async () => await pass())));
	return { clock, gate, passes, pass, passAll };
}

const gapsOf = (moments: number[]) => moments.slice(1).map((moment, at) => moment - moments[at]);

describe('the rate gate', () => {
	it('lets everybody through at once as long as no limit was met', async () => {
		const { passes, passAll } = setUp();
		await passAll(50);
		expect(passes).toEqual(Array.from({ length: 50 }, () => 1000));
	});

	it('is closed for all lanes by one limit, then lets them through one by one', async () => {
		const { clock, gate, passes, pass, passAll } = setUp();
		const ticket = ticketOf(await clock.run(pass()));
		gate.limited(ticket, 5000);
		await passAll(4);
		expect(passes).toEqual([1000, 6000, 6100, 6200, 6300]);
	});

	it('lets lanes that wait for their turn wait on when it is closed again', async () => {
		const { clock, gate, passes, pass } = setUp();
		const ticket = ticketOf(await clock.run(pass()));
		gate.limited(ticket, 5000);
		const waiting = Promise.all([pass(), pass(), pass()]);
		clock.at(3000, () => gate.limited(ticket, 7000));
		await clock.run(waiting);
		expect(Math.min(...passes.slice(1))).toBe(10_000);
		expect(Math.min(...gapsOf(passes.slice(1)))).toBeGreaterThan(0);
	});

	it('keeps lanes apart that wait for their turn when it is closed again', async () => {
		const { clock, gate, passes, pass } = setUp();
		gate.limited(ticketOf(await clock.run(pass())), 100);
		// Their turns are at 1100, 1200 and 1300 ms.
		const first = pass();
		const others = [pass(), pass()];
		const ticket = ticketOf(await clock.run(first));
		await clock.advance(50);
		gate.limited(ticket, 150);
		await clock.run(Promise.all([...others, pass()]));
		expect(passes.slice(0, 2)).toEqual([1000, 1100]);
		expect(Math.min(...gapsOf(passes.slice(2)))).toBeGreaterThanOrEqual(100);
	});

	it('is not opened earlier by a limit that ends sooner', async () => {
		const { clock, gate, passes, pass, passAll } = setUp();
		const ticket = ticketOf(await clock.run(pass()));
		gate.limited(ticket, 5000);
		gate.limited(ticket, 1000);
		await passAll(1);
		expect(passes).toEqual([1000, 6000]);
	});

	it('counts the limits of a burst once', async () => {
		const { gate, passes, passAll } = setUp();
		const burst = (await passAll(10)).map(ticketOf);
		for (const ticket of burst) gate.limited(ticket, 1000);
		await passAll(3);
		expect(gapsOf(passes.slice(10))).toEqual([100, 100]);
	});

	it('widens the gap with every further limit, to 10 s and no more', async () => {
		const { clock, gate, pass, passes, passAll } = setUp();
		const gaps: number[] = [];
		for (let limits = 0; limits < 16; limits += 1) {
			gate.limited(ticketOf(await clock.run(pass())), 0);
			passes.length = 0;
			await passAll(2);
			gaps.push(...gapsOf(passes));
		}
		expect(gaps.slice(0, 4)).toEqual([100, 150, 225, 337.5]);
		expect(gaps.slice(-2)).toEqual([10_000, 10_000]);
	});

	it('narrows the gap with accepted requests, until there is none', async () => {
		const { clock, gate, pass, passes, passAll } = setUp();
		gate.limited(ticketOf(await clock.run(pass())), 0);
		gate.accepted();
		passes.length = 0;
		await passAll(2);
		expect(gapsOf(passes)[0]).toBeCloseTo(98, 9);
		for (let accepted = 0; accepted < 200; accepted += 1) gate.accepted();
		// One lane still has the distance that was kept for it.
		await passAll(1);
		passes.length = 0;
		await passAll(5);
		expect(gapsOf(passes)).toEqual([0, 0, 0, 0]);
	});

	it('says at once that it is too late, without waiting', async () => {
		const { clock, gate, pass } = setUp();
		gate.limited(ticketOf(await clock.run(pass())), 5000);
		expect(await clock.run(pass(6000))).toBe('tooLate');
		expect(clock.now()).toBe(1000);
		expect(await clock.run(pass(6001))).not.toBe('tooLate');
	});

	it('is too late for everybody when the time is over', async () => {
		const { clock, pass } = setUp();
		expect(await clock.run(pass(1000))).toBe('tooLate');
	});

	it('gives no slot to a lane for which it is too late', async () => {
		const { clock, gate, pass, passes } = setUp();
		gate.limited(ticketOf(await clock.run(pass())), 5000);
		await clock.run(Promise.all([pass(3000), pass(3000), pass()]));
		expect(passes).toEqual([1000, 6000]);
	});

	it('lets nobody through once the run is stopped', async () => {
		const { clock, pass } = setUp(() => true);
		expect(await clock.run(pass())).toBe('stopped');
	});

	it('sends everybody away within a second when the run is stopped meanwhile', async () => {
		let isStopped = false;
		const { clock, gate, pass, passAll } = setUp(() => isStopped);
		gate.limited(ticketOf(await clock.run(pass())), 600_000);
		clock.at(4200, () => {
			isStopped = true;
		});
		expect(await passAll(5)).toEqual(Array.from({ length: 5 }, () => 'stopped'));
		expect(clock.now()).toBeLessThanOrEqual(5200);
	});
});

interface Lane {
	startsAt: number;
	/** How long its request takes, and what the answer is: a named wait, or accepted. */
	requests: Array<{ takesMs: number; limitMs: number | null }>;
}

/** Runs lanes against a gate; notes passes, and closings as the gate was told of them. */
async function play(lanes: Lane[]) {
	const clock = new VirtualClock();
	const gate = new RateGate(clock, () => false);
	const passes: number[] = [];
	const tooEarly: number[] = [];
	let closedUntil = 0;
	const run = async ({ startsAt, requests }: Lane) => {
		await clock.sleep(startsAt);
		for (const { takesMs, limitMs } of requests) {
			const admission = await gate.enter(10_000_000);
			const ticket = ticketOf(admission);
			passes.push(clock.now());
			if (clock.now() < closedUntil) tooEarly.push(clock.now());
			await clock.sleep(takesMs);
			if (limitMs === null) {
				gate.accepted();
				continue;
			}
			closedUntil = Math.max(closedUntil, clock.now() + limitMs);
			gate.limited(ticket, limitMs);
		}
	};
	await clock.run(Promise.all(lanes.map(run)));
	return { passes, tooEarly };
}

const lane = fc.record<Lane>({
	startsAt: fc.nat(2000),
	requests: fc.array(
		fc.record({
			takesMs: fc.nat(1500),
			limitMs: fc.option(fc.integer({ min: 1, max: 5000 }), { freq: 2 }),
		}),
		{ minLength: 1, maxLength: 4 },
	),
});

it('nobody passes while the gate is closed, and everybody passes in the end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(lane, { minLength: 1, maxLength: 8 }), async (lanes) => {
			const { passes, tooEarly } = await play(lanes);
			expect(tooEarly).toEqual([]);
			expect(passes).toHaveLength(lanes.flatMap(({ requests }) => requests).length);
		}),
	);
});

it('lanes that come back after limits keep their distance', async () => {
	const limitedOnce = fc.record<Lane>({
		startsAt: fc.constant(0),
		requests: fc
			.tuple(fc.nat(1500), fc.integer({ min: 1, max: 5000 }))
			.map(([takesMs, limitMs]) => [
				{ takesMs, limitMs },
				{ takesMs: 10, limitMs: null },
			]),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(limitedOnce, { minLength: 2, maxLength: 8 }), async (lanes) => {
			const { passes } = await play(lanes);
			const comingBack = passes.filter((moment) => moment > 0);
			// 100 ms, less 2 % for every request accepted meanwhile.
			expect(Math.min(...gapsOf(comingBack), Infinity)).toBeGreaterThan(100 * 0.98 ** 9);
		}),
		{ numRuns: 500 },
	);
});
