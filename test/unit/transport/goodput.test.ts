import { RateGate, type Ticket } from '../../../nodes/OakgenImage/transport/rateGate';
import { VirtualClock } from '../../support/virtualClock';

interface Limit {
	/** Null when the provider takes a request now; else the seconds that it names in `Retry-After`. */
	secondsToWait(nowMs: number): number | null;
	/** Requests that it would take in this time. */
	capacity(ms: number): number;
}

/** Tokens come one by one; as many as come in a second may be saved up. */
function tokenBucket(perSecond: number): Limit {
	let tokens = perSecond;
	let filledAt = 0;
	return {
		secondsToWait: (now) => {
			tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1000) * perSecond);
			filledAt = now;
			if (tokens < 1) return 1;
			tokens -= 1;
			return null;
		},
		capacity: (ms) => perSecond + (ms / 1000) * perSecond,
	};
}

/** A quota for every minute of the clock, as Google's. */
function minuteQuota(perMinute: number): Limit {
	let minute = -1;
	let used = 0;
	return {
		secondsToWait: (now) => {
			if (Math.floor(now / 60_000) > minute) {
				minute = Math.floor(now / 60_000);
				used = 0;
			}
			if (used === perMinute) return Math.ceil(((minute + 1) * 60_000 - now) / 1000);
			used += 1;
			return null;
		},
		capacity: (ms) => (ms / 60_000) * perMinute,
	};
}

const IMAGES = 200;
const LANES = 16;
const REFUSAL_MS = 10;
const REPLY_MS = 250;

/** Several n8n workers, each with its own gate, want 200 images each, 16 at a time. */
async function nightRun(limit: Limit, workers: number, namesWait = true) {
	const clock = new VirtualClock();
	let refused = 0;
	let accepted = 0;
	let lastAcceptedAt = 0;
	const lane = async (gate: RateGate, queue: Iterator<number>) => {
		while (!queue.next().done) {
			for (;;) {
				const ticket = (await gate.enter(Infinity)) as Ticket;
				await clock.sleep(REFUSAL_MS);
				const waitSeconds = limit.secondsToWait(clock.now());
				if (waitSeconds === null) break;
				refused += 1;
				gate.limited(ticket, namesWait ? waitSeconds * 1000 : 0);
				if (!namesWait) await clock.sleep(1000);
			}
			accepted += 1;
			lastAcceptedAt = clock.now();
			await clock.sleep(REPLY_MS);
		}
	};
	const worker = async (number: number) => {
		// Spread evenly, as chance would on average.
		const gate = new RateGate(
			clock,
			() => false,
			() => (number + 0.5) / workers,
		);
		const queue = Array.from({ length: IMAGES }, (_, image) => image).values();
		await Promise.all(Array.from({ length: LANES }, async () => await lane(gate, queue)));
	};
	await clock.run(Promise.all(Array.from({ length: workers }, (_, number) => worker(number))));
	return {
		used: accepted / limit.capacity(lastAcceptedAt),
		refused: refused / (refused + accepted),
	};
}

describe('200 images, 16 at a time, at a provider with a rate limit', () => {
	test.each([
		// limit, workers, used at least, refused at most
		['3 a second', tokenBucket(3), 1, 0.9, 0.1],
		['10 a second', tokenBucket(10), 1, 0.95, 0.03],
		['20 a second', tokenBucket(20), 1, 0.94, 0.03],
		['60 a minute', minuteQuota(60), 1, 0.95, 0.03],
		['10 a second, shared by three workers', tokenBucket(10), 3, 0.9, 0.08],
		['60 a minute, shared by three workers', minuteQuota(60), 3, 0.93, 0.08],
	])('%s', async (...[, limit, workers, least, most]) => {
		const { used, refused } = await nightRun(limit, workers);
		expect(used).toBeGreaterThan(least);
		expect(refused).toBeLessThan(most);
	});

	test('10 a second, by refusals that name no wait', async () => {
		const { used, refused } = await nightRun(tokenBucket(10), 1, false);
		expect(used).toBeGreaterThan(0.95);
		expect(refused).toBeLessThan(0.03);
	});
});
