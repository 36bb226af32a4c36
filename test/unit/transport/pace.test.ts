import {
	learnPace,
	ratePerSecond,
	UNLIMITED,
	type Pace,
} from '../../../nodes/OakgenImage/transport/pace';

const stretchOf = (passed: number, rejected: number) => ({ startedAt: 1000, passed, rejected });

describe('what a limit teaches', () => {
	test.each([
		// before, passed, refused, ms from the opening to the limit, named ms, rate then, expected
		['a burst, then a second to wait', UNLIMITED, 16, 4, 50, 1000, Infinity, 12],
		['requests of a whole minute', UNLIMITED, 61, 1, 5000, 56_000, Infinity, 1],
		['next to nothing to measure', UNLIMITED, 2, 1, 50, 1000, Infinity, 10],
		['nothing accepted at all, a long wait', UNLIMITED, 4, 4, 0, 11_000, Infinity, 1],
		['a limit that names no wait', UNLIMITED, 41, 1, 2000, 0, Infinity, 20],
		['another limit that names no wait', { limitRate: 12, growth: 1 }, 17, 1, 2000, 0, 11, 8],
		['a steady stretch', { limitRate: 12, growth: 1 }, 101, 1, 10_000, 1000, 11, 10],
		['no more than the pace that met it', { limitRate: 12, growth: 1 }, 30, 1, 1000, 1000, 11, 11],
		['a stretch too short to measure', { limitRate: 8, growth: 1 }, 1, 1, 0, 1000, 7.2, 4],
		['the slowest pace', { limitRate: 0.1, growth: 0.1 }, 1, 1, 0, 60_000, 0.09, 0.09],
		['a wait of a day', { limitRate: 0.15, growth: 0.1 }, 1, 1, 0, 86_400_000, 0.135, 0.1],
	] as Array<[string, Pace, number, number, number, number, number, number]>)(
		'%s',
		(...[, before, passed, rejected, afterMs, namedMs, rate, expected]) => {
			const pace = learnPace(before, stretchOf(passed, rejected), {
				...{ endedAt: 1000 + afterMs, namedDelayMs: namedMs, rate },
			});
			expect(pace.limitRate).toBeCloseTo(expected, 9);
		},
	);

	test('refusals alone, without a wait, do not slow down what fails anyway', () => {
		const before = { limitRate: 5, growth: 1 };
		expect(learnPace(before, stretchOf(4, 4), { endedAt: 3000, namedDelayMs: 0, rate: 4.5 })).toBe(
			before,
		);
	});

	test.each([
		[0, 1],
		[500, 1],
		[1000, 1],
		[4000, 1 / 4],
		[60_000, 1 / 60],
	])('a named wait of %d ms: the pace grows by %d', (namedMs, growth) => {
		const limit = { endedAt: 2000, namedDelayMs: namedMs, rate: Infinity };
		expect(learnPace(UNLIMITED, stretchOf(20, 1), limit).growth).toBeCloseTo(growth, 9);
	});
});

describe('the pace', () => {
	test.each([
		[0, 9.5],
		[-50, 9.5],
		[5000, 10.5],
		[10_000, 13.5],
		[50_000, 109.5],
	])('%d ms after the opening: %d a second', (openMs, rate) => {
		expect(ratePerSecond({ limitRate: 10, growth: 1 }, openMs)).toBeCloseTo(rate, 9);
	});

	test('grows slowly where the provider named a long wait', () => {
		expect(ratePerSecond({ limitRate: 1, growth: 1 / 60 }, 30_000)).toBeCloseTo(0.95 + 36 / 60, 9);
	});

	test.each([0, 1e9, Infinity])('is no limit as long as none was met, after %d ms', (openMs) => {
		expect(ratePerSecond(UNLIMITED, openMs)).toBe(Infinity);
	});
});
