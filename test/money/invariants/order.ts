import type { Settings } from '../history';
import { languages } from '../replies';
import {
	type Generation,
	isDue,
	knowledgeOf,
	type MadeFile,
	type OutputItem,
	type Story,
	type Try,
} from '../story';
import { broken } from './broken';

/**
 * (f) Items come in the order of the input, images by index and then one error for each image that
 * is missing; nothing comes twice. (g) A whole success has exactly the images that were asked for.
 */
export function checkOrder(story: Story): void {
	for (const attempt of story.tries) {
		const { outcome, isCancelled } = attempt;
		if (outcome.kind === 'thrown') {
			if (attempt.isRecovery) broken('g', `recovery failed: ${outcome.message}`);
			continue;
		}
		checkSequence(outcome.items, story);
		// What was not even begun has no error, but where the node should have thrown there is nothing less.
		if (isCancelled && story.settings.continues) continue;
		checkCounts(outcome.items, attempt, story);
		if (!isCancelled) checkNothingIsLeft(attempt, story);
	}
}

/** What was handed out as a whole would only be in the way of later runs. */
function checkNothingIsLeft({ number, outcome, kept }: Try, { tries }: Story): void {
	const rounds = tries.slice(0, number).filter(({ end }) => end === 'accepted');
	const isWhole = ({ outcome }: Pick<Try, 'outcome'>) =>
		outcome.kind === 'output' && outcome.items.every(({ json }) => !('error' in json));
	if (!isWhole({ outcome }) || !rounds.every(isWhole)) return;
	if (kept.includes('paidImages'))
		broken('g', `try ${number} was a whole success, and left ${kept}`);
}

function checkSequence(items: readonly OutputItem[], { settings }: Story): void {
	let before: OutputItem | null = null;
	let index = 0;
	for (const output of items) {
		const isNext = before === null || output.item !== before.item;
		if (before !== null && output.item < before.item) broken('f', 'items are out of order');
		index = isNext ? 0 : index + 1;
		before = output;
		if (output.item >= settings.items) broken('f', `there is no item ${output.item}`);
		if ('error' in output.json) {
			index = -Infinity;
			if (!settings.continues) broken('f', 'an error item in stop mode');
			if (Object.keys(output.json).length > 1) broken('f', 'an error item with other keys');
			if (!String(output.json.error).includes(`[item ${output.item}]`)) {
				broken('f', `an error names another item than ${output.item}`);
			}
		} else if (output.json.index !== index) {
			broken('f', `item ${output.item} has index ${String(output.json.index)} at ${index}`);
		}
	}
}

function checkCounts(items: readonly OutputItem[], attempt: Try, story: Story): void {
	const isUsed = new Set<MadeFile>();
	const prompts = new Map([...story.groups.values()].map(({ prompt, items }) => [prompt, items]));
	for (const [prompt, ofPrompt] of prompts) {
		const outputs = items.filter(({ item }) => ofPrompt.has(item));
		const images = outputs.filter(({ json }) => !('error' in json));
		for (const image of images) checkImage(image, prompt, attempt, story, isUsed);
		const errors = outputs.length - images.length;
		const { expectedImages, missing, lostBeside } = expectedOf(prompt, images, attempt, story);
		const fewest = expectedImages + missing;
		const isCount = outputs.length >= fewest && outputs.length <= fewest + lostBeside;
		if (!isCount || errors < missing) {
			broken(
				attempt.isRecovery ? 'g' : 'f',
				`"${prompt}": ${images.length} images and ${errors} errors instead of ${expectedImages} images, of which some may be errors, ${missing} errors and at most ${lostBeside} more (try ${attempt.number})`,
			);
		}
		if (attempt.isRecovery && errors > 0) {
			broken('g', `recovery failed: ${outputs.map(({ json }) => json.error).join(' ')}`);
		}
	}
	checkInvalid(items, story);
}

/**
 * How many images are there, and how many that were asked for have none. A reply whose images are all
 * lost can have an error for each of them: `lostBeside` are those behind the first.
 */
