import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { imageNodeType, oakgenPackage } from '../engine/support.ts';

export interface NodeWatch {
	/** What the node threw in this execution, before n8n made a plain object of it. */
	thrownIn(executionId: string): unknown;
	/** Calls `tell` when the node of this execution starts. */
	onStart(executionId: string, tell: () => void): void;
	stop(): void;
}

/** Stands between n8n and the node of this test file, until `stop`. */
export async function watchNode(): Promise<NodeWatch> {
	const { nodeTypes } = await oakgenPackage();
	const node = nodeTypes.getByNameAndVersion(imageNodeType) as INodeType;
	const { execute } = node;
	const thrown = new Map<string, unknown>();
	const listeners = new Map<string, () => void>();
	node.execute = async function (this: IExecuteFunctions) {
		listeners.get(this.getExecutionId())?.();
		try {
			return (await execute?.call(this, undefined as never)) ?? null;
		} catch (error) {
			thrown.set(this.getExecutionId(), error);
			throw error;
		}
	};
	return {
		thrownIn: (executionId) => thrown.get(executionId),
		onStart: (executionId, tell) => void listeners.set(executionId, tell),
		stop: () => {
			if (execute) node.execute = execute;
		},
	};
}
