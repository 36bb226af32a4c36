import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type {
	ExecutionError,
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import {
	type ExportedWorkflow,
	loadPackage,
	type NodePackage,
	packPackage,
	readBinary,
	type RunOptions,
	runWorkflow,
	type SavedCredentials,
	type WorkflowRun,
} from '../../tools/engine/index.ts';
import { core } from '../../tools/engine/n8n.ts';
import type { LogEntry, Sandbox } from '../../tools/sandbox/index.ts';

export const imageNodeType = 'n8n-nodes-oakgen.oakgenImage';
export const checkout = dirname(dirname(import.meta.dirname));
const built = join(checkout, 'dist/nodes/OakgenImage/OakgenImage.node.js');

let loading: Promise<NodePackage> | undefined;

/** The built package: packed once per jest worker, loaded once per test file. */
export async function oakgenPackage(): Promise<NodePackage> {
	loading ??= packOnce().then(loadPackage);
	return await loading;
}

/**
 * jest gives every test file its own modules, so what a worker has packed is noted beside it.
 * A process that a test starts gets it from there.
 */
export async function packOnce(): Promise<string> {
	const given = process.env.PACKED_PACKAGE;
	if (given !== undefined) return given;
	const notes = join(process.env.N8N_USER_FOLDER ?? '', '..', `${process.pid}-packed`);
	const buildTime = String(statSync(built).mtimeMs);
	const [packedBuild, packed = ''] = existsSync(notes)
		? readFileSync(notes, 'utf8').split('\n')
		: [];
	if (packedBuild === buildTime && existsSync(packed)) return packed;
	const folder = await packPackage();
	writeFileSync(notes, `${buildTime}\n${folder}`);
	return folder;
}

/** The names of the nodes of every workflow made here. */
export const names = { start: 'Start', items: 'Items', image: 'Image' } as const;
const itemsType = 'test.items';

export interface InputFile {
	bytes: Buffer;
	fileName?: string;
	/** As the node before claims it, rightly or not. */
	mimeType?: string;
}

export interface InputItem {
	json?: IDataObject;
	files?: Record<string, InputFile>;
	/** Handed on as it is, as by a node that stores nothing. */
	binary?: INodeExecutionData['binary'];
}

/** Stands for any node that reads files: stores them as n8n's nodes do, in the mode of the run. */
function itemsNode(items: InputItem[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: names.items },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const store = async ([field, file]: [string, InputFile]): Promise<[string, IBinaryData]> => {
				const { bytes, fileName = `${field}.png`, mimeType = 'image/png' } = file;
				return [field, await this.helpers.prepareBinaryData(bytes, fileName, mimeType)];
			};
			const stored = items.map(
				async ({ json = {}, files = {}, binary: made = {} }): Promise<INodeExecutionData> => {
					const storedFiles = Object.fromEntries(
						await Promise.all(Object.entries(files).map(store)),
					);
					const binary = { ...storedFiles, ...made };
					return { json, ...(Object.keys(binary).length > 0 && { binary }) };
				},
			);
			return [await Promise.all(stored)];
		},
	};
}

function withItemsNode(nodePackage: NodePackage, items: InputItem[]): NodePackage {
	const { nodeTypes } = nodePackage;
	const source = itemsNode(items);
	return {
		...nodePackage,
		nodeTypes: {
			...nodeTypes,
			getByName: (name) => (name === itemsType ? source : nodeTypes.getByName(name)),
			getByNameAndVersion: (name, version) =>
				name === itemsType ? source : nodeTypes.getByNameAndVersion(name, version),
		},
	};
}

