import { Readable } from 'node:stream';
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runNode } from '../../nodes/OakgenImage/run/runNode';
import { bytesOf, memoryContext } from './memoryHost';
import { VirtualClock } from './virtualClock';

/** What the network answers to a request. */
export interface MemoryAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
	/** The connection is lost after the body. */
	breaks?: boolean;
}

export interface MemoryRequest {
	method: string;
	url: string;
	withKey: boolean;
	/** `Idempotency-Key`, if there is one. */
	key: unknown;
	body: unknown;
}

export interface MemoryRun {
	/** What the node handed out; empty when it threw. */
	items: INodeExecutionData[];
	/** What it threw; undefined when it did not. */
	error: unknown;
	requests: MemoryRequest[];
	/** The files it stored, in order. */
	files: Array<{ bytes: Buffer; fileName: string; mimeType: string }>;
	/** What it keeps for another try. */
	context: IDataObject;
}

export interface MemoryRunOptions {
	parameters: IDataObject;
	/** Reference images, by binary field. */
	files?: Record<string, Buffer>;
	apiKey: string;
	baseUrl: string;
	/** On Error: Continue. */
	continues?: boolean;
	/** Of an earlier try. */
	context?: IDataObject;
	/** Another one than that of the earlier try: its execution is retried. */
	executionId?: string;
	/** Round of a loop; 0 when absent. */
	runIndex?: number;
	/** Of the node. */
	node?: { id: string; name: string };
	/** Stands for n8n's storage where it does not take a file. */
	onStore?(): void;
	answer(request: MemoryRequest): MemoryAnswer | Promise<MemoryAnswer>;
	/** For answers that take time. */
	clock?: VirtualClock;
	signal?: AbortSignal;
}

/**
 * The whole node over a network in memory, with time that passes by itself: for so many replies
 * that n8n's engine and real sockets would take hours. What they do is tested with the engine.
 */
export async function runInMemory(options: MemoryRunOptions): Promise<MemoryRun> {
	const { context = {}, clock = new VirtualClock() } = options;
	const run: MemoryRun = { items: [], error: undefined, requests: [], files: [], context };
	try {
		run.items = await clock.run(runNode(contextFor(options, run), clock));
	} catch (error) {
		run.error = error;
	}
	return run;
}

function contextFor(options: MemoryRunOptions, run: MemoryRun): IExecuteFunctions {
	const { files = {}, apiKey, baseUrl, continues = false, parameters, signal, node } = options;
	const { executionId = '1', runIndex = 0 } = options;
	const binary = Object.fromEntries(
		Object.entries(files).map(([name, bytes]): [string, IBinaryData] => [
			name,
			{ mimeType: 'image/png', fileName: `${name}.png`, data: bytes.toString('base64') },
		]),
	);
	return memoryContext({
		...{ items: [{ json: {}, binary }], files, parametersOf: () => parameters },
		...{ credentials: { apiKey, baseUrl }, continues, signal },
		...{ executionId, token: 'token-of-the-execution', runIndex, context: run.context },
		...(node && { node }),
		request: async (credential, { method = 'GET', url, body, headers: sent }) => {
			const key = sent?.['Idempotency-Key'];
			const asked = { method, url, withKey: credential !== null, key, body };
			run.requests.push(asked);
			const { status, headers, body: bytes, breaks = false } = await options.answer(asked);
			const stream = Readable.from(piecesOf(bytes, breaks), { objectMode: false });
			return { statusCode: status, headers, body: stream };
		},
		store: async (source, fileName, mimeType) => {
			options.onStore?.();
			run.files.push({ bytes: await bytesOf(source), fileName, mimeType });
			return { mimeType, fileName, data: `file ${run.files.length - 1}` };
		},
		log: () => undefined,
	});
}

async function* piecesOf(bytes: Buffer, breaks: boolean): AsyncGenerator<Buffer> {
	const half = Math.ceil(bytes.length / 2);
	if (half > 0) yield bytes.subarray(0, half);
	if (half < bytes.length) yield bytes.subarray(half);
	if (breaks) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}
