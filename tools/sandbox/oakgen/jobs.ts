import type { JobShape } from './jobShapes.ts';
import type { FinishedGeneration } from './finishedGeneration.ts';

export interface Job {
	shape: JobShape;
	generation: FinishedGeneration;
	prompt: string;
	pollsToCome: number;
}

export const defaultPendingPolls = 2;

export class Jobs {
	readonly #jobs = new Map<string, Job>();

	/** Asking again for a known job neither restarts it nor makes another. */
	open(job: Job): Job {
		const known = this.#jobs.get(job.generation.id);
		if (known) return known;
		this.#jobs.set(job.generation.id, job);
		return job;
	}

	find(id: string, polledAt: JobShape['polledAt']): Job | null {
		const job = this.#jobs.get(id);
		return job?.shape.polledAt === polledAt ? job : null;
	}

	clear(): void {
		this.#jobs.clear();
	}
}
