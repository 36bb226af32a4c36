import type { IBinaryData } from 'n8n-workflow';
import { Container, core, Logger, storageFolder } from './n8n.ts';

/** n8n's own names: `filesystem` is its default, `default` keeps files in memory as base64. */
export type BinaryMode = 'filesystem' | 'default';

type StoreListener = (file: IBinaryData) => void;
const storeListeners = new Set<StoreListener>();

/** n8n's service, which tells those who listen of each file that it has stored. */
class AnnouncingBinaryDataService extends core.BinaryDataService {
	override async store(
		...args: Parameters<InstanceType<typeof core.BinaryDataService>['store']>
	): Promise<IBinaryData> {
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

export async function readBinary(file: IBinaryData): Promise<Buffer> {
	return await service.getAsBuffer(file);
}

/** Deletes the files of an execution, as n8n's pruning does. */
export async function pruneBinary(workflowId: string, executionId: string): Promise<void> {
	await service.deleteMany([{ type: 'execution', workflowId, executionId }]);
}
