import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { makeAdditionalData } from './additionalData.ts';
import { CredentialsFromMemory } from './credentials.ts';
import { startExpressionEngine } from './expressionEngine.ts';
import type { NodePackage } from './loadPackage.ts';
import { core, workflow as n8n } from './n8n.ts';
import { withIsolate } from './olderN8n.ts';

export interface CredentialTestOptions {
	nodePackage: NodePackage;
	/** Full name of the node whose `credentialTest` or description is used. */
	nodeType: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** Does what n8n does when a user saves a credential: the node's test method, or the `test` request. */
export async function testCredential(
	options: CredentialTestOptions,
): Promise<INodeCredentialTestResult> {
	const { nodePackage, type } = options;
	const node = nodePackage.nodeTypes.getByNameAndVersion(options.nodeType);
	const credentials: ICredentialsDecrypted = {
		id: '1',
		name: 'Credential under test',
		type,
		data: new CredentialsFromMemory(nodePackage, {}).withDefaults(type, options.data),
	};

	const testedBy = node.description.credentials?.find(({ name }) => name === type)?.testedBy;
	const method =
		typeof testedBy === 'string' ? node.methods?.credentialTest?.[testedBy] : undefined;
	if (method) return await method.call(new core.CredentialTestContext(), credentials);

	const request = nodePackage.credentialType(type).test;
	if (request) return await testByRequest(request, node, credentials, nodePackage);
	return { status: 'Error', message: `Credential "${type}" has no test` };
}

/** n8n runs a declared test as a declarative node with a single request. */
async function testByRequest(
	test: ICredentialTestRequest,
	node: INodeType,
	credentials: ICredentialsDecrypted,
	nodePackage: NodePackage,
): Promise<INodeCredentialTestResult> {
	await startExpressionEngine();
	const carrier: INodeType = {
		description: {
			...node.description,
			credentials: [{ name: credentials.type, required: true }],
			properties: [
				{
					name: 'test',
					displayName: 'Test',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
	const nodeTypes: INodeTypes = { ...nodePackage.nodeTypes, getByNameAndVersion: () => carrier };
	const carrierNode = {
		id: '1',
		name: 'Credential test',
		type: node.description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: { [credentials.type]: { id: credentials.id, name: credentials.name } },
	};
	const workflow = new n8n.Workflow({
		nodes: [carrierNode],
		connections: {},
		active: false,
		nodeTypes,
	});
	const input = { main: [[{ json: {} }]] };
	const context = new core.ExecuteContext(
		workflow,
		carrierNode,
		makeAdditionalData(nodePackage, { [credentials.type]: credentials.data ?? {} }),
		'internal',
		n8n.createRunExecutionData(),
		0,
		[],
		input,
		{ node: carrierNode, data: input, source: null },
		[],
	);
	const routingNode = new core.RoutingNode(context, carrier, credentials);
	return await withIsolate(workflow, async () => {
		try {
			const output = await routingNode.runNode();
			return readSuccess(test, output?.[0]?.[0]?.json ?? {});
		} catch (error) {
			return readFailure(test, error);
		}
	});
}

function readSuccess(test: ICredentialTestRequest, body: object): INodeCredentialTestResult {
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (readPath(body, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function readFailure(test: ICredentialTestRequest, error: unknown): INodeCredentialTestResult {
	const { cause, message } = error as Error & {
		cause?: { code?: string; response?: { status: number; statusText?: string } };
	};
	const response = cause?.response;
	if (!response) return { status: 'Error', message: cause?.code ?? message };
	for (const rule of test.rules ?? []) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return {
		status: 'Error',
		message: response.statusText || `Received HTTP status code: ${response.status}`,
	};
}

function readPath(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}
