import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/** Counts the requests that this process's HTTP servers are answering, without touching the servers. */
export function watchInFlight(): { most(): number; reset(): void } {
	let now = 0;
	let most = 0;
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { response: ServerResponse };
		now += 1;
		most = Math.max(most, now);
		response.once('close', () => {
			now -= 1;
		});
	});
	return {
		most: () => most,
		reset: () => {
			most = now;
		},
	};
}
