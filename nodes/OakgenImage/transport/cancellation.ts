/** Tells at once, to whoever waits, that all further work is for nobody. */
export interface Cancellation {
	isCancelled(): boolean;
	/**
	 * Calls `listener` once, when it happens, or now when it has happened already.
	 *
	 * @returns takes the listener back
	 */
	onCancel(listener: () => void): () => void;
	/** For those who take nothing else, such as n8n's HTTP helpers. */
	signal?: AbortSignal;
}

export interface OwnedCancellation extends Cancellation {
	/** Forgets all listeners. The signal can live longer than the work. */
	dispose(): void;
}

/** For work that nobody can cancel. */
export const NEVER_CANCELLED: Cancellation = {
	isCancelled: () => false,
	onCancel: () => () => undefined,
};

/**
 * One listener at n8n's signal for a whole node run, however many waits there are: thousands of
 * listeners at the signal itself would be taken for a leak.
 *
 * @param signal of the execution; some ways to run a node have none
 */
export function createCancellation(signal: AbortSignal | undefined): OwnedCancellation {
	const listeners = new Set<() => void>();
	const tellAll = () => {
		const told = [...listeners];
		listeners.clear();
		for (const listener of told) listener();
	};
	signal?.addEventListener('abort', tellAll, { once: true });
	return {
		isCancelled: () => signal?.aborted ?? false,
		onCancel: (listener) => {
			if (signal?.aborted) {
				listener();
				return () => undefined;
			}
			// The same function may wait several times.
			const own = () => listener();
			listeners.add(own);
			return () => void listeners.delete(own);
		},
		dispose: () => {
			listeners.clear();
			signal?.removeEventListener('abort', tellAll);
		},
		...(signal && { signal }),
	};
}

/**
 * Waits for `work`, or takes what `interrupt` gives in the very moment of a cancel: n8n saves the
 * execution then, and nothing that comes later. What is cancelled already takes its own course.
 *
 * @param interrupt gives the outcome at once, or throws it
 */
export async function untilCancelled<T>(
	work: Promise<T>,
	interrupt: () => T,
	cancellation: Cancellation,
): Promise<T> {
	if (cancellation.isCancelled()) return await work;
	return await new Promise<T>((resolve, reject) => {
		const takeBack = cancellation.onCancel(() => {
			try {
				resolve(interrupt());
			} catch (error) {
				reject(error as Error);
			}
		});
		work.then(resolve, reject).finally(takeBack);
	});
}
