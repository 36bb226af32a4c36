import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { VirtualClock } from '../support/virtualClock';
import { FileHost } from './fileHost';
import { FOR_EVER } from './histories';
import type { Event, Fate, History, JobFate, PollFault } from './history';
import { groupName, groupsBySlot } from './orders';
import { Refusals } from './refusals';
import { type Answer, certainStatus, htmlPage, type Language, languages } from './replies';
import type { Generation, MadeJob, NodeRun, PaidRequest } from './story';
import { cancelError, type Conditions, type Transmission, transmit } from './wire';

/** The try that is under way. */
export interface Scene {
	run: NodeRun;
	tryNumber: number;
	signal: AbortSignal;
	finalFailures: number[];
}

/** A job whose fate goes on when it is asked for. */
interface RunningJob extends MadeJob {
	generation: Generation;
	fate: JobFate;
	faults: PollFault[];
	/** Answers in a row, in one try, that say done and show nothing. */
	imageless: { tryNumber: number; count: number };
}

const WELL: Event = {
	fate: { kind: 'made', result: { kind: 'urls', downloads: [[]] } },
	takesMs: 40,
};
const POLL_TAKES_MS = 23;

/** After so many the node gives up for the time being. */
const MOST_IMAGELESS = 5;

/**
 * A provider in memory that does what a history says, and knows the truth: what it made, for which
 * request, and what the node was told of it.
 */
export class ProviderModel {
	readonly paid: PaidRequest[] = [];

	readonly generations: Generation[] = [];

	readonly files: FileHost;

	/** Of the settings: the first one and its fallbacks. */
	readonly models: readonly string[];

	private readonly history: History;

	private readonly clock: VirtualClock;

	private readonly language: Language;

	private readonly incidents = new Map<string, Event[]>();

	private readonly jobs = new Map<string, RunningJob>();

	private readonly jobOf = new Map<Generation, RunningJob>();

	private readonly byKey = new Map<string, Generation>();

	private readonly isGoogle: boolean;

	private isWell = false;

	private scene: Scene | null = null;

	/** Of the execution that runs. */
	private firstTry = 0;

	constructor(history: History, clock: VirtualClock) {
		this.history = history;
		this.clock = clock;
		this.language = languages[history.settings.provider];
		this.isGoogle = history.settings.provider === 'gemini';
		this.files = new FileHost(clock, history.course.storage);
		this.models = this.language.models.slice(0, 1 + history.settings.fallbacks);
		const groups = groupsBySlot(history.settings);
		for (const incident of history.incidents) {
			const group = groups[incident.slot % groups.length];
			this.incidents.set(group, [...(this.incidents.get(group) ?? []), incident]);
		}
	}

	begin(scene: Scene): void {
		if (scene.run.execution !== this.scene?.run.execution) this.firstTry = scene.tryNumber;
		this.scene = scene;
	}

	/**
	 * n8n has lost what the node was told in this execution, in whatever try; what it had kept of earlier
	 * executions it has still.
	 */
	forget({ execution, round }: NodeRun, tryNumber: number): void {
		for (const generation of this.generations) {
			const { run, toldIn } = generation;
			generation.job?.denials.forget(execution);
			for (const { refusals } of generation.files) refusals.forget(execution);
			if (run.round !== round) continue;
			if (run.execution === execution) {
				generation.forgotten = { from: tryNumber, again: { job: null, files: null } };
				continue;
			}
			for (const what of ['job', 'files', 'failure'] as const) {
				if ((toldIn[what] ?? -1) >= this.firstTry) toldIn[what] = null;
			}
		}
	}

	/** From now on everything works, and lost jobs are found again. */
	recover(): void {
		this.isWell = true;
		this.files.recover();
	}

