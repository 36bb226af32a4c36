export { type BinaryMode, onFileStored, pruneBinary, readBinary } from './binaryData.ts';
export type { SavedCredentials } from './credentials.ts';
export { loadPackage, type NodePackage } from './loadPackage.ts';
export { packPackage, packTarball } from './packPackage.ts';
export {
	type ExportedWorkflow,
	type RunOptions,
	runWorkflow,
	type WorkflowRun,
} from './runWorkflow.ts';
export { type ListSearchOptions, searchList } from './searchList.ts';
export { type CredentialTestOptions, testCredential } from './testCredential.ts';
