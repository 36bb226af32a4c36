import type { INodeExecutionData } from 'n8n-workflow';
import type { RunOptions } from '../../engine/index.ts';
import { onFileStored } from '../../engine/index.ts';
import { formatSeconds } from './format.ts';

/** A gallery has several pictures, and an item with a reason has none. */
function picturesIn(items: INodeExecutionData[]): number {
	const files = items.flatMap(({ binary }) => Object.values(binary ?? {}));
	return files.filter(({ mimeType }) => mimeType.startsWith('image/')).length;
}

type Progress = Required<Pick<RunOptions, 'onNodeStart' | 'onNodeDone'>> & { stop(): void };

/** Prints what happens while the workflow runs. Only the image nodes are worth a line. */
export function printProgress(imageNodes: string[], print: (line: string) => void): Progress {
	const stop = onFileStored(({ fileName }) => print(`    + ${fileName}`));
	return {
		stop,
		onNodeStart: (name) => {
			if (imageNodes.includes(name)) print(`  ▸ ${name}`);
		},
		onNodeDone: (name, { error, executionTime, data }) => {
			if (!imageNodes.includes(name)) return;
			const count = picturesIn(data?.main?.[0] ?? []);
			const outcome =
				count === 0 ? 'no picture' : `${count} ${count === 1 ? 'picture' : 'pictures'}`;
			const sign = error ? '✖' : count === 0 ? '○' : '✔';
			print(`  ${sign} ${name}: ${outcome} in ${formatSeconds(executionTime)}`);
		},
	};
}
