import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { VirtualClock } from '../support/virtualClock';
import type { Course, DownloadFault, Result } from './history';
import { pngNumber } from './png';
import type { Scene } from './providerModel';
import { Refusals } from './refusals';
import { answerJson, htmlPage } from './replies';
import type { MadeFile } from './story';
import { type Transmission, transmit } from './wire';

interface HostedFile extends MadeFile {
	faults: DownloadFault[];
	storageFails: number;
	isStored: boolean;
	/** A job names its address, and is asked for another one before the file is given up. */
	isOfJob: boolean;
	/** The try in which the node did not get it. */
	missedIn: number | null;
	/** In this try, also those that brought no answer. */
	requests: { tryNumber: number; count: number; since: number };
}

/** Where the provider keeps the files it made, and the trouble with fetching and storing them. */
export class FileHost {
	private readonly clock: VirtualClock;

	/** Of n8n, not of the provider. */
	private storage: Course['storage'];

	private readonly files: HostedFile[] = [];

	constructor(clock: VirtualClock, storage: Course['storage']) {
		this.clock = clock;
		this.storage = storage;
	}

	make(result: Result, isOfJob = false): MadeFile[] {
		const troubles = result.kind === 'urls' ? result.downloads : [[]];
		return troubles.map((faults) => {
			const serial = this.files.length + 1;
			const file: HostedFile = {
				url: result.kind === 'urls' ? `https://files.example.com/${serial}.png` : null,
				bytes: pngNumber(serial),
				isUnkeepable: false,
				isStored: false,
				isOfJob,
				missedIn: null,
				faults: faults.flatMap(({ what, times }) => Array<DownloadFault>(times).fill(what)),
				storageFails: result.kind === 'bytes' ? result.storageFails : 0,
				refusals: new Refusals(),
				requests: { tryNumber: -1, count: 0, since: 0 },
			};
			this.files.push(file);
			return file;
		});
	}

	/** Bytes that n8n has not stored are in the node's memory, and nowhere else. */
	loseUnstored(): void {
		for (const file of this.files) file.isUnkeepable ||= file.url === null && !file.isStored;
	}

	recover(): void {
		this.storage = 'works';
		for (const file of this.files) Object.assign(file, { faults: [], storageFails: 0 });
	}

	/** Whether the node has missed one of these in this try, and is told of the same ones again. */
	areMissed(files: readonly MadeFile[], tryNumber: number): boolean {
		return this.files.some((file) => files.includes(file) && file.missedIn === tryNumber);
	}

	/** @throws as n8n's storage when it has no room */
	async store(bytes: unknown): Promise<void> {
		const file = this.files.find((made) => Buffer.isBuffer(bytes) && made.bytes.equals(bytes));
		if (this.storage !== 'works') {
			// Whatever the node tries, nothing is stored in this execution.
			if (file) file.isUnkeepable ||= !file.isStored;
			if (this.storage === 'silent') await new Promise<never>(() => undefined);
			throw new Error('no space left on device');
		}
		// A download is stored as a stream, and can be fetched again.
		if (file?.storageFails === 0) file.isStored = true;
		if (!file || file.storageFails === 0) return;
		file.storageFails -= 1;
		// The node asks four times.
		file.isUnkeepable ||= file.storageFails > 3;
		throw new Error('no space left on device');
	}

	async download(
		options: IHttpRequestOptions,
		{ run, tryNumber, signal, finalFailures }: Scene,
	): Promise<IN8nHttpFullResponse> {
		const serial = this.files.findIndex(({ url }) => url === options.url);
		const file = this.files[serial];
		if (!file) throw new Error(`No file is at ${options.url}`);
		const fault = file.faults.shift();
		countRequest(file, tryNumber, this.clock.now());
		const answer = { status: 200, headers: { 'content-type': 'image/png' }, body: file.bytes };
		return await transmit(transmissionOf(fault, answer), {
			clock: this.clock,
			// Files that are fetched at the same time come one after the other.
			takesMs: 31 + (serial % 17),
			timeoutMs: options.timeout ?? 0,
			signal: null,
			onWhole: () => {
				// Nobody is there any more to learn of it.
				if (signal.aborted) return;
				const isRefusal = fault === 'HTTP 403' || fault === 'HTTP 404';
				if (isRefusal) file.refusals.note(run.execution);
				else file.refusals.takeBack(run.execution);
				// What is refused in two executions is given up, and may be ordered anew.
				const isGivenUp = isRefusal && isPatienceOver(file, this.clock.now());
				const isFinal = fault === 'html' || (isGivenUp && !file.refusals.isGivenUp(run.execution));
				if (isFinal && file.isOfJob) file.missedIn = tryNumber;
				else if (isFinal) finalFailures.push(this.clock.now());
			},
		});
	}
}

/** The node asks five times, and for a minute, before it believes that a file is not there. */
const MOST_REQUESTS = 5;
const PATIENCE_MS = 60_000;

function countRequest(file: HostedFile, tryNumber: number, now: number): void {
	const { requests } = file;
	const isKnown = requests.tryNumber === tryNumber;
	file.requests = isKnown
		? { ...requests, count: requests.count + 1 }
		: { tryNumber, count: 1, since: now };
}

function isPatienceOver({ requests: { count, since } }: HostedFile, now: number): boolean {
	return count >= MOST_REQUESTS && now - since >= PATIENCE_MS;
}

type Answer = Extract<Transmission, { kind: 'whole' }>['answer'];

function transmissionOf(fault: DownloadFault | undefined, answer: Answer): Transmission {
	switch (fault) {
		case undefined:
			return { kind: 'whole', answer };
		case 'HTTP 403':
		case 'HTTP 404':
		case 'HTTP 500':
			return { kind: 'whole', answer: answerJson({}, Number(fault.slice(5))) };
		case 'reset':
			return { kind: 'error', code: 'ECONNRESET' };
		case 'half':
			return { kind: 'half', answer, then: 'reset' };
		case 'open':
			return { kind: 'open', answer };
		case 'html':
			return { kind: 'whole', answer: htmlPage };
		case 'hang':
			return { kind: 'silence' };
		case 'empty':
			return { kind: 'whole', answer: { ...answer, body: Buffer.alloc(0) } };
	}
}
