import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type CredentialIds, N8nClient } from './client.ts';
import { prepareInstallation } from './installation.ts';
import { type N8n, type N8nOptions, startN8n, startWorker } from './n8n.ts';
import { writeNpmWrapper } from './registry.ts';
import type { Server } from './server.ts';
import { startPostgres, startRedis } from './services.ts';
import { until } from './until.ts';
import { createCredentials, startPackageRegistry } from './world.ts';

export interface QueueWorker extends Server {
	/** What it has printed so far. */
	log(): string;
}

/** n8n in queue mode: PostgreSQL, Redis, a main instance, and workers that come and go. */
export interface QueueWorld {
	/** Folder with n8n's node_modules. */
	installation: string;
	main: N8n;
	client: N8nClient;
	sandbox: Sandbox;
	/**
	 * How many executions of a workflow are in each status. n8n's own list is read in pages, between which
	 * executions move: it has some twice, and others never.
	 */
	countExecutions(workflowId: string): Promise<Record<string, number>>;
	/** For the sandbox; only after the package is installed. */
	createCredentials(): Promise<CredentialIds>;
	packageName: string;
	/** Starts one with an n8n folder of its own, as on a machine of its own. */
	startWorker(concurrency: number): Promise<QueueWorker>;
	close(): Promise<void>;
}

export interface QueueWorldOptions {
	logFolder: string;
	env?: Record<string, string>;
}

export async function createQueueWorld(options: QueueWorldOptions): Promise<QueueWorld> {
	const { logFolder } = options;
	const installation = await prepareInstallation();
	const folder = mkdtempSync(join(tmpdir(), 'oakgen-queue-'));
	// So that the account of PostgreSQL gets to its folder.
	chmodSync(folder, 0o711);
	await using running = new AsyncDisposableStack();
	running.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	const registry = await startPackageRegistry(folder);
	running.defer(registry.close);
	const sandbox = await startSandbox();
	running.defer(sandbox.close);
	const own = (name: string): string => {
		mkdirSync(join(folder, name));
		return join(folder, name);
	};
	const redis = await startRedis(own('redis'), join(logFolder, 'redis.log'));
	running.defer(redis.stop);
	const postgres = await startPostgres(own('postgres'), join(logFolder, 'postgres.log'));
	running.defer(postgres.stop);

	const pathFirst = writeNpmWrapper(join(folder, 'bin'), registry.url);
	const env = {
		...redis.env,
		...postgres.env,
		EXECUTIONS_MODE: 'queue',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_ENCRYPTION_KEY: 'shared-by-main-and-all-workers',
		N8N_REINSTALL_MISSING_PACKAGES: 'true',
		...options.env,
	};
	const settingsOf = (name: string): N8nOptions => ({
		installation,
		userFolder: join(folder, name),
		logFile: join(logFolder, `${name}.log`),
		pathFirst,
		env,
	});
	console.log('Starting n8n in queue mode (about two minutes)');
	const main = await startN8n(settingsOf('main'));
	running.defer(main.stop);
	const client = new N8nClient(main.url);
	await client.setUpOwner();
	let workers = 0;
	const world = running.move();
	return {
		installation,
		main,
		client,
		sandbox,
		packageName: registry.name,
		createCredentials: () => createCredentials(client, sandbox),
		countExecutions: async (workflowId) => {
			const rows = await postgres.query(
				`SELECT status, count(*) FROM execution_entity WHERE "workflowId" = '${workflowId}' GROUP BY status`,
			);
			return Object.fromEntries(rows.map(([status, count]) => [status, Number(count)]));
		},
		startWorker: async (concurrency) => {
			const settings = settingsOf(`worker-${++workers}`);
			const worker = await startWorker(settings, concurrency);
			world.defer(worker.stop);
			return { ...worker, log: () => readFileSync(settings.logFile, 'utf8') };
		},
		close: () => world.disposeAsync(),
	};
}

const LONGEST_INSTALLATION_MS = 120_000;

/** n8n's main instance tells the workers that run to install what it has installed. */
export async function hasInstalled(worker: QueueWorker, packageName: string): Promise<void> {
	const isInstalled = () => worker.log().includes(`Community package installed: ${packageName}`);
	await until(`the worker has installed ${packageName}`, isInstalled, LONGEST_INSTALLATION_MS);
}
