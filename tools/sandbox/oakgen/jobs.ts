import type { FinishedGeneration } from './finishedGeneration.ts';
import type { JobShape } from './jobShapes.ts';

export const defaultPendingPolls = 2;

export interface JobTimes {
	/** Polls that find it unfinished. */
	pendingPolls: number;
	/** Time that it takes, however often it is polled. */
	pendingMs: number;
}

/** A generation that was promised. It can be read any number of times, and is never forgotten. */
export class Job {
	readonly shape: JobShape;
	readonly generation: FinishedGeneration;
	readonly prompt: string;
	/** Polls that found it finished. */
	pollsSinceEnd = 0;
	#pollsToCome: number;
	/** On the clock that no test turns. */
	#readyAtMs: number;

	constructor(shape: JobShape, generation: FinishedGeneration, prompt: string, times: JobTimes) {
		this.shape = shape;
		this.generation = generation;
		this.prompt = prompt;
		this.#pollsToCome = times.pendingPolls;
		this.#readyAtMs = performance.now() + times.pendingMs;
	}

	get hasEnded(): boolean {
		return this.#pollsToCome <= 0 && performance.now() >= this.#readyAtMs;
	}

	countPoll(foundEnded: boolean): void {
		if (foundEnded) this.pollsSinceEnd += 1;
		else this.#pollsToCome -= 1;
	}

	finish(): void {
		this.#pollsToCome = 0;
		this.#readyAtMs = 0;
	}
}

export class Jobs {
	readonly #jobs = new Map<string, Job>();

	/** Asking again for a known job neither restarts it nor makes another. */
	open(job: Job): { job: Job; isNew: boolean } {
		const known = this.#jobs.get(job.generation.id);
		if (known) return { job: known, isNew: false };
		this.#jobs.set(job.generation.id, job);
		const alias = job.shape.alias?.(job.generation);
		if (alias !== undefined) this.#jobs.set(alias, job);
		return { job, isNew: true };
	}

	get(id: string): Job | null {
		return this.#jobs.get(id) ?? null;
	}

	find(id: string, polledAt: JobShape['polledAt']): Job | null {
		const job = this.get(id);
		return job?.shape.polledAt === polledAt ? job : null;
	}

	running(): number {
		return new Set([...this.#jobs.values()].filter((job) => !job.hasEnded)).size;
	}

	clear(): void {
		this.#jobs.clear();
	}
}
