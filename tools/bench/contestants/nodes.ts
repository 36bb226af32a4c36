import { stringify } from 'flatted';
import type { INode, INodeParameters } from 'n8n-workflow';
import {
	loadPackage,
	pruneBinary,
	runWorkflow,
	type SavedCredentials,
} from '../../engine/index.ts';
import { fileSizes } from './fileSizes.ts';
import type { Contestant } from './contestant.ts';
import { withN8nNodes } from './n8nNodes.ts';
import { withReferences } from './referenceItems.ts';
import type { Service, Work } from '../types.ts';

export interface NodeSetup {
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
}

export interface NodesContestant extends Pick<Contestant, 'label' | 'delivery'> {
	/** One after the other. */
	nodes(work: Work, service: Service): NodeSetup[];
	credentials(service: Service): SavedCredentials;
	/** In every item. Numbered, because people do not order one picture many times. */
	prompt: string;
}

const START = 'Start';

/** Nodes of a workflow, on n8n's engine; files go to n8n's storage on disk. */
export function onEngine(contestant: NodesContestant): Contestant {
	return {
		label: contestant.label,
		delivery: contestant.delivery,
		prepare: async (packageFolder) => {
			const nodePackage = await withN8nNodes(await loadPackage(packageFolder));
			return async (work, service, watch) => {
				const nodes = contestant.nodes(work, service);
				const names = nodes.map((_, index) => `Node ${index + 1}`);
				const credentials = contestant.credentials(service);
				const { run, errorOf, outputOf, workflowId, executionId } = await runWorkflow({
					workflow: workflowOf(nodes, names, credentials),
					nodePackage,
					credentials,
					pinData: { [START]: await withReferences(rowsOf(work, contestant.prompt), work) },
					onNodeStart: (name) => name === names[0] && watch.start(),
					onNodeDone: (name) => name === names.at(-1) && watch.stop(),
				});
				const failure = run.data.resultData.error ?? names.map(errorOf).find(Boolean);
				if (failure) throw new Error(`${contestant.label}: ${failure.message}`);
				return {
					fileSizes: async () => await fileSizes(outputOf(names.at(-1) ?? '')),
					executionBytes: () => Buffer.byteLength(stringify(run.data)),
					discard: async () => await pruneBinary(workflowId, executionId),
				};
			};
		},
	};
}

function rowsOf({ items }: Work, prompt: string) {
	return Array.from({ length: items }, (_, row) => ({ json: { prompt: `${prompt}, ${row + 1}` } }));
}

function workflowOf(nodes: NodeSetup[], names: string[], saved: SavedCredentials) {
	const position: [number, number] = [0, 0];
	const credentials = Object.fromEntries(
		Object.keys(saved).map((type) => [type, { id: type, name: type }]),
	);
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const all = [START, ...names];
	return {
		id: 'benchmark',
		nodes: [start, ...nodes].map((node, index): INode => ({
			id: String(index),
			name: all[index],
			position,
			...node,
			...(index > 0 && { credentials }),
		})),
		connections: Object.fromEntries(
			names.map((name, index) => [
				all[index],
				{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
			]),
		),
	};
}
