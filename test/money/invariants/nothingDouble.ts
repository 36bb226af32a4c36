import {
	type Generation,
	isBinding,
	isSameRun,
	knowledgeOf,
	type NodeRun,
	type Story,
	type Try,
} from '../story';
import { broken } from './broken';

/**
 * (a) No image is made twice, and (b) no more is made and asked for than the settings allow.
 *
 * Allowed are: a generation that the provider itself declared failed; under Retry On = any, one more
 * for every attempt with an unknown outcome; and in a new execution, which a person has started, what
 * never came through in the ones before.
 */
export function checkNothingDouble(story: Story): void {
	const { groups, generations } = story;
	for (const run of runsOf(story)) {
		for (const [group, { size }] of groups) {
			const ofGroup = generations.filter((generation) => generation.group === group);
			checkGenerations(group, size, ofGroup, run, story);
			const keys = new Set(ofGroup.map(({ key }) => key).filter((key) => key !== null));
			for (const key of keys) {
				const ofKey = ofGroup.filter((generation) => generation.key === key);
				checkGenerations(`${group} (${key})`, 1, ofKey, run, story);
			}
		}
	}
	for (const attempt of story.tries) checkAttempts(attempt, story);
}

function runsOf({ tries }: Story): NodeRun[] {
	const runs: NodeRun[] = [];
	for (const { run } of tries) if (!runs.some((known) => isSameRun(known, run))) runs.push(run);
	return runs;
}

function checkGenerations(
	what: string,
	wanted: number,
	generations: readonly Generation[],
	run: NodeRun,
	{ settings, paid, tries }: Story,
): void {
	const numbers = tries.filter((one) => isSameRun(one.run, run)).map(({ number }) => number);
	const ofRound = generations.filter((generation) => generation.run.round === run.round);
	const now = ofRound.filter(
		(made) => made.run.execution === run.execution && made.toldIn.failure === null,
	);
	const before = ofRound.filter(
		(made) =>
			made.run.execution < run.execution &&
			!numbers.some((number) => knowledgeOf(made, number) === 'failure') &&
			// What only a later execution learns of does not bind this one.
			numbers.some((number) => isBinding(made, run.execution, knowledgeOf(made, number))),
	);
	const keys = new Set(generations.map(({ key }) => key));
	const groups = new Set(generations.map(({ group }) => group));
	const unknown = paid.filter(
		(request) =>
			isSameRun(request.run, run) &&
			request.outcome === 'unknown' &&
			groups.has(request.group) &&
			keys.has(request.key),
	);
	const allowed = wanted + (settings.retryOn === 'any' ? unknown.length : 0);
	const made = now.length + before.length;
	if (made <= allowed) return;
	const where = `execution ${run.execution}, round ${run.round}`;
	broken('a', `${what}: ${made} generations instead of at most ${allowed} (${where})`);
}

function checkAttempts({ number, runs }: Try, { settings, groups, paid }: Story): void {
	const { retryOn, maxRetries, fallbacks } = settings;
	const models = 1 + fallbacks;
	for (const [name, { size }] of groups) {
		const sent = paid.filter((request) => request.tryNumber === number && request.group === name);
		const counted =
			retryOn === 'never' || maxRetries === 0
				? sent
				: sent.filter((request) => !request.isNamedLimit);
		const allowed = runs * size * models * (retryOn === 'never' ? 1 : 1 + maxRetries);
		if (counted.length <= allowed) continue;
		broken('b', `${name}: ${counted.length} paid requests instead of at most ${allowed}`);
	}
	for (const { group } of paid) {
		if (!groups.has(group)) broken('b', `"${group}" was ordered, and nobody has asked for it`);
	}
}
