import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedWorkflow } from '../engine/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'workflows');

/** A workflow that users import, by its file's name without the ending. */
export function readWorkflow(name: string): ExportedWorkflow {
	return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ExportedWorkflow;
}

export function readWorkflows(): ExportedWorkflow[] {
	const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return names.sort().map((file) => readWorkflow(file.slice(0, -'.json'.length)));
}