	/** `httpRequestWithAuthentication`: n8n ends such a request when the execution is cancelled. */
	async requestWithKey(
		credential: string,
		options: IHttpRequestOptions,
	): Promise<IN8nHttpFullResponse> {
		const scene = this.currentScene();
		if (credential !== this.language.credential) throw new Error(`The key is of ${credential}`);
		const path = options.url.replace(this.language.baseUrl, '');
		const isPaid = options.method === 'POST';
		if (isPaid && path !== this.language.generatePath) throw new Error(`Nothing is at ${path}`);
		const answered = isPaid ? this.pay(options, scene) : this.poll(path, options, scene);
		return await answered;
	}

	/** `httpRequest`. */
	async requestWithoutKey(options: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		return await this.files.download(options, this.currentScene());
	}

	private currentScene(): Scene {
		if (this.scene === null) throw new Error('No try is under way');
		return this.scene;
	}

	private async pay(options: IHttpRequestOptions, scene: Scene): Promise<IN8nHttpFullResponse> {
		const { model, prompt, seed } = this.language.orderIn(options.body);
		const key = options.headers?.['Idempotency-Key'];
		const request: PaidRequest = {
			run: scene.run,
			tryNumber: scene.tryNumber,
			at: this.clock.now(),
			group: groupName(prompt, seed),
			model,
			key: typeof key === 'string' ? key : null,
			body: JSON.stringify(options.body),
			wasCancelled: scene.signal.aborted,
			outcome: 'unknown',
			isNamedLimit: false,
		};
		this.paid.push(request);
		if (request.wasCancelled) throw cancelError();
		const next = this.isWell ? WELL : this.incidents.get(request.group)?.shift();
		const { fate, takesMs, staysOpen = false } = next ?? this.history.usual;
		const onCut = () => void (request.outcome = 'cut');
		const conditions = { clock: this.clock, takesMs, timeoutMs: timeoutOf(options), onCut };
		const { transmission: played, ...reactions } = this.play(fate, request, scene);
		const transmission = staysOpen ? keptOpen(played, fate) : played;
		const answered = transmit(transmission, { ...conditions, ...reactions, signal: scene.signal });
		return await answered.catch((error: unknown) => {
			if (scene.signal.aborted) request.outcome = 'aborted';
			throw error;
		});
	}

	/** What the provider does, and what the node knows when the answer is through. */
	private play(
		fate: Fate,
		request: PaidRequest,
		scene: Scene,
	): { transmission: Transmission } & Pick<Conditions, 'onWhole' | 'onLost'> {
		const { retryOn, maxRetries } = this.history.settings;
		const fail = (at: number) => void scene.finalFailures.push(at);
		/** Of an attempt after which the node has no choice. */
		const told = (outcome: PaidRequest['outcome'], isFinal: boolean) => () => {
			request.outcome = outcome;
			if (isFinal) fail(this.clock.now());
		};
		const isOnlyAttempt = retryOn === 'never' || maxRetries === 0;
		const leavesNoModel = (status: number) =>
			!isModelsFault(status) || request.model === this.models.at(-1);
		const onLost = retryOn === 'any' && !isOnlyAttempt ? undefined : fail;
		const whole = (answer: Answer, onWhole: () => void) => ({
			transmission: { kind: 'whole' as const, answer },
			onWhole,
			onLost,
		});
		switch (fate.kind) {
			case 'refused':
				return whole(this.language.error(fate.status), told('refused', leavesNoModel(fate.status)));
			case 'notAccepted': {
				const { retryAfterS } = fate;
				const status = certainStatus(fate.status, this.history.settings.provider);
				const answer = this.language.error(status);
				if (retryAfterS !== null) answer.headers['retry-after'] = String(retryAfterS);
				request.isNamedLimit = [429, 503].includes(status) && (retryAfterS ?? 0) >= 0.5;
				return whole(answer, told('notAccepted', isOnlyAttempt && leavesNoModel(status)));
			}
			case 'notReached':
				return {
					transmission: { kind: 'error', code: 'ECONNREFUSED' },
					onLost: told('notAccepted', isOnlyAttempt),
				};
			case 'lost': {
				const generation = fate.isMade ? this.generate(WELL.fate, request) : null;
				if (fate.how === 'hang') return { transmission: { kind: 'silence' }, onLost };
				if (fate.how === 'reset') {
					return { transmission: { kind: 'error', code: 'ECONNRESET' }, onLost };
				}
				if (fate.how === 'half' || fate.how === 'stall') {
					const answer = generation ? this.answerWith(generation) : htmlPage;
					const then = fate.how === 'half' ? 'reset' : 'silence';
					return { transmission: { kind: 'half', answer, then }, onLost };
				}
				const told504 = !this.isGoogle && ['HTTP 408', 'HTTP 502'].includes(fate.how);
				const status = told504 ? 504 : Number(fate.how.slice(5));
				return whole(this.language.error(status), told('unknown', onLost !== undefined));
			}
			case 'redirected': {
				if (fate.isMade) this.generate(WELL.fate, request);
				const headers = { location: 'https://elsewhere.example.com/result' };
				return whole({ ...this.language.error(fate.status), headers }, told('unknown', true));
			}
			case 'unreadable':
				if (fate.isMade) this.generate(WELL.fate, request);
				return whole(htmlPage, told('unreadable', true));
			case 'failedInWords':
				return whole(this.language.failed(null), told('failedInWords', true));
			case 'made':
			case 'job': {
				const generation = this.generate(fate, request);
				return whole(this.answerWith(generation), () => {
					request.outcome = 'told';
					noteTold(generation, generation.job ? 'job' : 'files', scene.tryNumber);
				});
			}
		}
	}

