import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { answers, freePort, type Server, startServer } from './server.ts';

export interface N8nOptions {
	/** Folder with n8n's node_modules. */
	installation: string;
	/** Holds n8n's own folder: database, binary data, community packages. */
	userFolder: string;
	logFile: string;
	/** Goes before the PATH of this process. */
	pathFirst: string;
	/** By default one that is free. */
	port?: number;
	env?: Record<string, string>;
}

export interface N8n extends Server {
	/** Of the editor and the REST interface, without a slash at the end. */
	url: string;
	port: number;
}

/** Starts a real n8n as `n8n start` does, that talks to nobody outside this machine. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { port = await freePort() } = options;
	const url = `http://127.0.0.1:${port}`;
	const env = {
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: url,
		...(await environmentOf(options)),
	};
	const isReady = () => answers(`${url}/healthz/readiness`);
	return { url, port, ...(await start('start', { ...options, env }, isReady)) };
}

/** Starts a worker of queue mode. */
export async function startWorker(options: N8nOptions, concurrency: number): Promise<Server> {
	const port = await freePort();
	const env = {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		...(await environmentOf(options)),
	};
	const isReady = () => answers(`http://127.0.0.1:${port}/healthz/readiness`);
	return await start('worker', { ...options, env }, isReady, [`--concurrency=${concurrency}`]);
}

async function start(
	command: 'start' | 'worker',
	options: N8nOptions,
	isReady: () => Promise<boolean>,
	args: string[] = [],
): Promise<Server> {
	const { installation, userFolder, logFile, env } = options;
	mkdirSync(userFolder, { recursive: true });
	const program = join(installation, 'node_modules', 'n8n', 'bin', 'n8n');
	return await startServer({
		command: process.execPath,
		args: [program, command, ...args],
		cwd: userFolder,
		logFile,
		isReady,
		...(env && { env }),
	});
}

async function environmentOf(options: N8nOptions): Promise<Record<string, string>> {
	const { userFolder, pathFirst, env = {} } = options;
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// The engine, which this process has loaded, is set to be silent.
		N8N_LOG_LEVEL: 'info',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		GENERIC_TIMEZONE: 'UTC',
		PATH: `${pathFirst}${delimiter}${process.env.PATH}`,
		...env,
	};
}
