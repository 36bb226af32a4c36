import { get } from 'node:http';
import { storageTrouble } from '../../tools/engine/binaryData.ts';
import { readBinary } from '../../tools/engine/index.ts';
import type { LogEntry, Sandbox } from '../../tools/sandbox/index.ts';
import { bytesOf, fromList, goOn, type ImageRun, names, runImage } from '../engine/support.ts';
import type { Fate, History } from './history';
import { saidOf } from './invariants/nothingLost';
import { groupsOf, ordersOf } from './orders';
import { parametersOf } from './parametersOf';
import { Refusals } from './refusals';
import { type PlayedRules, rulesFor } from './sandboxRules';
import type { Generation, Group, MadeFile, OutputItem, PaidRequest, Story, Try } from './story';

/** What an item orders. A small picture is drawn sooner. */
const smallPicture = {
	prompt: '={{ $json.prompt }}',
	modelId: fromList('nano-banana-2'),
	resolution: '512',
};

/** Plays a history on n8n's real engine, against the sandbox, over real sockets. */
export async function playForReal(history: History, sandbox: Sandbox): Promise<Story> {
	sandbox.reset();
	const played = rulesFor(history, (rule) => sandbox.addRule(rule));
	return await new RealPlay(history, sandbox, played).story();
}

class RealPlay {
	private readonly history: History;

	private readonly sandbox: Sandbox;

	private readonly played: PlayedRules;

	private readonly tries: Try[] = [];

	/** For each try, what the sandbox was asked for until its end, and when it was cancelled. */
	private readonly bounds: Array<{ requests: number; cancelledAt: number }> = [];

	constructor(history: History, sandbox: Sandbox, played: PlayedRules) {
		this.history = history;
		this.sandbox = sandbox;
		this.played = played;
	}

	async story(): Promise<Story> {
		const { settings, course } = this.history;
		let last = await this.execute(null, false);
		const isRetriable = () => this.tries.at(-1)?.end !== 'accepted';
		for (let more = course.retriedExecutions; more > 0 && isRetriable(); more -= 1) {
			last = await this.execute(last, false);
		}
		if (isRetriable() && (settings.continues || settings.invalidItem === null)) {
			await fetch(`${this.sandbox.url}/_sandbox/rules`, { method: 'DELETE' });
			await this.execute(last, true);
		}
		const groups = groupsOf(settings);
		return { settings, groups, tries: this.tries, ...this.readSandbox() };
	}

	/** An execution with all its tries, which from outside are one. */
	private async execute(retryOf: ImageRun | null, isRecovery: boolean): Promise<ImageRun> {
		const { settings, course, chance } = this.history;
		const number = this.tries.length;
		const runs = isRecovery ? 1 : course.tries;
		const cancel = new AbortController();
		let cancelledAt = Infinity;
		const isCancelDue = course.cancel?.tryNumber === number && !isRecovery;
		let timer: NodeJS.Timeout | undefined;
		const stop = () => {
			cancelledAt = Date.now();
			cancel.abort();
		};
		const isFull = course.storage === 'full' && !isRecovery;
		const endTrouble = isFull ? storageTrouble('full') : () => undefined;
		const parameters = { ...parametersOf(settings), ...smallPicture };
		const run = await runImage(this.sandbox, parameters, {
			items: ordersOf(settings).map(({ prompt }) => ({ json: { prompt } })),
			settings: {
				...(settings.continues ? goOn : {}),
				...(runs > 1 ? { retryOnFail: true, maxTries: runs, waitBetweenTries: 1 } : {}),
			},
			binaryMode: chance === 1 ? 'filesystem' : 'default',
			signal: cancel.signal,
			onNodeStart: (name) => {
				const isTime = isCancelDue && name === names.image;
				if (isTime) timer ??= setTimeout(stop, course.cancel?.afterMs);
			},
			...(retryOf === null ? {} : { retryOf }),
		});
		clearTimeout(timer);
		endTrouble();
		const isCancelled = cancel.signal.aborted;
		// What was on its way when it was cancelled arrives before this, and not in the next execution.
		if (isCancelled) await knock(this.sandbox);
		this.tries.push({
			number,
			run: { execution: number + 1, round: 0 },
			runs,
			outcome: await outcomeOf(run),
			end: run.error ? (isCancelled ? 'cancelled' : 'failed') : 'accepted',
			isCancelled,
			kept: await keptIn(run),
			finalFailures: [],
			isRecovery,
		});
		this.bounds.push({ requests: this.sandbox.requests.length, cancelledAt });
		return run;
	}

	/** Only when all is over: after a cancel, the sandbox may still be drawing. */
	private readSandbox(): Pick<Story, 'paid' | 'generations'> {
		const generations = new Map<string, Generation>();
		const paid: PaidRequest[] = [];
		for (const [number, attempt] of this.tries.entries()) {
			const { requests, cancelledAt } = this.bounds[number];
			const from = this.bounds[number - 1]?.requests ?? 0;
			const entries = this.sandbox.requests.slice(from, requests);
			let afterCancel = 0;
			for (const entry of entries) {
				const generation = this.generationOf(entry, attempt, generations);
				const isPolled = entry.where === 'status' && entry.status === 200;
				if (isPolled && generation && !attempt.isCancelled) {
					generation.toldIn.files ??= number;
				}
				if (entry.where !== 'generate') continue;
				if (Date.parse(entry.at) > cancelledAt) afterCancel += 1;
				const request = this.readOrder(entry, generation, entries, attempt);
				// What was on its way at the time of the cancel may still arrive: one for each lane.
				const wasCancelled = afterCancel > this.history.settings.concurrency;
				paid.push({ ...request, wasCancelled });
			}
		}
		return { paid, generations: [...generations.values()] };
	}