	/** Makes what was ordered, unless the idempotency key says that it is made already. */
	private generate(fate: Fate, { run, group, model, key }: PaidRequest): Generation {
		const known = key === null ? undefined : this.byKey.get(key);
		if (known && known.toldIn.failure === null) return known;
		const result = fate.kind === 'job' ? fate.end : fate.kind === 'made' ? fate.result : null;
		const files =
			result === null || typeof result === 'string'
				? this.files.make({ kind: 'urls', downloads: [[]] })
				: this.files.make(result, fate.kind === 'job');
		const generation: Generation = {
			run,
			group,
			model,
			key,
			files,
			job: null,
			toldIn: { job: null, files: null, failure: null },
			forgotten: null,
		};
		if (fate.kind === 'job') generation.job = this.open(fate, generation);
		this.generations.push(generation);
		if (key !== null && this.history.settings.honoursKey) this.byKey.set(key, generation);
		return generation;
	}

	private open(fate: JobFate, generation: Generation): RunningJob {
		const job: RunningJob = {
			id: `job-${this.jobs.size + 1}-of-the-model`,
			denials: new Refusals(),
			generation,
			fate,
			faults: fate.polls.flatMap(({ what, times }) => Array<PollFault>(times).fill(what)),
			imageless: { tryNumber: -1, count: 0 },
		};
		this.jobs.set(job.id, job);
		this.jobOf.set(generation, job);
		return job;
	}

	private answerWith(generation: Generation): Answer {
		const job = this.jobOf.get(generation);
		if (!job) return this.language.done('interaction', generation.files);
		const statusUrl = `${this.language.baseUrl}/jobs/${job.id}`;
		return this.language.pending(job.id, job.fate.isNamed ? statusUrl : null);
	}

