import { readFile } from 'node:fs/promises';
import type { ExportedWorkflow, SavedCredentials } from '../../engine/index.ts';

const nodeType = 'n8n-nodes-oakgen.oakgenImage';

/** Reads an exported workflow; nodes whose credential is not at hand are switched off. */
export async function readWorkflow(
	file: string,
	available: SavedCredentials,
): Promise<ExportedWorkflow> {
	const workflow = JSON.parse(await readFile(file, 'utf8')) as ExportedWorkflow;
	for (const node of workflow.nodes) {
		const needed = Object.keys(node.credentials ?? {});
		if (needed.some((type) => !Object.hasOwn(available, type))) node.disabled = true;
	}
	return workflow;
}

/** Names of the Oakgen Image nodes that will run, in the order of the file. */
export function imageNodes({ nodes }: ExportedWorkflow): string[] {
	return nodes
		.filter(({ type, disabled }) => type === nodeType && !disabled)
		.map(({ name }) => name);
}
