import type { IBinaryData } from 'n8n-workflow';
import { Container, core, Logger, storageFolder } from './n8n.ts';

/** n8n's own names: `filesystem` is its default, `default` keeps files in memory as base64. */
export type BinaryMode = 'filesystem' | 'default';

type StoreListener = (file: IBinaryData) => void;
const storeListeners = new Set<StoreListener>();

/** `full`: there is no room for a file. `silent`: it takes files and never says that it has them. */
export type StorageTrouble = 'full' | 'silent';
let trouble: StorageTrouble | null = null;

/** n8n's service, which tells those who listen of each file that it has stored, and can be in trouble. */
class AnnouncingBinaryDataService extends core.BinaryDataService {
	override async store(
		...args: Parameters<InstanceType<typeof core.BinaryDataService>['store']>
	): Promise<IBinaryData> {
		if (trouble === 'silent') await new Promise<never>(() => undefined);
		if (trouble === 'full') throw new Error('ENOSPC: no space left on device, write');
		const stored = await super.store(...args);
		for (const listener of storeListeners) listener(stored);
		return stored;
	}
}

const config = Container.get(core.BinaryDataConfig);
config.availableModes = ['filesystem'];
config.localStoragePath = storageFolder;
const service = new AnnouncingBinaryDataService(
	config,
	Container.get(core.ErrorReporter),
	Container.get(Logger),
);
Container.set(core.BinaryDataService, service);

/** The mode is one setting of the whole process, as in n8n: runs side by side must share it. */
export async function useBinaryMode(mode: BinaryMode): Promise<void> {
	config.mode = mode;
	await service.init();
}

/** Calls `listener` for every file stored from now on, until the function it returns is called. */
export function onFileStored(listener: StoreListener): () => void {
	storeListeners.add(listener);
	return () => void storeListeners.delete(listener);
}

/** From now on, until the function it returns is called, nothing is stored. */
export function storageTrouble(kind: StorageTrouble): () => void {
	trouble = kind;
	return () => (trouble = null);
}

export async function readBinary(file: IBinaryData): Promise<Buffer> {
	return await service.getAsBuffer(file);
}

/** Deletes the files of an execution, as n8n's pruning does. */
export async function pruneBinary(workflowId: string, executionId: string): Promise<void> {
	await service.deleteMany([{ type: 'execution', workflowId, executionId }]);
}
