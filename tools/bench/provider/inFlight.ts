import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The most at any one time. Whoever orders and fetches side by side has more of both together. */
export interface MostInFlight {
	orders: number;
	downloads: number;
	together: number;
}

/** Counts the requests that this process's HTTP servers are answering, without touching the servers. */
export function watchInFlight(): { most(): MostInFlight; reset(): void } {
	const now = { orders: 0, downloads: 0 };
	let most = { orders: 0, downloads: 0, together: 0 };
	const note = () => {
		most = {
			orders: Math.max(most.orders, now.orders),
			downloads: Math.max(most.downloads, now.downloads),
			together: Math.max(most.together, now.orders + now.downloads),
		};
	};
	subscribe('http.server.request.start', (message) => {
		const { request, response } = message as {
			request: IncomingMessage;
			response: ServerResponse;
		};
		const kind = request.method === 'POST' ? 'orders' : 'downloads';
		now[kind] += 1;
		note();
		response.once('close', () => {
			now[kind] -= 1;
		});
	});
	return {
		most: () => most,
		reset: () => {
			most = { orders: 0, downloads: 0, together: 0 };
			note();
		},
	};
}
