import { fork } from 'node:child_process';
import { join } from 'node:path';
import { nextMessage } from '../../scripts/lib/nextMessage.ts';
import type { Seen, Service } from '../types.ts';

export interface Script {
	pictureBytes: number;
	/** Before the answer to an order. */
	latencyMs: number;
	/** Before a file comes; 0 when absent. */
	downloadMs?: number;
}

export type Command = { do: 'open'; script: Script } | { do: 'reset' } | { do: 'tell' };

/** Part of a prompt that Oakgen's stand-in is to answer with base64 instead of an address. */
export const BASE64_PROMPT = 'as base64';
/** Part of a prompt whose first order fails with a 503. */
export const FLAKY_PROMPT = 'after a failure';

export interface Provider {
	open(script: Script): Promise<Service>;
	/** Forgets all requests and images, before a run. */
	reset(): Promise<void>;
	seen(): Promise<Seen>;
	close(): void;
}

/** Starts the sandbox in its own process. */
export function startProvider(): Provider {
	const child = fork(join(import.meta.dirname, 'process.ts'), {
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const ask = async (command: Command): Promise<unknown> => {
		const answer = nextMessage(child);
		child.send(command);
		return await answer;
	};
	return {
		open: async (script) => (await ask({ do: 'open', script })) as Service,
		reset: async () => void (await ask({ do: 'reset' })),
		seen: async () => (await ask({ do: 'tell' })) as Seen,
		close: () => child.disconnect(),
	};
}