function expectedOf(
	prompt: string,
	outputs: readonly OutputItem[],
	{ run, number }: Try,
	{ groups, generations }: Story,
) {
	const names = [...groups].filter(([, group]) => group.prompt === prompt).map(([name]) => name);
	const wanted = names.reduce((sum, name) => sum + (groups.get(name)?.size ?? 0), 0);
	const isOut = (file: MadeFile) => outputs.some((output) => isImageOf(output, file));
	// What was given up may still come, if it was not ordered anew.
	const isThere = (file: MadeFile) => isDue(file, run.execution) || isOut(file);
	const isOfOther = ({ id }: Generation) =>
		id !== undefined &&
		!outputs.some(({ json }) => [id, null].includes(json.generationId as string));
	// Of a reply that was whole at the moment of a cancel, the node may know more than n8n keeps.
	const isKnown = (generation: Generation) =>
		knowledgeOf(generation, number) === 'files' ||
		(!isOfOther(generation) && generation.files.some(isOut));
	const known = generations.filter(
		(generation) =>
			names.includes(generation.group) && generation.run.round === run.round && isKnown(generation),
	);
	const isLost = ({ files }: Generation) => !files.some(isThere);
	const behindFirst = known.filter(isLost).map(({ files }) => Math.max(0, files.length - 1));
	const finished = known.filter((generation) => !isLost(generation));
	return {
		expectedImages: finished.flatMap(({ files }) => files.filter(isThere)).length,
		missing: wanted - finished.length,
		lostBeside: behindFirst.reduce((sum, count) => sum + count, 0),
	};
}

function isImageOf({ json, bytes }: OutputItem, made: MadeFile): boolean {
	if (made.url !== null) return json.url === made.url;
	return bytes?.equals(made.bytes) ?? isByAddress(json, made);
}

/** Sent once more under its key, an order whose reply held the image itself may be answered with an address. */
function isByAddress(json: OutputItem['json'], { alsoAt }: MadeFile): boolean {
	return alsoAt != null && json.url === alsoAt;
}

function checkImage(
	output: OutputItem,
	prompt: string,
	{ run }: Try,
	{ groups, generations, settings }: Story,
	isUsed: Set<MadeFile>,
): void {
	const { item, json, bytes } = output;
	const alike = generations.flatMap((generation) =>
		generation.files
			.filter((file) => isImageOf(output, file))
			.map((file) => ({ file, generation })),
	);
	const [found] = [...alike.filter(({ file }) => !isUsed.has(file)), ...alike];
	if (!found) broken('f', `item ${item} has an image that nobody made: ${JSON.stringify(json)}`);
	const { file, generation } = found;
	if (isUsed.has(file)) broken('f', `${file.url ?? 'bytes'} came out twice`);
	isUsed.add(file);
	const isOfItem = groups.get(generation.group)?.items.has(item) ?? false;
	if (!isOfItem || json.prompt !== prompt) broken('f', `item ${item} has another one's image`);
	if (generation.run.round !== run.round) broken('f', `item ${item} has an earlier round's image`);
	checkModel(output, generation, settings);
	const isFileWanted = settings.downloadImage || (file.url === null && !isByAddress(json, file));
	if (isFileWanted ? !bytes?.equals(file.bytes) : bytes !== null) {
		broken('f', `item ${item} has not the file of ${file.url ?? 'its bytes'}`);
	}
}

/** The output says which model made the image, and which ones did not. */
function checkModel({ item, json }: OutputItem, { model }: Generation, settings: Settings): void {
	if (json.model !== model) broken('f', `item ${item} names another model than ${model}`);
	const { models } = languages[settings.provider];
	const before = settings.fallbacks === 0 ? [] : models.slice(0, models.indexOf(model));
	const told = (json.fallbackFrom ?? []) as Array<{ model: string }>;
	if (told.map((reason) => reason.model).join() !== before.join()) {
		broken('f', `item ${item} has not the models before ${model}: ${JSON.stringify(told)}`);
	}
}

function checkInvalid(items: readonly OutputItem[], { settings }: Story): void {
	if (settings.invalidItem === null) return;
	const outputs = items.filter(({ item }) => item === settings.invalidItem);
	if (outputs.length !== 1 || !('error' in outputs[0].json)) {
		broken('f', `item ${settings.invalidItem} has no prompt, and no error`);
	}
}
