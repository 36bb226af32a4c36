import type {
	IBinaryData,
	IContextObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Readable } from 'node:stream';

/** What a run of the node is given, and who does for it what n8n does. */
export interface MemoryStage {
	items: INodeExecutionData[];
	/** Files of the binary fields of every item. */
	files?: Record<string, Buffer>;
	/** Those that are set; for all others the node's own defaults count. */
	parametersOf(item: number): IDataObject;
	credentials: { apiKey: string; baseUrl: string };
	/** On Error: Continue. */
	continues: boolean;
	executionId: string;
	/** Of the execution, and of every retry of it. */
	token: string;
	runIndex: number;
	/** What is another for one of several nodes of a workflow. */
	node?: Pick<INode, 'id' | 'name'>;
	/** What n8n keeps for the node. */
	context: IContextObject;
	signal: AbortSignal | undefined;
	/** @param credential null for a request without the key */
	request(credential: string | null, options: IHttpRequestOptions): Promise<IN8nHttpFullResponse>;
	store(source: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData>;
	log(line: string): void;
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
 * The one hand-made n8n: what the node asks of it, in memory, for so many runs that the engine and real
 * sockets would take hours. What n8n really does is tested with the engine.
 */
export function memoryContext(stage: MemoryStage): IExecuteFunctions {
	const { items, files = {}, request } = stage;
	const helpers = {
		httpRequest: async (options: IHttpRequestOptions) => await request(null, options),
		httpRequestWithAuthentication: request,
		prepareBinaryData: stage.store,
		assertBinaryData: (item: number, name: string) => items[item]?.binary?.[name],
		getBinaryDataBuffer: async (_: number, name: string) => files[name],
	};
	const context = {
		helpers,
		continueOnFail: () => stage.continues,
		getInputData: () => items,
		getNode: () => ({ ...node, ...stage.node }),
		getContext: () => stage.context,
		getExecutionId: () => stage.executionId,
		getExecutionCancelSignal: () => stage.signal,
		getWorkflowDataProxy: () => ({
			$runIndex: stage.runIndex,
			$execution: { resumeUrl: `https://n8n.example/waiting?signature=${stage.token}` },
		}),
		logger: { warn: stage.log },
		getCredentials: async () => stage.credentials,
		getNodeParameter: (
			path: string,
			item: number,
			fallback: unknown,
			settings?: { extractValue: boolean },
		) => {
			const value = valueAt(stage.parametersOf(item), path) ?? fallback;
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

export async function bytesOf(source: Buffer | Readable): Promise<Buffer> {
	if (Buffer.isBuffer(source)) return source;
	const pieces: Buffer[] = [];
	for await (const piece of source) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}
