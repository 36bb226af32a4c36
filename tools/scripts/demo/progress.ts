import type { RunOptions } from '../../engine/index.ts';
import { onFileStored } from '../../engine/index.ts';
import { formatBytes, formatSeconds } from './format.ts';

type Progress = Required<Pick<RunOptions, 'onNodeStart' | 'onNodeDone'>> & { stop(): void };

/** Prints what happens while the workflow runs. Only the image nodes are worth a line. */
export function printProgress(imageNodes: string[], print: (line: string) => void): Progress {
	const stop = onFileStored(({ fileName, mimeType, bytes }) =>
		print(`    + ${fileName}  ${mimeType}  ${formatBytes(bytes ?? 0)}`),
	);
	return {
		stop,
		onNodeStart: (name) => {
			if (imageNodes.includes(name)) print(`  ▸ ${name}`);
		},
		onNodeDone: (name, { error, executionTime, data }) => {
			if (!imageNodes.includes(name)) return;
			const count = data?.main?.[0]?.length ?? 0;
			const outcome = error ? 'failed' : `${count} ${count === 1 ? 'picture' : 'pictures'}`;
			print(`  ${error ? '✖' : '✔'} ${name}: ${outcome} in ${formatSeconds(executionTime)}`);
		},
	};
}
