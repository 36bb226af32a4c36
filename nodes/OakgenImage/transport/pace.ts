/** Paid requests from the opening of the gate until the next rate limit. */
export interface Stretch {
	startedAt: number;
	passed: number;
	/** Of those that passed, the ones that met the limit. Their replies may come after its end. */
	rejected: number;
}

/** What a provider's rate limit has taught: in requests per second, infinite as long as none was met. */
export interface Pace {
	limitRate: number;
	/** How fast the pace grows again. */
	growth: number;
}

export const UNLIMITED: Pace = { limitRate: Infinity, growth: 1 };

/** Most limits are named in whole seconds, so a shorter time says nothing of a rate. */
const SHORTEST_MEASURE_MS = 1000;
/** The first limit often comes before there is much to measure; it then counts as if this many were accepted. */
const FIRST_GUESS = 10;
/** A stretch with few requests measures badly: it does not lower the rate by more than this. */
const LARGEST_CUT = 0.5;
const SLOWEST_PER_SECOND = 0.1;

/** A limit as it was met. */
export interface MetLimit {
	endedAt: number;
	/** The wait that the provider names, 0 when it names none. */
	namedDelayMs: number;
	/** Requests per second at that moment. */
	rate: number;
}

/**
 * The pace after a limit: as many requests as were accepted lately. The wait that the provider
 * names belongs to the measure: 60 requests in 5 s, then 55 s to wait, are one a second.
 */
export function learnPace(
	before: Pace,
	stretch: Stretch,
	{ endedAt, namedDelayMs, rate }: MetLimit,
): Pace {
	const isFirst = before === UNLIMITED;
	const accepted = stretch.passed - stretch.rejected;
	// An account without credit answers like that for ever: its images need not fail more slowly.
	if (accepted === 0 && namedDelayMs === 0 && !isFirst) return before;

	const waitMs = Math.max(0, namedDelayMs - SHORTEST_MEASURE_MS);
	const measuredMs = Math.max(SHORTEST_MEASURE_MS, endedAt - stretch.startedAt + waitMs);
	const measured = (accepted / measuredMs) * 1000;
	const least = isFirst ? (FIRST_GUESS / measuredMs) * 1000 : before.limitRate * LARGEST_CUT;
	return {
		limitRate: Math.min(rate, Math.max(measured, least, SLOWEST_PER_SECOND)),
		growth: Math.min(1, SHORTEST_MEASURE_MS / namedDelayMs),
	};
}

/**
 * The gate opens a little below the rate that met the limit. Lower leaves more of the limit unused, and
 * higher is refused more often where a provider saves nothing up (`test/unit/transport/goodput.test.ts`).
 */
const START = 0.95;
/** After this long, the pace has grown by one request a second; after twice as long by four. */
const GROWTH_MS = 5000;

/**
 * Requests per second. Other processes may share the limit, or leave it, so the pace is always
 * growing: slowly near the last limit, then faster.
 *
 * @param openMs time since the gate was opened
 */
export function ratePerSecond({ limitRate, growth }: Pace, openMs: number): number {
	return limitRate * START + growth * (Math.max(0, openMs) / GROWTH_MS) ** 2;
}
