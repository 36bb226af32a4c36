import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { readBinary, type WorkflowRun } from '../../engine/index.ts';

/** One picture of the run, as the node described it, and the file it was written to. */
export interface Picture {
	node: string;
	file: string;
	prompt: string;
	provider: string;
	operation: string;
	model: string;
	aspectRatio: string;
	resolution: string;
	width: number;
	height: number;
	bytes: number;
	attempts: number;
	durationMs: number;
	text: string | null;
}

export interface Harvest {
	pictures: Picture[];
	/** Items that carry an error instead of a picture. */
	failures: string[];
}

/** Writes every picture that the given nodes made into `folder`. */
export async function writePictures(
	run: WorkflowRun,
	nodes: string[],
	folder: string,
): Promise<Harvest> {
	const pictures: Picture[] = [];
	const failures: string[] = [];
	const taken = new Set<string>();
	for (const node of nodes) {
		for (const { json, binary } of run.outputOf(node)) {
			const [image] = Object.values(binary ?? {});
			if (!image) {
				failures.push(`${node}: ${String(json.error ?? 'an item without a picture')}`);
				continue;
			}
			const file = unusedName(image.fileName ?? `${node}.${image.fileExtension}`, taken);
			const content = await readBinary(image);
			await writeFile(join(folder, file), content);
			pictures.push({ ...describePicture(json), node, file, bytes: content.length });
		}
	}
	return { pictures, failures };
}

function describePicture(json: IDataObject): Omit<Picture, 'node' | 'file' | 'bytes'> {
	const text = (key: string): string => String(json[key] ?? '');
	const number = (key: string): number => Number(json[key] ?? 0);
	return {
		prompt: text('prompt'),
		provider: text('provider'),
		operation: text('operation'),
		model: text('model'),
		aspectRatio: text('aspectRatio'),
		resolution: text('resolution'),
		width: number('width'),
		height: number('height'),
		attempts: number('attempts'),
		durationMs: number('durationMs'),
		text: json.text ? text('text') : null,
	};
}

/** File names come from parameters: two may be the same, and none may leave the folder. */
function unusedName(wanted: string, taken: Set<string>): string {
	const safe = wanted.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '');
	const dot = safe.lastIndexOf('.');
	const [stem, extension] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
	let name = safe;
	for (let copy = 2; taken.has(name); copy++) name = `${stem}-${copy}${extension}`;
	taken.add(name);
	return name;
}
