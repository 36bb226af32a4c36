import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { forgetPeak, peakBytes } from '../../scripts/lib/peakMemory.ts';
import type { OwnReport } from '../types.ts';
import { threadTimes } from './threads.ts';

type Figures = Pick<
	OwnReport,
	'wallMs' | 'cpuMs' | 'mainMs' | 'v8Ms' | 'memoryBytes' | 'heldBytes' | 'collections'
>;

/** A collection takes about 0.1 s in a process that has n8n loaded. */
const LOOK_EVERY_MS = 200;

/** Time, CPU time, memory and garbage collections of this process between a start and a stop. */
export class Stopwatch {
	#startedAt = 0;
	#cpu = process.cpuUsage();
	#threads = threadTimes();
	#restingBytes = 0;
	#heldBytes = 0;
	#looks: NodeJS.Timeout | undefined;
	readonly #measuresHeld: boolean;
	#figures: Omit<Figures, 'collections'> | null = null;
	readonly #collections: PerformanceEntry[] = [];
	readonly #observer = new PerformanceObserver((seen) => {
		this.#collections.push(...seen.getEntries().filter(isOfWholeHeap));
	});

	/** @param measuresHeld what is still in use is measured as well; needs `--expose-gc` */
	constructor(measuresHeld: boolean) {
		this.#measuresHeld = measuresHeld;
	}

	start(): void {
		if (this.#measuresHeld) this.#lookAtWhatIsHeld();
		this.#observer.observe({ entryTypes: ['gc'] });
		forgetPeak();
		this.#restingBytes = process.memoryUsage.rss();
		this.#cpu = process.cpuUsage();
		this.#threads = threadTimes();
		this.#startedAt = performance.now();
	}

	stop(): void {
		const wallMs = performance.now() - this.#startedAt;
		clearInterval(this.#looks);
		const { user, system } = process.cpuUsage(this.#cpu);
		const threads = threadTimes();
		const memoryBytes = Math.max(0, peakBytes() - this.#restingBytes);
		this.#figures = {
			wallMs,
			cpuMs: (user + system) / 1000,
			mainMs: threads.mainMs - this.#threads.mainMs,
			v8Ms: threads.v8Ms - this.#threads.v8Ms,
			memoryBytes,
			heldBytes: this.#heldBytes,
		};
	}

	#lookAtWhatIsHeld(): void {
		const atStart = inUse();
		this.#looks = setInterval(() => {
			this.#heldBytes = Math.max(this.#heldBytes, inUse() - atStart);
		}, LOOK_EVERY_MS);
	}

	/** To be read a little later: Node tells of a collection after the work that it interrupted. */
	read(): Figures {
		if (!this.#figures) throw new Error('The contestant did not run to its end');
		this.#observer.disconnect();
		const stoppedAt = this.#startedAt + this.#figures.wallMs;
		const isOfRun = ({ startTime }: PerformanceEntry) =>
			startTime >= this.#startedAt && startTime < stoppedAt;
		return { ...this.#figures, collections: this.#collections.filter(isOfRun).length };
	}
}

/** Bytes of the heap and of buffers that a garbage collection leaves. */
function inUse(): number {
	globalThis.gc?.();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

/** @param entry of the type `gc`, which has this detail, though Node's types do not know it */
function isOfWholeHeap(entry: PerformanceEntry): boolean {
	const { detail } = entry as PerformanceEntry & { detail: { kind: number } };
	return detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}
