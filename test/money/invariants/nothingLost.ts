import {
	type Generation,
	type Group,
	isBinding,
	isDue,
	isSameRun,
	knowledgeOf,
	type MadeFile,
	type Story,
	type Try,
} from '../story';
import { broken } from './broken';

/**
 * (c) What is made, and what the node has learned of, is handed out, or named in an error of its
 * item, or kept for the next run of the node; nothing is only kept when there is no next run.
 */
export function checkNothingLost(story: Story): void {
	for (const attempt of story.tries) {
		for (const generation of story.generations) {
			if (isDueIn(generation, attempt)) checkGeneration(generation, attempt, story);
		}
		if (story.settings.retryOn !== 'any') checkUnknown(attempt, story);
	}
}

function isDueIn(generation: Generation, { run, number }: Try): boolean {
	return (
		generation.run.round === run.round &&
		generation.run.execution <= run.execution &&
		isBinding(generation, run.execution, knowledgeOf(generation, number))
	);
}

function checkGeneration(generation: Generation, attempt: Try, story: Story): void {
	const { files, job } = generation;
	const group = story.groups.get(generation.group);
	if (!group) return;
	// Sent once more under its key, an order that began a job may be answered with its images.
	if (files.length > 0 && files.every((file) => isHandedOut(file, attempt))) return;
	const said = saidOf(group, attempt.outcome);
	const mayBeKept = attempt.end !== 'accepted' && !isNews(generation, attempt);
	const where = `try ${attempt.number} (${attempt.end})`;
	if (knowledgeOf(generation, attempt.number) === 'job') {
		const id = job?.id ?? '';
		if (said.includes(id) || (mayBeKept && attempt.kept.includes(id))) return;
		broken('c', `job ${id} of "${generation.group}" is in no message and not kept, ${where}`);
	}
	for (const file of files) {
		if (!isDue(file, attempt.run.execution) || isHandedOut(file, attempt)) continue;
		const addresses = [file.url, file.alsoAt].filter((address) => typeof address === 'string');
		if (addresses.some((address) => said.includes(address))) continue;
		const traces = [...addresses, ...(file.url === null ? [file.bytes.toString('base64')] : [])];
		const isOnlyKept = mayBeKept || (file.url === null && attempt.end !== 'accepted');
		if (isOnlyKept && traces.some((trace) => attempt.kept.includes(trace))) continue;
		broken('c', `${file.url ?? 'bytes'} of "${generation.group}" are lost, ${where}`);
	}
}

/** What the node learns in a try that fails, the error of that try tells. */
function isNews({ toldIn }: Generation, { number, runs, outcome }: Try): boolean {
	const last = toldIn.files ?? toldIn.job;
	return outcome.kind === 'thrown' && runs === 1 && last === number;
}

/** What the user reads of an image: n8n shows no description where it goes on after an error. */
export function saidOf({ items }: Group, outcome: Try['outcome']): string {
	if (outcome.kind === 'thrown') return `${outcome.message} ${outcome.description}`;
	return outcome.items
		.filter(({ item }) => items.has(item))
		.map(({ json }) => String(json.error ?? ''))
		.join(' ');
}

function isHandedOut({ url, bytes, alsoAt }: MadeFile, { outcome }: Try): boolean {
	if (outcome.kind === 'thrown') return false;
	return outcome.items.some((output) =>
		url === null
			? output.bytes?.equals(bytes) === true || (alsoAt != null && output.json.url === alsoAt)
			: output.json.url === url,
	);
}

/** Whatever may be billed is told of, also when n8n runs the node again: the last try is what counts. */
function checkUnknown({ number, run, runs, outcome, end }: Try, { paid, groups }: Story): void {
	if (runs > 1 || end === 'killed') return;
	for (const request of paid) {
		const isUnknown = request.outcome === 'unknown' || request.outcome === 'aborted';
		const isOfRun = isSameRun(request.run, run) && request.tryNumber <= number;
		if (!isOfRun || !isUnknown || request.wasCancelled) continue;
		const group = groups.get(request.group);
		if (!group) continue;
		const said = saidOf(group, outcome);
		// A node that was cut off while it stored an image knows more than the model sees of it.
		if (/may have been made and billed|is paid for/.test(said)) continue;
		broken('c', `"${request.group}" may be billed, and try ${number} does not say so`);
	}
}
