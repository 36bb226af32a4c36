import type { IBinaryData, IContextObject, INodeExecutionData } from 'n8n-workflow';

import { runNode } from '../../nodes/OakgenImage/run/runNode';
import { VirtualClock } from '../support/virtualClock';
import type { History, Interruption } from './history';
import { makeContext } from './nodeHost';
import { groupsOf } from './orders';
import { ProviderModel } from './providerModel';
import { broken } from './invariants/broken';
import { knowledgeOf, type NodeRun, type OutputItem, type Story, type Try } from './story';

interface Execution {
	run: NodeRun;
	context: IContextObject;
	stop: AbortController;
	/** Of n8n's process. */
	kill: AbortController;
	isRecovery: boolean;
	/** What n8n has in its database of the node until the execution ends. */
	savedBefore: string;
}

/** Between two tries, as n8n waits when the user sets nothing else. */
const BETWEEN_TRIES_MS = 1000;

/** Plays a history to its end: what n8n and the user do, what the node does, and what becomes of it. */
export async function play(history: History): Promise<Story> {
	const chance = jest.spyOn(Math, 'random').mockReturnValue(history.chance);
	try {
		return await new Play(history).story();
	} finally {
		chance.mockRestore();
	}
}

class Play {
	private readonly clock = new VirtualClock();

	private readonly history: History;

	private readonly provider: ProviderModel;

	private readonly tries: Try[] = [];

	private executions = 1;

	private cancelledAt: { tryNumber: number; how: Interruption; moment: number } | null = null;

	constructor(history: History) {
		this.history = history;
		this.provider = new ProviderModel(history, this.clock);
	}

	async story(): Promise<Story> {
		const { settings, course } = this.history;
		const { paid, generations } = this.provider;
		const { tries } = this;
		let context: IContextObject = {};
		for (let round = 0; round < course.rounds; round += 1) {
			const last = await this.round(round, context);
			context = JSON.parse(last.kept) as IContextObject;
			if (last.end !== 'accepted' || last.isCancelled) break;
		}
		return { settings, groups: groupsOf(settings), paid, generations, tries };
	}

	/** @returns the last try of the round */
	private async round(round: number, context: IContextObject): Promise<Try> {
		const { settings, course } = this.history;
		let last = await this.execute(round, course.tries, context);
		const isRetriable = () => ['failed', 'cancelled', 'killed'].includes(last.end);
		for (let more = course.retriedExecutions; more > 0 && isRetriable(); more -= 1) {
			this.executions += 1;
			last = await this.execute(round, course.tries, JSON.parse(last.kept) as IContextObject);
		}
		// An item without a prompt stops every execution before it begins.
		const canSucceed = settings.continues || settings.invalidItem === null;
		if (!isRetriable() || !canSucceed) return last;
		this.executions += 1;
		this.provider.recover();
		return await this.execute(round, 1, JSON.parse(last.kept) as IContextObject, true);
	}

	/** Runs the node as n8n does with Retry On Fail. @returns the last try */
	private async execute(
		round: number,
		mostTries: number,
		context: IContextObject,
		isRecovery = false,
	): Promise<Try> {
		const execution: Execution = {
			run: { execution: this.executions, round },
			context,
			stop: new AbortController(),
			kill: new AbortController(),
			isRecovery,
			savedBefore: JSON.stringify(context),
		};
		for (let left = mostTries; ; left -= 1) {
			const done = await this.tryOnce(execution, left > 1);
			this.tries.push(done);
			if (done.end !== 'repeated') return done;
			await this.clock.advance(BETWEEN_TRIES_MS);
		}
	}

