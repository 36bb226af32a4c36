import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packTarball } from '../engine/index.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { type CredentialIds, N8nClient } from './client.ts';
import { prepareInstallation } from './installation.ts';
import { type N8nOptions, startN8n } from './n8n.ts';
import { type Manifest, type Registry, startRegistry, writeNpmWrapper } from './registry.ts';

const checkout = dirname(dirname(import.meta.dirname));

const credentialNames = {
	oakgenApi: 'Oakgen account',
	geminiImageApi: 'Google Gemini account',
} as const;

/** A real n8n with the package installed by n8n itself, and the sandbox behind it. */
export interface World {
	/** Folder with n8n's node_modules. */
	installation: string;
	/** Of n8n. */
	url: string;
	/** As a crash of n8n or of its machine. */
	killN8n(): Promise<void>;
	/** As a service manager does it: n8n may first end what it has begun. */
	stopN8n(): Promise<void>;
	/** The same n8n once more, with its data and at its address. */
	restartN8n(): Promise<void>;
	/** What n8n has printed so far. */
	log(): string;
	client: N8nClient;
	sandbox: Sandbox;
	/** What n8n answered to the installation of the package. */
	installed: { installedVersion: string; installedNodes: Array<{ name: string; type: string }> };
	/** Both credentials, for the sandbox. */
	credentials: CredentialIds;
	/** Where programs that a story starts write their logs. */
	logFolder: string;
	/** Where screenshots go. */
	screenshotFolder: string;
	/** For what a story needs on disk; goes away with the world. */
	folder: string;
	close(): Promise<void>;
}

export interface WorldOptions extends Pick<World, 'logFolder' | 'screenshotFolder'> {
	/** Settings of n8n. */
	env?: Record<string, string>;
}

export async function createWorld(settings: WorldOptions): Promise<World> {
	const { logFolder, screenshotFolder, env } = settings;
	const installation = await prepareInstallation();
	const folder = mkdtempSync(join(tmpdir(), 'oakgen-n8n-'));
	await using running = new AsyncDisposableStack();
	running.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
	const registry = await startPackageRegistry(folder);
	running.defer(registry.close);
	const sandbox = await startSandbox();
	running.defer(sandbox.close);

	console.log('Starting n8n (about a minute)');
	const options: N8nOptions = {
		installation,
		userFolder: join(folder, 'n8n'),
		logFile: join(logFolder, 'n8n.log'),
		pathFirst: writeNpmWrapper(join(folder, 'bin'), registry.url),
		...(env && { env }),
	};
	let n8n = await startN8n(options);
	running.defer(async () => await n8n.stop());
	const { url, port } = n8n;
	const client = new N8nClient(url);
	await client.setUpOwner();
	const { name } = registry;
	const installed = (await client.installPackage(name)) as unknown as World['installed'];
	console.log(`n8n ${url} has installed ${name} ${installed.installedVersion}`);
	const credentials = await createCredentials(client, sandbox);
	const known = { installation, url, client, sandbox, installed, credentials };
	const world = running.move();
	return {
		...known,
		logFolder,
		screenshotFolder,
		folder,
		killN8n: async () => await n8n.kill(),
		stopN8n: async () => await n8n.stop(),
		restartN8n: async () => {
			n8n = await startN8n({ ...options, port });
		},
		log: () => readFileSync(options.logFile, 'utf8'),
		close: () => world.disposeAsync(),
	};
}

/** The package as it is built now, where n8n's installer finds it. */
export async function startPackageRegistry(folder: string): Promise<Registry & { name: string }> {
	const { name, file } = await packTarball(folder);
	const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as Manifest;
	return { name, ...(await startRegistry(manifest, readFileSync(file))) };
}

export async function createCredentials(
	client: N8nClient,
	sandbox: Sandbox,
): Promise<CredentialIds> {
	const { url, geminiUrl, oakgenApiKey, geminiApiKey } = sandbox;
	return {
		...(await client.createCredential('oakgenApi', credentialNames.oakgenApi, {
			apiKey: oakgenApiKey,
			baseUrl: url,
		})),
		...(await client.createCredential('geminiImageApi', credentialNames.geminiImageApi, {
			apiKey: geminiApiKey,
			baseUrl: geminiUrl,
		})),
	};
}
