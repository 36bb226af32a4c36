import fc from 'fast-check';

import {
	RateGate,
	type Admission,
	type Ticket,
} from '../../../nodes/OakgenImage/transport/rateGate';
import { VirtualClock } from '../../support/virtualClock';

const DEADLINE = 900_000;

/** The gate opens at this share of the rate that met the limit. */
const START = 0.95;

function ticketOf(admission: Admission): Ticket {
	if (typeof admission === 'string') throw new Error(`Not let through: ${admission}`);
	return admission;
}

/** A gate, and lanes that note when they are let through. */
function setUp(isStopped: () => boolean = () => false, random = () => 0) {
	const clock = new VirtualClock(1000);
	const gate = new RateGate(clock, isStopped, random);
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
	it('starts the lanes of a run one by one, all of them within 0.2 s', async () => {
		const { passes, passAll } = setUp();
		await passAll(50);
		expect(passes[0]).toBe(1000);
		const gaps = gapsOf(passes);
		expect(gaps.slice(0, 3)).toEqual([10, 9.5, 9.025].map((gap) => expect.closeTo(gap, 6)));
		expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
		expect((passes.at(-1) ?? 0) - 1000).toBeLessThan(200);
	});

	it('lets everybody through at once after that, as long as no limit was met', async () => {
		const { passes, passAll } = setUp();
		await passAll(70);
		passes.length = 0;
		await passAll(50);
		expect(new Set(passes).size).toBe(1);
	});

	it('is closed for all lanes by one limit, then lets them through one by one', async () => {
		const { clock, gate, passes, pass, passAll } = setUp();
		const ticket = ticketOf(await clock.run(pass()));
		gate.limited(ticket, 5000);
		await passAll(4);
		expect(passes.slice(0, 2)).toEqual([1000, 6000]);
		// Ten requests in 4 s are the guess, as waits are named in whole seconds; it starts a little below.
		expect(gapsOf(passes)[1]).toBeCloseTo(1000 / (START * 2.5), 6);
		expect(Math.min(...gapsOf(passes).slice(1))).toBeGreaterThan(300);
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
		const first = pass();
		const others = [pass(), pass()];
		const ticket = ticketOf(await clock.run(first));
		await clock.advance(50);
		gate.limited(ticket, 150);
		await clock.run(Promise.all([...others, pass()]));
		expect(passes.slice(0, 2)).toEqual([1000, expect.closeTo(1000 + 1000 / (START * 10), 6)]);
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

	it.each([
		['sooner', 1000],
		['at the same moment', 5000],
	])('keeps the order of the lanes when another limit ends %s', async (_, namedDelayMs) => {
		const { clock, gate, pass } = setUp();
		const ticket = ticketOf(await clock.run(pass()));
		gate.limited(ticket, 5000);
		const order: string[] = [];
		const lane = async (name: string) => {
			await pass();
			order.push(name);
		};
		const early = [lane('first'), lane('second')];
		gate.limited(ticket, namedDelayMs);
		await clock.run(Promise.all([...early, lane('third')]));
		expect(order).toEqual(['first', 'second', 'third']);
	});

	it('learns nothing from a reply that comes two limits late', async () => {
		const pacesAfter = async (isLate: boolean) => {
			const { clock, gate, passes, passAll } = setUp();
			const [first, straggler] = (await passAll(2)).map(ticketOf);
			if (first) gate.limited(first, 1000);
			await clock.advance(10_000);
			const [second] = (await passAll(20)).map(ticketOf);
			if (second) gate.limited(second, 1000);
			if (isLate && straggler) gate.limited(straggler, 0);
			passes.length = 0;
			await passAll(5);
			return gapsOf(passes);
		};
		expect(await pacesAfter(true)).toEqual(await pacesAfter(false));
	});

	it('counts the limits of a burst once, and what of it was accepted', async () => {
		const { clock, gate, passes, passAll } = setUp();
		const burst = (await passAll(40)).map(ticketOf);
		await clock.advance(2000 - clock.now());
		for (const ticket of burst.slice(0, 20)) gate.limited(ticket, 1000);
		passes.length = 0;
		await passAll(2);
		expect(passes[0]).toBe(3000);
		expect(gapsOf(passes)[0]).toBeCloseTo(1000 / (START * 20), 6);
	});

	it('closes anew when a late reply to the same burst names a longer wait', async () => {
		const { gate, passes, passAll } = setUp();
		const [first, second] = (await passAll(2)).map(ticketOf);
		if (first) gate.limited(first, 1000);
		if (second) gate.limited(second, 3000);
		passes.length = 0;
		await passAll(1);
		expect(passes).toEqual([4010]);
	});

	it('slows down for a limit that names no wait, without closing', async () => {
		const { gate, passes, passAll } = setUp();
		const [ticket] = (await passAll(60)).map(ticketOf);
		passes.length = 0;
		if (ticket) gate.limited(ticket, 0);
		const now = await passAll(2);
		expect(now).toHaveLength(2);
		expect(gapsOf(passes)[0]).toBeCloseTo(1000 / (START * 59), 0);
	});

	it('grows faster the longer no limit is met', async () => {
		const { clock, gate, pass, passes, passAll } = setUp();
		gate.limited(ticketOf(await clock.run(pass())), 1000);
		passes.length = 0;
		await passAll(1000);
		const within = (from: number, to: number) =>
			passes.filter((moment) => moment >= 2000 + from && moment < 2000 + to).length;
		expect(within(0, 1000)).toBe(10);
		expect(within(10_000, 11_000)).toBeGreaterThanOrEqual(12);
		expect(within(30_000, 31_000)).toBeGreaterThan(3 * within(10_000, 11_000));
	});

	it('opens a little later for each process, as others wait for the same moment', async () => {
		const { clock, gate, pass, passes } = setUp(undefined, () => 0.5);
		gate.limited(ticketOf(await clock.run(pass())), 1000);
		await clock.run(pass());
		expect(passes[1]).toBeCloseTo(2000 + 0.5 * (1000 / (START * 10)), 6);
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
	const gate = new RateGate(
		clock,
		() => false,
		() => 0,
	);
	const passes: number[] = [];
	const comingBack: number[] = [];
	const tooEarly: number[] = [];
	let closedUntil = 0;
	const run = async ({ startsAt, requests }: Lane) => {
		await clock.sleep(startsAt);
		for (const [at, { takesMs, limitMs }] of requests.entries()) {
			const admission = await gate.enter(10_000_000);
			const ticket = ticketOf(admission);
			passes.push(clock.now());
			if (at > 0) comingBack.push(clock.now());
			if (clock.now() < closedUntil) tooEarly.push(clock.now());
			await clock.sleep(takesMs);
			if (limitMs === null) continue;
			closedUntil = Math.max(closedUntil, clock.now() + limitMs);
			gate.limited(ticket, limitMs);
		}
	};
	await clock.run(Promise.all(lanes.map(run)));
	return { passes, comingBack, tooEarly };
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
			const { comingBack } = await play(lanes);
			// The first guess, ten a second, and what it grows by meanwhile.
			expect(Math.min(...gapsOf(comingBack), Infinity)).toBeGreaterThan(90);
		}),
		{ numRuns: 500 },
	);
});