	private async tryOnce(execution: Execution, mayRepeat: boolean): Promise<Try> {
		const { run, context, stop, kill, isRecovery } = execution;
		const number = this.tries.length;
		const finalFailures: number[] = [];
		const logged: string[] = [];
		this.provider.begin({
			run,
			tryNumber: number,
			signal: AbortSignal.any([stop.signal, kill.signal]),
			finalFailures,
		});
		this.mayCancel(execution, number);
		const host = makeContext({
			settings: this.history.settings,
			executionId: `execution ${run.execution}`,
			runIndex: run.round,
			context,
			provider: this.provider,
			signal: stop.signal,
			token: 'token-of-the-first-execution',
			logged,
			end: kill.signal,
		});
		const atEnd = { kept: '', moment: 0 };
		const working = runNode(host, this.clock).finally(() => {
			Object.assign(atEnd, { kept: JSON.stringify(context), moment: this.clock.now() });
		});
		const died = new Promise<null>((resolve) => {
			kill.signal.addEventListener('abort', () => resolve(null), { once: true });
		});
		const told = await this.clock.run(Promise.race([working.then(outputOf, errorOf), died]));
		if (told === null) {
			this.provider.forget(run, number);
			const outcome = { kind: 'thrown' as const, message: '', description: '', item: 0 };
			const facts = { number, run, runs: 1, outcome, finalFailures, isRecovery };
			return { ...facts, end: 'killed', isCancelled: false, kept: execution.savedBefore };
		}
		const isCancelled = stop.signal.aborted;
		const how = this.cancelledAt?.tryNumber === number ? this.cancelledAt.how : null;
		if (how !== null) this.checkEnd(atEnd.moment, number);
		const isStop = how === 'stop';
		const outcome = isStop ? this.afterStop(run, number, logged) : withLog(told, logged);
		const end = isStop ? 'cancelled' : endOf(outcome, mayRepeat, isCancelled);
		// n8n writes down what it has some time after the node has said its last word.
		const isAtOnce = how !== null && atEnd.moment % 2 === 1;
		const now = isAtOnce ? atEnd.kept : JSON.stringify(context);
		const kept = isStop ? execution.savedBefore : now;
		return { number, run, runs: 1, outcome, end, isCancelled, kept, finalFailures, isRecovery };
	}

	/** What n8n does not get at the moment of the cancel is lost. */
	private checkEnd(endedAt: number, tryNumber: number): void {
		const { moment } = this.cancelledAt ?? { moment: endedAt };
		if (endedAt > moment) {
			broken('c', `try ${tryNumber} went on for ${endedAt - moment} ms after the cancel`);
		}
	}

	/** Nothing is saved of what the node knew, so the log has to name all of it. */
	private afterStop(run: NodeRun, number: number, logged: readonly string[]): Try['outcome'] {
		const log = logged.join(' ');
		for (const generation of this.provider.generations) {
			const knowledge = knowledgeOf(generation);
			if (generation.run.execution !== run.execution || generation.run.round !== run.round)
				continue;
			if (knowledge === 'job' && !log.includes(generation.job?.id ?? '')) {
				broken('c', `job ${generation.job?.id} is not in the log after Stop`);
			}
			for (const { url } of knowledge === 'files' ? generation.files : []) {
				if (url !== null && !log.includes(url)) broken('c', `${url} is not in the log after Stop`);
			}
		}
		this.provider.forget(run, number);
		return { kind: 'thrown', message: '', description: log, item: 0 };
	}

	private mayCancel(execution: Execution, tryNumber: number): void {
		const { cancel } = this.history.course;
		if (execution.isRecovery || cancel?.tryNumber !== tryNumber) return;
		this.clock.at(this.clock.now() + cancel.afterMs, () => {
			if (this.tries.length > tryNumber) return;
			this.cancelledAt = { ...cancel, moment: this.clock.now() };
			this.provider.files.loseUnstored();
			(cancel.how === 'kill' ? execution.kill : execution.stop).abort();
		});
	}
}

function endOf(outcome: Try['outcome'], mayRepeat: boolean, isCancelled: boolean): Try['end'] {
	// n8n's sign that a node has failed without throwing. It repeats what is cancelled, too.
	const hasFailed = outcome.kind === 'thrown' || outcome.items[0]?.json.error !== undefined;
	if (mayRepeat && hasFailed) return 'repeated';
	// n8n puts a node that throws back on its stack, and only then a retried execution runs it again.
	if (outcome.kind === 'thrown') return isCancelled ? 'cancelled' : 'failed';
	return 'accepted';
}

/** An error of many images leaves the rest to the log, and says so. */
function withLog(outcome: Try['outcome'], logged: readonly string[]): Try['outcome'] {
	if (outcome.kind === 'output' || !outcome.description.includes('in n8n’s log')) return outcome;
	return { ...outcome, description: [outcome.description, ...logged].join(' ') };
}

function outputOf(items: INodeExecutionData[]): Try['outcome'] {
	return { kind: 'output', items: items.map(readItem) };
}

function readItem({ json, binary, pairedItem }: INodeExecutionData): OutputItem {
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) throw new Error('Not paired');
	const [file] = Object.values(binary ?? {}) as Array<IBinaryData | undefined>;
	return { item: pairedItem.item, json, bytes: file ? Buffer.from(file.data, 'base64') : null };
}

function errorOf(error: unknown): Try['outcome'] {
	if (!(error instanceof Error)) throw new Error('Something was thrown that is no error');
	const { message, description, context } = error as Error & {
		description?: string | null;
		context?: { itemIndex?: number };
	};
	if (context?.itemIndex === undefined) throw error;
	return { kind: 'thrown', message, description: description ?? '', item: context.itemIndex };
}
