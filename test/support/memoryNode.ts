import { Readable } from 'node:stream';
import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { runNode } from '../../nodes/OakgenImage/run/runNode';
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
	answer(request: MemoryRequest): MemoryAnswer | Promise<MemoryAnswer>;
	/** For answers that take time. */
	clock?: VirtualClock;
	signal?: AbortSignal;
}

const node: INode = {
	id: 'id-of-image',
	name: 'Image',
	type: 'n8n-nodes-oakgen.oakgenImage',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

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
	const { files = {}, apiKey, baseUrl, continues = false } = options;
	const binary = Object.fromEntries(
		Object.entries(files).map(([name, bytes]): [string, IBinaryData] => [
			name,
			{ mimeType: 'image/png', fileName: `${name}.png`, data: bytes.toString('base64') },
		]),
	);
	const request = async (withKey: boolean, { method = 'GET', url, body }: IHttpRequestOptions) => {
		const asked = { method, url, withKey, body };
		run.requests.push(asked);
		const { status, headers, body: bytes, breaks = false } = await options.answer(asked);
		const stream = Readable.from(piecesOf(bytes, breaks), { objectMode: false });
		return { statusCode: status, headers, body: stream };
	};
	const helpers = {
		httpRequest: async (asked: IHttpRequestOptions) => await request(false, asked),
		httpRequestWithAuthentication: async (_: string, asked: IHttpRequestOptions) =>
			await request(true, asked),
		prepareBinaryData: async (source: Buffer | Readable, fileName: string, mimeType: string) => {
			run.files.push({ bytes: await bytesOf(source), fileName, mimeType });
			return { mimeType, fileName, data: `file ${run.files.length - 1}` };
		},
		assertBinaryData: (_: number, name: string) => binary[name],
		getBinaryDataBuffer: async (_: number, name: string) => files[name],
	};
	const context = {
		helpers,
		continueOnFail: () => continues,
		getInputData: () => [{ json: {}, binary }],
		getNode: () => node,
		getContext: () => run.context,
		getExecutionId: () => '1',
		getExecutionCancelSignal: () => options.signal,
		getWorkflowDataProxy: () => ({
			$runIndex: 0,
			$execution: { resumeUrl: 'https://n8n.example/waiting?signature=token-of-the-execution' },
		}),
		logger: { warn: () => undefined },
		getCredentials: async () => ({ apiKey, baseUrl }),
		getNodeParameter: (
			path: string,
			_: number,
			fallback: unknown,
			settings?: { extractValue: boolean },
		) => {
			const value = valueAt(options.parameters, path) ?? fallback;
			return settings?.extractValue ? valueAt(value as IDataObject, 'value') : value;
		},
	};
	return context as unknown as IExecuteFunctions;
}

function valueAt(parameters: IDataObject, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], parameters);
}

async function* piecesOf(bytes: Buffer, breaks: boolean): AsyncGenerator<Buffer> {
	const half = Math.ceil(bytes.length / 2);
	if (half > 0) yield bytes.subarray(0, half);
	if (half < bytes.length) yield bytes.subarray(half);
	if (breaks) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

async function bytesOf(source: Buffer | Readable): Promise<Buffer> {
	if (Buffer.isBuffer(source)) return source;
	const pieces: Buffer[] = [];
	for await (const piece of source) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}
