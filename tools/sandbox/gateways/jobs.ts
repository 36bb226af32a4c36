import { fillIn } from '../fillIn.ts';
import type { FinishedGeneration } from '../oakgen/finishedGeneration.ts';
import type { WireReply } from '../wire.ts';
import { blanksOf } from './blanks.ts';
import type { GatewayBlanks } from './blanks.ts';
import type { Dialect, Instead, Said } from './gateway.ts';
import { say } from './say.ts';

/** Polls that find a job unfinished, unless a rule says otherwise. */
const defaultPendingPolls = 1;

/** What is answered at one address of a job: its answers in turn, the last one again and again. */
interface Counter {
	generation: FinishedGeneration;
	answers: WireReply[];
}

/** Jobs would be asked for every few seconds; nobody needs to wait for the sandbox. */
const atOnce = { 'retry-after': '0' };

/** The jobs of all gateways, by the addresses at which they are asked for. */
export class GatewayJobs {
	readonly #counters = new Map<string, Counter>();
	readonly #numbers = new Map<string, number>();

	/** The answer to the order; what it promises can be asked for from then on. */
	open(
		dialect: Dialect,
		instead: Instead,
		generation: FinishedGeneration,
		place: { url: string; foreignUrl: string },
		pendingPolls = defaultPendingPolls,
	): WireReply {
		const blanks = blanksOf(generation, { ...place, jobNumber: this.#numberOf(generation.id) });
		const submitted = say(instead.submit ?? dialect.submit, blanks);
		const { poll, result } = dialect;
		if (!poll || instead.submit) return submitted;
		const running = Array<Said>(pendingPolls).fill(poll.running);
		this.#answer(poll.path, [...running, instead.poll ?? poll.done], generation, blanks);
		if (result) this.#answer(result.path, [instead.result ?? result.done], generation, blanks);
		return quick(submitted);
	}

	/** The answer to a request for this path and query; null when no job is there. */
	ask(path: string): { generation: FinishedGeneration; answer: () => WireReply } | null {
		const counter = this.#counters.get(path);
		if (!counter) return null;
		const { generation, answers } = counter;
		const next = () => (answers.length > 1 ? answers.shift() : answers[0]) as WireReply;
		return { generation, answer: next };
	}

	clear(): void {
		this.#counters.clear();
		this.#numbers.clear();
	}

	/** Asking for a known job again, by its idempotency key, does not start it anew. */
	#answer(path: string, said: Said[], generation: FinishedGeneration, blanks: GatewayBlanks): void {
		const at = fillIn(path, blanks);
		if (this.#counters.has(at)) return;
		this.#counters.set(at, { generation, answers: said.map((one) => quick(say(one, blanks))) });
	}

	#numberOf(id: string): number {
		const number = this.#numbers.get(id) ?? 17_000_001 + this.#numbers.size;
		this.#numbers.set(id, number);
		return number;
	}
}

function quick(wire: WireReply): WireReply {
	return { ...wire, headers: { ...atOnce, ...wire.headers } };
}
