import type {
	IContextObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeParameterValueType,
	Workflow,
} from 'n8n-workflow';

import { OakgenImage } from '../../nodes/OakgenImage/OakgenImage.node';
import { makeAdditionalData } from '../../tools/engine/additionalData.ts';
import { useBinaryMode } from '../../tools/engine/binaryData.ts';
import type { NodePackage } from '../../tools/engine/loadPackage.ts';
import { core, workflow as n8n } from '../../tools/engine/n8n.ts';
import { GeminiImageApi } from '../../credentials/GeminiImageApi.credentials';
import { OakgenApi } from '../../credentials/OakgenApi.credentials';
import type { Settings } from './history';
import { type Order, ordersOf } from './orders';
import { parametersOf } from './parametersOf';
import type { ProviderModel } from './providerModel';

const nodeType = new OakgenImage();
const credentialTypes = { oakgenApi: new OakgenApi(), geminiImageApi: new GeminiImageApi() };

/** As the loader makes it, from the sources. */
const nodePackage: NodePackage = {
	name: 'n8n-nodes-oakgen',
	nodeTypes: {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	},
	credentialType: (name) => credentialTypes[name as keyof typeof credentialTypes],
};

const keys = {
	oakgenApi: { apiKey: 'key-of-oakgen' },
	geminiImageApi: { apiKey: 'key-of-gemini' },
};

export async function keepFilesInMemory(): Promise<void> {
	await useBinaryMode('default');
}

/** The workflow of all executions of a history. */
export function makeWorkflow(settings: Settings): Workflow {
	return new n8n.Workflow({
		id: 'workflow',
		nodes: [nodeOf(settings)],
		connections: {},
		active: false,
		nodeTypes: nodePackage.nodeTypes,
	});
}

export interface Stage {
	settings: Settings;
	workflow: Workflow;
	executionId: string;
	runIndex: number;
	/** What n8n keeps for nodes between tries. */
	contextData: Record<string, IContextObject>;
	provider: ProviderModel;
	signal: AbortSignal;
	/** Of every execution that is retried, and of its retries. */
	token: string;
	/** Lines of n8n's log. */
	logged: string[];
	/** Of n8n's process: what happens from then on reaches nobody. */
	end: AbortSignal;
}

/**
 * n8n-core's own context of a node that runs, but for three things: HTTP goes to the model, storage
 * fails when the history says so, and what the expressions of two parameters and of n8n's run index
 * would give is looked up, because evaluating them takes longer than everything else.
 */
export function makeContext(stage: Stage): IExecuteFunctions {
	const { settings, provider, workflow } = stage;
	const orders = ordersOf(settings);
	const node = workflow.nodes.Image;
	const additionalData = makeAdditionalData(nodePackage, keys);
	additionalData.executionId = stage.executionId;
	const items: INodeExecutionData[] = orders.map((order) => ({ json: { ...order } }));
	const data = { main: [items] };
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		n8n.createRunExecutionData({
			executionData: { contextData: stage.contextData },
			resumeToken: stage.token,
		}),
		stage.runIndex,
		items,
		data,
		{ node, data, source: null },
		[],
		stage.signal,
	) as unknown as IExecuteFunctions;

	const { helpers } = context;
	const store = helpers.prepareBinaryData;
	const whileAlive =
		<Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
		async (...given: Given) =>
			await (stage.end.aborted ? new Promise<never>(() => undefined) : work(...given));
	Object.assign(helpers, {
		httpRequest: whileAlive(provider.requestWithoutKey.bind(provider)),
		httpRequestWithAuthentication: whileAlive(provider.requestWithKey.bind(provider)),
		prepareBinaryData: whileAlive(async (...file: Parameters<typeof store>) => {
			await provider.files.store(file[0]);
			return await store(...file);
		}),
	});
	const log = (line: string) => void stage.logged.push(line);
	Object.defineProperty(context, 'logger', { value: { warn: log } });
	const readParameter = context.getNodeParameter.bind(context) as ReadParameter;
	return Object.assign(context, {
		getNodeParameter: lookUp(orders, readParameter),
	});
}

type ReadParameter = (
	name: string,
	item: number,
	fallback?: unknown,
	options?: object,
) => NodeParameterValueType;

function lookUp(orders: readonly Order[], read: ReadParameter): ReadParameter {
	const known = new Map<string, NodeParameterValueType>();
	return (name, item, fallback, options) => {
		if (name === 'prompt') return orders[item].prompt;
		if (name === 'options.seed') return orders[item].seed ?? (fallback as null);
		// All others are the same for every item.
		const question = options ? `${name} with options` : name;
		if (!known.has(question)) known.set(question, read(name, 0, fallback, options));
		return known.get(question) as NodeParameterValueType;
	};
}

function nodeOf(settings: Settings): INode {
	return {
		id: 'id-of-image',
		name: 'Image',
		type: 'n8n-nodes-oakgen.oakgenImage',
		typeVersion: 1,
		position: [0, 0],
		credentials: {
			oakgenApi: { id: '1', name: 'Oakgen account' },
			geminiImageApi: { id: '2', name: 'Google Gemini account' },
		},
		...(settings.continues ? { onError: 'continueRegularOutput' } : {}),
		parameters: parametersOf(settings),
	};
}