	private generationOf(
		{ generationId }: LogEntry,
		{ run }: Try,
		known: Map<string, Generation>,
	): Generation | undefined {
		const drawn = this.sandbox.generations.find(({ id }) => id === generationId);
		if (!drawn) return undefined;
		const { id, model, prompt, idempotencyKey, images } = drawn;
		const generation = known.get(id) ?? {
			id,
			run,
			group: prompt,
			model,
			key: idempotencyKey,
			files: images.map(({ url, bytes }): MadeFile => ({
				url,
				bytes,
				isUnkeepable: false,
				refusals: new Refusals(),
			})),
			job: null,
			toldIn: { job: null, files: null, failure: null },
			forgotten: null,
		};
		known.set(id, generation);
		return generation;
	}

	private readOrder(
		entry: LogEntry,
		generation: Generation | undefined,
		entries: readonly LogEntry[],
		attempt: Try,
	): PaidRequest {
		const fate = entry.ruleApplied === null ? undefined : this.played.get(entry.ruleApplied);
		const isWhole = fate === undefined || fate.kind === 'made' || fate.kind === 'job';
		let isTold = false;
		if (generation && isWhole) {
			if (fate?.kind === 'job') {
				generation.job ??= { id: entry.generationId ?? '', denials: new Refusals() };
			}
			if (this.comesAsBytes(fate, generation.files.length)) {
				// Oakgen's reply with bytes has one image, whatever an answer that was not heard had.
				const isHeard = generation.toldIn.files !== null;
				if (this.history.settings.provider === 'oakgen' && !isHeard) generation.files.splice(1);
				for (const file of generation.files) {
					file.alsoAt ??= file.url;
					file.url = null;
					file.isUnkeepable = this.history.course.storage === 'full';
				}
			}
			const group = groupsOf(this.history.settings).get(generation.group);
			isTold = isKnown(generation, entry, entries, attempt, group);
			if (isTold) generation.toldIn[generation.job ? 'job' : 'files'] ??= attempt.number;
		}
		const key = entry.headers['idempotency-key'];
		return {
			run: attempt.run,
			tryNumber: attempt.number,
			at: Date.parse(entry.at),
			group: entry.prompt ?? '',
			model: (entry.body as { model?: string } | null)?.model ?? '',
			key: typeof key === 'string' ? key : null,
			body: JSON.stringify(entry.body),
			wasCancelled: false,
			outcome: isTold ? 'told' : outcomeBy(fate, attempt),
			isNamedLimit: false,
		};
	}

	private comesAsBytes(fate: Fate | undefined, images: number): boolean {
		if (this.history.settings.provider === 'gemini') {
			// Without a rule, and for jobs and two images, this is how the sandbox's Gemini answers.
			return fate?.kind !== 'made' || images > 1 || fate.result.kind === 'bytes';
		}
		return fate?.kind === 'made' && fate.result.kind === 'bytes';
	}
}

/** On a connection of its own: one that is kept alive would overtake those that are still queued. */
async function knock({ url }: Sandbox): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		get(`${url}/_sandbox/shapes`, { agent: false }, (reply) => {
			reply.resume().once('end', resolve);
		}).once('error', reject);
	});
}

function outcomeBy(fate: Fate | undefined, { isCancelled }: Try): PaidRequest['outcome'] {
	switch (fate?.kind) {
		case 'refused':
		case 'notAccepted':
		case 'unreadable':
		case 'failedInWords':
			return fate.kind;
		// Before a cancel, it may have been ordered once more by a later try of this execution.
		case 'lost':
		case 'redirected':
			return 'unknown';
		default:
			return isCancelled ? 'aborted' : 'unknown';
	}
}

/** Whether the answer has reached the node: after a cancel, only what it does or keeps can tell. */
function isKnown(
	{ files, job }: Generation,
	entry: LogEntry,
	entries: readonly LogEntry[],
	{ isCancelled, kept, outcome }: Try,
	group: Group | undefined,
): boolean {
	if (!isCancelled) return entry.status === 200;
	const said = group ? saidOf(group, outcome) : '';
	// A reply that was whole on an open connection is read just after the node has said its last word.
	const isCut = said.includes('may have been made and billed');
	const isTold = (trace: string) => said.includes(trace) || (!isCut && kept.includes(trace));
	if (job) return isTold(job.id);
	return files.some(({ url, bytes }) => {
		const isFetched = entries.some(
			({ where, path }) => where === 'download' && url?.endsWith(path) === true,
		);
		return isFetched || isTold(url ?? bytes.toString('base64'));
	});
}

async function outcomeOf({ error, items }: ImageRun): Promise<Try['outcome']> {
	if (!error) {
		return { kind: 'output', items: await Promise.all(items.map(readItem)) };
	}
	const { message, description, context } = error;
	const item = Number(context.itemIndex);
	return { kind: 'thrown', message, description: description ?? '', item };
}

async function readItem(output: ImageRun['items'][number]): Promise<OutputItem> {
	const { item } = output.pairedItem as { item: number };
	return { item, json: output.json, bytes: output.binary ? await bytesOf(output) : null };
}

/** With the bytes of the files that it refers to. */
async function keptIn({ run }: ImageRun): Promise<string> {
	const kept = JSON.stringify(run.data.executionData?.contextData ?? {});
	const ids = [...kept.matchAll(/"id":"(filesystem-v2:[^"]+)"/g)].map(([, id]) => id);
	const files = ids.map((id) => readBinary({ id, data: '', mimeType: '' }));
	const bytes = (await Promise.all(files)).map((file) => file.toString('base64'));
	return [kept, ...bytes].join(' ');
}
