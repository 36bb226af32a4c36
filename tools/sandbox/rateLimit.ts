export interface RateLimit {
	requestsPerSecond: number;
	/** Requests that may come at once after a pause (default: one second's worth). */
	burst?: number;
}

/** A token bucket. Returns null when a request may pass, else the seconds until the next one may. */
export function createRateLimiter(limit: RateLimit | undefined): () => number | null {
	if (!limit) return () => null;
	const { requestsPerSecond } = limit;
	const most = Math.max(1, limit.burst ?? requestsPerSecond);
	let tokens = most;
	let filledAt = performance.now();
	return () => {
		const now = performance.now();
		tokens = Math.min(most, tokens + ((now - filledAt) / 1000) * requestsPerSecond);
		filledAt = now;
		if (tokens >= 1) {
			tokens -= 1;
			return null;
		}
		return Math.max(1, Math.ceil((1 - tokens) / requestsPerSecond));
	};
}