	private async poll(
		path: string,
		options: IHttpRequestOptions,
		scene: Scene,
	): Promise<IN8nHttpFullResponse> {
		if (scene.signal.aborted) throw cancelError();
		const job = this.jobs.get(path.split('/').at(-1) ?? '');
		if (!job) throw new Error(`No job is at ${path}`);
		const conditions = {
			clock: this.clock,
			takesMs: POLL_TAKES_MS,
			timeoutMs: timeoutOf(options),
			signal: scene.signal,
		};
		const fault = this.isWell ? undefined : job.faults.shift();
		if (fault === 'imageless') {
			const onWhole = () => this.countImageless(job, scene);
			const answer = this.language.imageless(job.id);
			return await transmit({ kind: 'whole', answer }, { ...conditions, onWhole });
		}
		job.imageless.count = 0;
		if (fault) return await transmit(this.faultyPoll(fault, job, scene), conditions);
		const { transmission, onWhole } = this.endOf(job, scene);
		return await transmit(transmission, { ...conditions, onWhole });
	}

	private countImageless({ imageless }: RunningJob, { tryNumber, finalFailures }: Scene): void {
		if (imageless.tryNumber !== tryNumber) Object.assign(imageless, { tryNumber, count: 0 });
		imageless.count += 1;
		if (imageless.count === MOST_IMAGELESS) finalFailures.push(this.clock.now());
	}

	private faultyPoll(
		fault: Exclude<PollFault, 'imageless'>,
		job: RunningJob,
		scene: Scene,
	): Transmission {
		switch (fault) {
			case 'pending':
				return { kind: 'whole', answer: this.language.pending(job.id, null) };
			case 'nameless':
				return { kind: 'whole', answer: this.language.pending(null, null) };
			case 'open':
				return { kind: 'open', answer: this.language.pending(job.id, null) };
			case 'reset':
				return { kind: 'error', code: 'ECONNRESET' };
			case 'hang':
				return { kind: 'silence' };
			case 'html':
				job.denials.note(scene.run.execution);
				return { kind: 'whole', answer: htmlPage };
			case 'HTTP 404':
				job.denials.note(scene.run.execution);
				return { kind: 'whole', answer: this.language.error(404) };
			case 'HTTP 429':
			case 'HTTP 500':
				return { kind: 'whole', answer: this.language.error(Number(fault.slice(5))) };
		}
	}

	private endOf(
		job: RunningJob,
		scene: Scene,
	): { transmission: Transmission; onWhole?: (() => void) | undefined } {
		const { end } = job.fate;
		const { generation } = job;
		if (!this.isWell && end === 'endless')
			return { transmission: this.faultyPoll('pending', job, scene) };
		if (!this.isWell && end === 'gone')
			return { transmission: this.faultyPoll('HTTP 404', job, scene) };
		const hasFailed =
			end === 'failedInWords' && (!this.isWell || generation.toldIn.failure !== null);
		if (hasFailed) {
			return {
				transmission: { kind: 'whole', answer: this.language.failed(job.id) },
				onWhole: () => {
					generation.toldIn.failure ??= scene.tryNumber;
					scene.finalFailures.push(this.clock.now());
				},
			};
		}
		return {
			transmission: { kind: 'whole', answer: this.language.done(job.id, generation.files) },
			onWhole: () => {
				noteTold(generation, 'files', scene.tryNumber);
				const isInVain = this.files.areMissed(generation.files, scene.tryNumber);
				if (isInVain) scene.finalFailures.push(this.clock.now());
			},
		};
	}
}

/** Only of JSON can the node know that nothing more comes. */
function keptOpen(transmission: Transmission, { kind }: Fate): Transmission {
	const isTold = ['made', 'job', 'failedInWords'].includes(kind);
	return isTold && transmission.kind === 'whole' ? { ...transmission, kind: 'open' } : transmission;
}

/** Of a request that made nothing: another model may be asked. */
function isModelsFault(status: number): boolean {
	return status === 404 || status === 410 || status >= 500;
}

function timeoutOf({ timeout = FOR_EVER }: IHttpRequestOptions): number {
	return timeout;
}

function noteTold(
	{ toldIn, forgotten }: Generation,
	what: 'job' | 'files',
	tryNumber: number,
): void {
	const told = forgotten?.again ?? toldIn;
	told[what] ??= tryNumber;
}
