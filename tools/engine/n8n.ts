import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { makeTempFolder } from './tempFolder.ts';

/**
 * n8n's own modules, as n8n itself loads them: through `require`, because `import 'n8n-workflow'`
 * would load a second, ES module copy whose classes n8n-core and the node package do not share.
 * They are the checkout's, or those installed in the folder ENGINE_N8N_FOLDER (`npm run compat`).
 */
export const load: NodeJS.Require = createRequire(
	process.env.ENGINE_N8N_FOLDER === undefined
		? import.meta.url
		: join(process.env.ENGINE_N8N_FOLDER, 'package.json'),
);

/** Everything n8n writes (its settings file, binary data) goes here and not to the user's ~/.n8n. */
const userFolder = makeTempFolder('user');
process.env.N8N_USER_FOLDER = userFolder;
// The files of earlier runs belong to no database here, so a fixed key protects nothing.
process.env.N8N_ENCRYPTION_KEY = 'key-of-a-throwaway-n8n';
process.env.N8N_LOG_LEVEL ??= 'silent';

export const storageFolder: string = join(userFolder, 'storage');

export const workflow: typeof import('n8n-workflow') = load('n8n-workflow');
export const core: typeof import('n8n-core') = load('n8n-core');

// These are n8n-core's dependencies, not the checkout's: found from where n8n-core finds them.
const loadBesideCore = createRequire(load.resolve('n8n-core'));
const di: typeof import('@n8n/di') = loadBesideCore('@n8n/di');
export const { Container } = di;
const backend: typeof import('@n8n/backend-common') = loadBesideCore('@n8n/backend-common');
export const { Logger } = backend;

/** Folder of the n8n-workflow that runs. */
export const workflowFolder: string = dirname(load.resolve('n8n-workflow/package.json'));
