import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { makeAdditionalData } from './additionalData.ts';
import type { SavedCredentials } from './credentials.ts';
import { startExpressionEngine } from './expressionEngine.ts';
import type { NodePackage } from './loadPackage.ts';
import { core, workflow as n8n } from './n8n.ts';
import { withIsolate } from './olderN8n.ts';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export interface ListSearchOptions {
	nodePackage: NodePackage;
	nodeType: string;
	/** Name of the method under the node's `methods.listSearch`, or a function in its place. */
	method: string | ListSearch;
	filter?: string;
	paginationToken?: string;
	/** The node's other parameters as the user has set them. */
	parameters?: INodeParameters;
	credentials?: SavedCredentials;
}

/** Asks a node for the entries of a searchable list, as the editor does when the list opens. */
export async function searchList(options: ListSearchOptions): Promise<INodeListSearchResult> {
	const { nodePackage, parameters = {}, credentials = {} } = options;
	await startExpressionEngine();
	const { description, methods } = nodePackage.nodeTypes.getByNameAndVersion(options.nodeType);
	const { method } = options;
	const search = typeof method === 'string' ? methods?.listSearch?.[method] : method;
	if (!search) throw new Error(`Node "${options.nodeType}" has no list search "${String(method)}"`);

	const node = {
		id: '1',
		name: 'List search',
		type: options.nodeType,
		typeVersion: [description.version].flat().at(-1) ?? 1,
		position: [0, 0] as [number, number],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((type) => [type, { id: '1', name: type }]),
		),
	};
	const { nodeTypes } = nodePackage;
	const workflow = new n8n.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = makeAdditionalData(nodePackage, credentials);
	additionalData.currentNodeParameters = workflow.getNode(node.name)?.parameters ?? {};
	const context: ILoadOptionsFunctions = new core.LoadOptionsContext(
		workflow,
		node,
		additionalData,
		'',
	) as ILoadOptionsFunctions;
	return await withIsolate(
		workflow,
		async () => await search.call(context, options.filter, options.paginationToken),
	);
}
