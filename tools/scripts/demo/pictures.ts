import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { readBinary, type WorkflowRun } from '../../engine/index.ts';
import { modelName } from './modelName.ts';

/** One picture of the run, as the node described it, and the file it was written to. */
export interface Picture {
	node: string;
	file: string;
	prompt: string;
	/** As people read it. */
	model: string;
	width: number;
	height: number;
	/** Null with a provider that counts in money. */
	credits: number | null;
	text: string | null;
}

/** An order that gave no picture, with the reason. */
export interface Failure {
	node: string;
	reason: string;
}

export interface Harvest {
	pictures: Picture[];
	failures: Failure[];
	/** Pages that the node made of its comparisons: file by node. */
	galleries: Record<string, string>;
}

/** Writes every file that the given nodes made into `folder`. */
export async function writePictures(
	run: WorkflowRun,
	nodes: string[],
	folder: string,
	taken = new Set<string>(),
): Promise<Harvest> {
	const harvest: Harvest = { pictures: [], failures: [], galleries: {} };
	const write = async (image: IBinaryData, fallback: string): Promise<string> => {
		const file = unusedName(image.fileName ?? fallback, taken);
		await writeFile(join(folder, file), await readBinary(image));
		return file;
	};
	for (const node of nodes) {
		for (const { json, binary = {} } of run.outputOf(node)) {
			if (Object.keys(binary).length === 0) {
				const reason = String(json.error ?? 'an item without a picture');
				harvest.failures.push({ node, reason });
			}
			const listed = Array.isArray(json.images) ? (json.images as IDataObject[]) : [];
			for (const [field, image] of Object.entries(binary)) {
				const file = await write(image, `${node}.${image.fileExtension}`);
				if (image.mimeType === 'text/html') harvest.galleries[node] = file;
				else if (
					image.mimeType.startsWith('image/') &&
					(listed.length === 0 ? isOwn(json, image) : true)
				) {
					const facts = listed.find((entry) => entry.field === field) ?? json;
					harvest.pictures.push({ ...describePicture({ ...json, ...facts }), node, file });
				}
			}
		}
	}
	return harvest;
}

/** An item may also carry the pictures that came in. */
function isOwn(json: IDataObject, { fileName }: IBinaryData): boolean {
	return json.fileName === undefined || json.fileName === fileName;
}

function describePicture(json: IDataObject): Omit<Picture, 'node' | 'file'> {
	const text = (key: string): string => String(json[key] ?? '');
	const number = (key: string): number => Number(json[key] ?? 0);
	return {
		prompt: text('prompt'),
		model: text('modelName') || modelName(text('model')),
		width: number('width'),
		height: number('height'),
		credits: typeof json.credits === 'number' ? json.credits : null,
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
