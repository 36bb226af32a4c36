import type { ModelOperation } from '../../nodes/OakgenImage/providers/types';
import type { HttpReply } from '../../nodes/OakgenImage/transport/types';
import { costInPasses, startCpuWatch } from '../support/cpuCost';
import { checkImage, readImage } from './checkImage';
import { checkReading, readReply } from './checkReading';
import { checkRun, checkSecondTry, runCase } from './checkRun';
import { makeCorpus, providerNames, type Corpus } from './corpus';
import { Flaw } from './flaw';
import { mutateBytes } from './mutateBytes';
import { mutateReply } from './mutateReply';
import { Random, seedOfCase } from './random';
import type { ProviderName } from '../support/providers';

/**
 * What one reply, or one image file, may cost to read, in passes over a text of a megabyte; of a longer
 * one, for each of its megabytes.
 */
export const MOST_PASSES = 6;

/** Milliseconds of CPU; what costs less need not be measured alone. */
const SUSPECT_MS = 10;

/**
 * A suspect is measured alone so many times: garbage collection hits any single measurement, and the
 * engine compiles beside the first of them.
 */
const SUSPECT_ROUNDS = 20;

/** The whole node takes ten times as long as its readers. */
const WHOLE_NODE_EVERY = 5;

const MOST_FAILURES = 20;

export interface FuzzOptions {
	seed: number;
	/** Number of the first case. */
	from?: number;
	count: number;
	onProgress?(done: number): void;
}

/** A case in which a property does not hold; seed and number repeat it. */
export interface FuzzFailure {
	seed: number;
	number: number;
	provider: ProviderName;
	operation: ModelOperation;
	flaw: string;
	reply: HttpReply;
	image: Buffer;
}

export interface FuzzReport {
	seed: number;
	cases: number;
	/** Through the whole node. */
	wholeRuns: number;
	/** After a paid run that failed. */
	secondTries: number;
	/** How often each came out. */
	readings: Record<string, number>;
	images: Record<string, number>;
	runs: Record<string, number>;
	/** In passes over a text of a megabyte. */
	slowest: { reply: Slowest; image: Slowest };
	failures: FuzzFailure[];
}

interface Slowest {
	passes: number;
	number: number;
}

/** Gives mutated replies to the node's readers, and some of them to the whole node. */
export async function fuzz({
	seed,
	from = 0,
	count,
	onProgress,
}: FuzzOptions): Promise<FuzzReport> {
	const corpus = await makeCorpus();
	const report: FuzzReport = {
		seed,
		cases: 0,
		wholeRuns: 0,
		secondTries: 0,
		readings: {},
		images: {},
		runs: {},
		slowest: { reply: { passes: 0, number: -1 }, image: { passes: 0, number: -1 } },
		failures: [],
	};
	for (let number = from; number < from + count; number += 1) {
		const failure = await playCase(number, corpus, report);
		if (failure) report.failures.push(failure);
		if (report.failures.length >= MOST_FAILURES) break;
		report.cases += 1;
		onProgress?.(report.cases);
	}
	return report;
}

async function playCase(
	number: number,
	corpus: Corpus,
	report: FuzzReport,
): Promise<FuzzFailure | null> {
	const random = new Random(seedOfCase(report.seed, number));
	const provider = random.pick(providerNames);
	const operation = random.pick<ModelOperation>(['generate', 'edit']);
	const reply = mutateReply(provider, random, corpus);
	const image = mutateBytes(random.pick(corpus.images), random);
	try {
		const request = corpus.requests[provider][operation];
		const read = () => readReply(reply, provider, request);
		const reading = timed(read, report.slowest.reply, { number, bytes: reply.body.length });
		checkReading(reading, provider, request);
		count(report.readings, reading.generation?.status ?? 'error status');

		const readIt = () => readImage(image);
		const imageReading = timed(readIt, report.slowest.image, { number, bytes: image.length });
		await checkImage(image, imageReading, random);
		count(report.images, imageReading.problem?.replace(/\d+/g, 'n') ?? 'whole');

		if (number % WHOLE_NODE_EVERY !== 0) return null;
		const ran = await runCase(reply, provider, operation, random, corpus);
		checkRun(ran, corpus);
		report.wholeRuns += 1;
		count(report.runs, outcomeOf(ran.run));
		const isChecked = await checkSecondTry(ran, provider, random, corpus);
		if (isChecked) report.secondTries += 1;
		checkPrototypes();
		return null;
	} catch (error) {
		const flaw =
			error instanceof Flaw
				? error.message
				: `throws ${error instanceof Error ? error.stack : String(error)}`;
		return { seed: report.seed, number, provider, operation, flaw, reply, image };
	}
}

/** @throws Flaw when `work` takes too long, also when it is measured alone */
function timed<T>(
	work: () => T,
	slowest: Slowest,
	{ number, bytes }: { number: number; bytes: number },
): T {
	const stop = startCpuWatch();
	const result = work();
	if (stop() < SUSPECT_MS) return result;
	const passes = costInPasses(work, SUSPECT_ROUNDS) / Math.max(1, bytes / 1_000_000);
	if (passes > slowest.passes) Object.assign(slowest, { passes, number });
	if (passes > MOST_PASSES) throw new Flaw(`it takes as much as ${passes} passes over a megabyte`);
	return result;
}

function count(counts: Record<string, number>, name: string): void {
	counts[name] = (counts[name] ?? 0) + 1;
}

/** The node's sentence without what is particular to the reply. */
function outcomeOf({ items, error }: Awaited<ReturnType<typeof runCase>>['run']): string {
	const errors = items.flatMap(({ json }) => ('error' in json ? [String(json.error)] : []));
	const message = error instanceof Error ? error.message : errors[0];
	if (message === undefined) return 'images only';
	const sentence = message
		.replace(/^(Oakgen|Google Gemini)|(?<= of )(Oakgen|Google Gemini)/, 'it')
		.replace(/ \(id [^)]*\)/, '')
		.replace(/ (job|from) .*/, '')
		.replace(/\d+/g, 'n');
	const kind = /^[\w ’]+/.exec(sentence)?.[0].trim() ?? 'other';
	return items.length > errors.length ? `images, and: ${kind}` : kind;
}

const namesOfPrototypes = [Object.prototype, Array.prototype, Function.prototype].map(namesOf);

function namesOf(prototype: object): string {
	return Object.getOwnPropertyNames(prototype).join();
}

function checkPrototypes(): void {
	const names = [Object.prototype, Array.prototype, Function.prototype].map(namesOf);
	if (names.join('\n') !== namesOfPrototypes.join('\n')) throw new Flaw('a prototype is polluted');
}
