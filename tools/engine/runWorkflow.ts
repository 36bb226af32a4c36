import type {
	ExecutionError,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	IPinData,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWorkflowBase,
	IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';
import { makeAdditionalData } from './additionalData.ts';
import { type BinaryMode, useBinaryMode } from './binaryData.ts';
import type { SavedCredentials } from './credentials.ts';
import { startExpressionEngine } from './expressionEngine.ts';
import type { NodePackage } from './loadPackage.ts';
import { core, workflow as n8n } from './n8n.ts';
import { startRun } from './olderN8n.ts';

/** A workflow as n8n's editor exports it ("Download"). */
export interface ExportedWorkflow {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

export interface RunOptions {
	workflow: ExportedWorkflow;
	nodePackage: NodePackage;
	credentials?: SavedCredentials;
	binaryMode?: BinaryMode;
	/** Two runs with one id are, to a node, one execution. */
	executionId?: string;
	/** Outputs that nodes hand on without running, by node name. */
	pinData?: IPinData;
	/** What the workflow keeps between executions; changed in place by the nodes. */
	staticData?: IDataObject;
	/** Runs a failed execution again from its failed node, as n8n's "Retry execution" does. */
	retryOf?: WorkflowRun;
	/** Cancels the execution, as the editor's Stop button does. */
	signal?: AbortSignal;
	onNodeStart?: (nodeName: string) => void;
	/** `data` is what n8n saves at this moment with “Save execution progress” on; the run goes on in it. */
	onNodeDone?: (nodeName: string, task: ITaskData, data: IRunExecutionData) => void;
}

export interface WorkflowRun {
	executionId: string;
	workflowId: string;
	run: IRun;
	/** Items of the node's last run at this output (1 = the error output); none if it did not run. */
	outputOf(nodeName: string, outputIndex?: number): INodeExecutionData[];
	/** What the node threw in its last run, also when the workflow went on after it. */
	errorOf(nodeName: string): ExecutionError | undefined;
}

let lastExecutionId = 0;

/**
 * Runs a workflow on n8n's engine, from its trigger to its end. A failing node does not reject: see
 * `run.status` and `errorOf`. It settles only when the last node has, even after a cancel (n8n
 * shows a cancelled execution at once, while the node's code is still running).
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowRun> {
	const { nodePackage, binaryMode = 'filesystem', retryOf, signal } = options;
	await startExpressionEngine();
	await useBinaryMode(binaryMode);

	const { id = 'workflow', name = 'Workflow', nodes, connections, settings } = options.workflow;
	const executionId = options.executionId ?? String(++lastExecutionId);
	const mode = retryOf ? 'retry' : 'manual';
	const workflow = new n8n.Workflow({
		id,
		name,
		// Runs change nodes and settings, and the caller may run one workflow many times.
		nodes: structuredClone(nodes),
		connections: structuredClone(connections),
		settings: structuredClone(settings ?? { executionOrder: 'v1' }),
		active: false,
		nodeTypes: nodePackage.nodeTypes,
		staticData: options.staticData ?? {},
	});

	const hooks = new core.ExecutionLifecycleHooks(mode, executionId, asSaved(workflow));
	hooks.addHandler('nodeExecuteBefore', (node) => options.onNodeStart?.(node));
	hooks.addHandler('nodeExecuteAfter', (node, task, data) =>
		options.onNodeDone?.(node, task, data),
	);

	const additionalData = makeAdditionalData(nodePackage, options.credentials ?? {});
	additionalData.executionId = executionId;
	additionalData.workflowId = id;
	additionalData.hooks = hooks;

	const running = retryOf
		? new core.WorkflowExecute(
				additionalData,
				mode,
				dataForRetry(retryOf.run),
			).processRunExecutionData(workflow)
		: startRun(new core.WorkflowExecute(additionalData, mode, ...dataOf(executionId)), workflow, {
				...options.workflow.pinData,
				...options.pinData,
			});
	const cancel = (): void => running.cancel();
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel, { once: true });

	try {
		return readRun(await running, executionId, id);
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}

function readRun(run: IRun, executionId: string, workflowId: string): WorkflowRun {
	const lastTask = (nodeName: string): ITaskData | undefined =>
		run.data.resultData.runData[nodeName]?.at(-1);
	return {
		executionId,
		workflowId,
		run,
		outputOf: (nodeName, outputIndex = 0) => lastTask(nodeName)?.data?.main?.[outputIndex] ?? [],
		errorOf: (nodeName) => lastTask(nodeName)?.error,
	};
}

/** Whoever takes over an execution finds its token in the database; the oldest versions have none. */
function dataOf(executionId: string): IRunExecutionData[] {
	const resumeToken = `token-of-execution-${executionId}`;
	return 'createRunExecutionData' in n8n ? [n8n.createRunExecutionData({ resumeToken })] : [];
}

/** What n8n's "Retry execution" starts from: the saved data without the failed node's result. */
function dataForRetry({ data: { resultData, ...data } }: IRun): IRunExecutionData {
	const failedNode = resultData.lastNodeExecuted;
	// n8n reads the data back from its database, so a node meets a copy that has been JSON.
	const saved = JSON.parse(JSON.stringify({ ...data, resultData })) as IRunExecutionData;
	delete saved.resultData.error;
	const tasks = failedNode === undefined ? undefined : saved.resultData.runData[failedNode];
	if (tasks?.at(-1)?.error) tasks.pop();
	return saved;
}

function asSaved(workflow: Workflow): IWorkflowBase {
	const now = new Date();
	return {
		id: workflow.id,
		name: workflow.name ?? '',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		settings: workflow.settings,
	};
}
