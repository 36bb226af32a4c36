import { forgetPeak, peakBytes } from '../../scripts/lib/peakMemory.ts';
import type { OwnReport } from '../types.ts';

type Figures = Pick<OwnReport, 'wallMs' | 'cpuMs' | 'memoryBytes'>;

/** Time, CPU time and memory of this process between a start and a stop. */
export class Stopwatch {
	#startedAt = 0;
	#cpu = process.cpuUsage();
	#restingBytes = 0;
	#figures: Figures | null = null;

	start(): void {
		forgetPeak();
		this.#restingBytes = process.memoryUsage.rss();
		this.#cpu = process.cpuUsage();
		this.#startedAt = performance.now();
	}

	stop(): void {
		const wallMs = performance.now() - this.#startedAt;
		const { user, system } = process.cpuUsage(this.#cpu);
		const memoryBytes = Math.max(0, peakBytes() - this.#restingBytes);
		this.#figures = { wallMs, cpuMs: (user + system) / 1000, memoryBytes };
	}

	read(): Figures {
		if (!this.#figures) throw new Error('The contestant did not run to its end');
		return this.#figures;
	}
}