/** Trigger → the given items → Oakgen Image. */
function workflowOf(parameters: INodeParameters, settings: Partial<INode>): ExportedWorkflow {
	const place: [number, number] = [0, 0];
	const node = (name: string, type: string) => ({
		id: `id-of-${name}`,
		name,
		type,
		typeVersion: 1,
		position: place,
		parameters: {},
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		id: 'workflow-under-test',
		nodes: [
			node(names.start, 'n8n-nodes-base.manualTrigger'),
			node(names.items, itemsType),
			{
				...node(names.image, imageNodeType),
				// Tests see every key, unless they are about what Simplify leaves out.
				parameters: { prompt: 'a red fox', simplify: false, ...parameters },
				credentials: {
					oakgenApi: { id: '1', name: 'Oakgen account' },
					geminiImageApi: { id: '2', name: 'Google Gemini account' },
				},
				...settings,
			},
		],
		connections: { [names.start]: to(names.items), [names.items]: to(names.image) },
	};
}

/** Where the node's requests go: the sandbox, or a recorder. */
export type Target = Pick<Sandbox, 'url' | 'geminiUrl' | 'oakgenApiKey' | 'geminiApiKey'>;

export function credentialsFor(target: Target): SavedCredentials {
	return {
		oakgenApi: { apiKey: target.oakgenApiKey, baseUrl: target.url },
		geminiImageApi: { apiKey: target.geminiApiKey, baseUrl: target.geminiUrl },
	};
}

/** `nodePackage`: the built package unless another is given. */
export interface ImageRunOptions extends Partial<Omit<RunOptions, 'workflow'>> {
	/** One empty item when absent. */
	items?: InputItem[];
	/** Of the node: onError, retryOnFail, … */
	settings?: Partial<INode>;
	/** Puts more nodes around the three. */
	rewire?: (workflow: ExportedWorkflow) => ExportedWorkflow;
}

export interface ImageRun extends WorkflowRun {
	/** What the node handed out. */
	items: INodeExecutionData[];
	/** The `json` of each of them. */
	json: IDataObject[];
	/** What the node threw in its last try. */
	error: NodeFailure | undefined;
	/** What the node keeps in its context for another try. */
	paidImages: unknown;
}

/** An error as n8n keeps it: with the fields that it shows to users. */
export type NodeFailure = ExecutionError & {
	description?: string | null;
	httpCode?: string | null;
	context: IDataObject;
};

/** Runs the node once, on n8n's engine, with `prompt: "a red fox"` unless another is given. */
export async function runImage(
	target: Target,
	parameters: INodeParameters = {},
	options: ImageRunOptions = {},
): Promise<ImageRun> {
	const { items = [{}], settings = {}, rewire = (workflow) => workflow, ...runOptions } = options;
	const ran = await runWorkflow({
		workflow: rewire(workflowOf(parameters, settings)),
		credentials: credentialsFor(target),
		...runOptions,
		nodePackage: withItemsNode(runOptions.nodePackage ?? (await oakgenPackage()), items),
	});
	const output = ran.outputOf(names.image);
	const contexts = ran.run.data.executionData?.contextData ?? {};
	return {
		...ran,
		items: output,
		json: output.map(({ json }) => json),
		error: ran.errorOf(names.image) as NodeFailure | undefined,
		paidImages: contexts[`node:${names.image}`]?.paidImages,
	};
}

/** As `runImage`, for runs that must succeed: shows the node's error when they do not. */
export async function mustRun(...run: Parameters<typeof runImage>): Promise<ImageRun> {
	const result = await runImage(...run);
	if (result.error) throw new Error(`${result.error.message}\n${result.error.description ?? ''}`);
	return result;
}

/** As `runImage`, for runs that must fail: gives the node's error. */
export async function mustFail(...run: Parameters<typeof runImage>): Promise<NodeFailure> {
	const { error } = await runImage(...run);
	if (!error) throw new Error('The node did not fail');
	return error;
}

export function fileOf(item: INodeExecutionData | undefined, field = 'data'): IBinaryData {
	const file = item?.binary?.[field];
	if (!file) throw new Error(`The item has no file in "${field}"`);
	return file;
}

export async function bytesOf(
	item: INodeExecutionData | undefined,
	field = 'data',
): Promise<Buffer> {
	return await readBinary(fileOf(item, field));
}

type ReadParameter = (name: string, item: number, ...rest: unknown[]) => unknown;

/** Tells of every parameter that a node's execute reads, until the function it returns is called. */
export function onParameterRead(listener: (name: string, item: number) => void): () => void {
	const context = core.ExecuteContext.prototype as unknown as { _getNodeParameter: ReadParameter };
	const read = context._getNodeParameter;
	const spy = jest.spyOn(context, '_getNodeParameter').mockImplementation(function (
		this: unknown,
		name,
		item,
		...rest
	) {
		listener(name, item);
		return Reflect.apply(read, this, [name, item, ...rest]);
	});
	return () => spy.mockRestore();
}

/** Values of the Model parameter. */
export const fromList = (value: string) => ({ __rl: true, mode: 'list', value });
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The requests that could cost money. */
export function paidRequests(sandbox: Sandbox): LogEntry[] {
	return sandbox.requests.filter(({ method }) => method === 'POST');
}

/** The output items that an input item led to. */
export function itemsFrom(run: ImageRun, item: number): INodeExecutionData[] {
	return run.items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item);
}

/** On Error: Continue. */
export const goOn: Partial<INode> = { onError: 'continueRegularOutput' };

export function only<T>(list: readonly T[]): T {
	if (list.length !== 1) throw new Error(`Expected one entry, there are ${list.length}`);
	return list[0] as T;
}

/** A small image file, one colour; different colours are different files. */
export async function picture(
	background: string,
	format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' = 'png',
): Promise<Buffer> {
	const flat = sharp({ create: { width: 12, height: 8, channels: 3, background } });
	return await flat.toFormat(format).toBuffer();
}

export const dataUri = (bytes: Buffer, mimeType: string) =>
	`data:${mimeType};base64,${bytes.toString('base64')}`;

export interface RecordedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

export interface Recorder extends Target {
	requests: RecordedRequest[];
	close(): Promise<void>;
}

/** A bare server for what the sandbox does not do: it records, and leaves the answer to the test. */
export async function startRecorder(
	answer: (response: ServerResponse, request: RecordedRequest) => void,
): Promise<Recorder> {
	const requests: RecordedRequest[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const recorded = { method, path, headers, body: Buffer.concat(chunks) };
			requests.push(recorded);
			answer(response, recorded);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		geminiUrl: `${url}/v1`,
		oakgenApiKey: 'recorder-oakgen-key',
		geminiApiKey: 'recorder-gemini-key',
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export function answerJson(
	response: ServerResponse,
	body: unknown,
	{ status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}
