import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerOptions {
	command: string;
	args: string[];
	env?: Record<string, string>;
	cwd?: string;
	/** Receives what the process prints. */
	logFile: string;
	/** Whether it can be used by now; errors count as no. */
	isReady: () => Promise<boolean>;
	timeoutMs?: number;
}

export interface Server {
	process: ChildProcess;
	/** Lets it end by itself, and kills it with its children when it does not. */
	stop(): Promise<void>;
	/** As a crash or the OOM killer does. */
	kill(): Promise<void>;
}

const GRACE_MS = 15_000;
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => signal(child, 'SIGKILL')));
// An interrupted script that does not clean up by itself leaves at least no process behind.
for (const name of ['SIGINT', 'SIGTERM'] as const) {
	process.on(name, () => {
		if (process.listenerCount(name) === 1) process.exit(1);
	});
}

/** Starts a process that serves, and waits until it does. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const { command, args, env, cwd, logFile, isReady, timeoutMs = 180_000 } = options;
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	// With a process group of its own, so that nothing of it is left.
	const child = spawn(command, args, {
		cwd,
		env: { ...process.env, ...env },
		stdio: ['ignore', log, log],
		detached: true,
	});
	closeSync(log);
	running.add(child);
	const ended = once(child, 'exit').finally(() => running.delete(child));
	ended.catch(() => undefined);
	const end = async (how: NodeJS.Signals) => {
		signal(child, how);
		await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
		signal(child, 'SIGKILL');
		await ended;
	};

	const deadline = Date.now() + timeoutMs;
	while (!(await isReady().catch(() => false))) {
		if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
			await end('SIGKILL');
			const lines = readFileSync(logFile, 'utf8').slice(-3000);
			throw new Error(`${command} ${args.join(' ')} did not start:\n${lines}`);
		}
		await sleep(250);
	}
	return { process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function signal(child: ChildProcess, how: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, how);
	} catch {
		// Nothing of it is left.
	}
}

/** Below those that Linux gives to connections that go out, of which one could take it meanwhile. */
const PORTS = { first: 20_000, last: 32_767 };

/** A port on 127.0.0.1 that is free now, and that nobody gets by chance. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(PORTS.first, PORTS.last + 1);
		if (await isFree(port)) return port;
	}
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		return false;
	}
	server.close();
	await once(server, 'close');
	return true;
}

export async function answers(url: string): Promise<boolean> {
	return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
}
