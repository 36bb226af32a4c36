import { parse as parseFlatted } from 'flatted';
import type {
	IDataObject,
	INodeExecutionData,
	IRunExecutionData,
	ITaskData,
	IWorkflowSettings,
} from 'n8n-workflow';
import type { ExportedWorkflow } from '../engine/index.ts';
import { until } from './until.ts';

export const owner = {
	email: 'owner@example.com',
	firstName: 'Olga',
	lastName: 'Owner',
	password: 'Sandbox-Password-1',
};

/** n8n ties a session to the browser that began it. */
export const browserId = 'end-to-end-tests';

export type CredentialIds = Record<string, { id: string; name: string }>;

/** An error as n8n saves it. */
export interface ErrorSeen {
	message: string;
	description?: string | null | undefined;
	stack?: string | undefined;
}

export interface Execution {
	id: string;
	status: string;
	/** Items that the node handed out in its last run, at that output; a tool's type is `ai_tool`. */
	outputOf(node: string, output?: number, type?: string): INodeExecutionData[];
	/** What failed the workflow, or the node when it is named. */
	errorOf(node?: string): ErrorSeen | undefined;
	/** Every run of the node that ended; in a loop there are several. */
	runsOf(node: string): ITaskData[];
	/** What the node keeps for a retry of the execution. */
	contextOf(node: string): IDataObject;
	/** *Highlighted data* of the editor. */
	highlighted: Record<string, string>;
}

const ENDED = ['success', 'error', 'crashed', 'canceled'];
const LONGEST_EXECUTION_MS = 120_000;

/** n8n's REST interface, as the editor uses it. */
export class N8nClient {
	readonly url: string;

	private readonly cookies = new Map<string, string>();

	constructor(url: string) {
		this.url = url;
	}

	/** The session, for a browser that is to go on with it. */
	get cookie(): Array<{ name: string; value: string; url: string }> {
		return [...this.cookies].map(([name, value]) => ({ name, value, url: this.url }));
	}

	async setUpOwner(): Promise<void> {
		await this.request('POST', '/rest/owner/setup', owner);
		await this.logIn();
	}

	async logIn(): Promise<void> {
		const { email, password } = owner;
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Settings → Community nodes → Install. */
	async installPackage(name: string): Promise<IDataObject> {
		return (await this.request('POST', '/rest/community-packages', { name })) as IDataObject;
	}

	async createCredential(type: string, name: string, data: IDataObject): Promise<CredentialIds> {
		const { id } = (await this.request('POST', '/rest/credentials', { type, name, data })) as {
			id: string;
		};
		return { [type]: { id, name } };
	}

	/** "Import from file", with the credentials chosen in every node that takes one of them. */
	async importWorkflow(workflow: ExportedWorkflow, credentials: CredentialIds): Promise<string> {
		const nodes = workflow.nodes.map((node) => ({
			...node,
			...(node.credentials && {
				credentials: Object.fromEntries(
					Object.entries(node.credentials).map(([type, chosen]) => [
						type,
						credentials[type] ?? chosen,
					]),
				),
			}),
		}));
		const { name = 'Workflow', connections, settings = {}, pinData = {} } = workflow;
		const body = { name, nodes, connections, settings, pinData };
		const created = (await this.request('POST', '/rest/workflows', body)) as { id: string };
		return created.id;
	}

	/** Workflow settings, saved. Executions that are under way keep those that they began with. */
	async changeSettings(workflowId: string, changed: IWorkflowSettings): Promise<void> {
		const workflow = (await this.request('GET', `/rest/workflows/${workflowId}`)) as IDataObject;
		const { versionId } = workflow;
		const settings = { ...(workflow.settings as IDataObject), ...changed };
		await this.request('PATCH', `/rest/workflows/${workflowId}`, { versionId, settings });
	}

	/** Publishes the workflow; returns when its webhooks, forms and schedules work. */
	async activate(workflowId: string): Promise<void> {
		const workflow = (await this.request('GET', `/rest/workflows/${workflowId}`)) as IDataObject;
		const { versionId } = workflow;
		await this.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
		await this.publication(workflowId, 'published');
	}

	/** Takes the workflow offline; returns when it is. */
	async deactivate(workflowId: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
		await this.publication(workflowId, 'not_published');
	}

	/** n8n registers and removes triggers after it has answered. */
	private async publication(workflowId: string, wanted: string): Promise<void> {
		await until(`workflow ${workflowId} is ${wanted}`, async () => {
			const path = `/rest/workflows/${workflowId}/publication-status`;
			const answer = (await this.request('GET', path)) as { status: string };
			if (answer.status === wanted) return true;
			if (answer.status === 'in_progress') return false;
			throw new Error(`Workflow ${workflowId} is not ${wanted}: ${JSON.stringify(answer)}`);
		});
	}

	/**
	 * "Execute workflow", from that trigger; waits until the execution has ended.
	 *
	 * @param said what the trigger hands out, as the editor's chat gives it to a chat trigger
	 */
	async run(workflowId: string, trigger: string, said?: IDataObject): Promise<Execution> {
		return await this.execution(await this.start(workflowId, trigger, said));
	}

	/** "Execute workflow", from that trigger. @returns the execution's id, at once */
	async start(workflowId: string, trigger: string, said?: IDataObject): Promise<string> {
		const body = {
			triggerToStartFrom: { name: trigger, ...(said && { data: taskDataOf(said) }) },
		};
		const started = (await this.request('POST', `/rest/workflows/${workflowId}/run`, body)) as {
			executionId?: string;
		};
		if (started.executionId === undefined) throw new Error(`${trigger} waits for a request`);
		return started.executionId;
	}

	/**
	 * "Execute step" of a node, in an editor that has the output of those before it.
	 *
	 * @param runData what the nodes before have handed out
	 */
	async executeStep(
		workflowId: string,
		node: string,
		runData: Record<string, ITaskData[]>,
	): Promise<Execution> {
		const body = {
			destinationNode: { nodeName: node, mode: 'inclusive' },
			dirtyNodeNames: [],
			runData,
		};
		const started = (await this.request('POST', `/rest/workflows/${workflowId}/run`, body)) as {
			executionId: string;
		};
		return await this.execution(started.executionId);
	}

	/** The Stop button. */
	async stop(executionId: string): Promise<void> {
		await this.request('POST', `/rest/executions/${executionId}/stop`, {});
	}

	/**
	 * *Executions → Retry*.
	 *
	 * @returns how the new execution ended
	 * @throws Error with n8n's answer when there is nothing that it can retry
	 */
	async retry(executionId: string, { loadWorkflow = false } = {}): Promise<Execution> {
		const path = `/rest/executions/${executionId}/retry`;
		const started = (await this.request('POST', path, { loadWorkflow })) as { id: string };
		return await this.execution(started.id);
	}

	/** The execution, once it has ended or waits. */
	async execution(id: string): Promise<Execution> {
		const ask = async () => {
			const found = (await this.request('GET', `/rest/executions/${id}`)) as SavedExecution;
			const isOver = ENDED.includes(found.status) || found.status === 'waiting';
			return isOver && toExecution(id, found);
		};
		return await until(`execution ${id} ends`, ask, LONGEST_EXECUTION_MS);
	}

	/** A workflow's executions, newest first. `mode` says what started it, such as `trigger`. */
	async executionsOf(
		workflowId: string,
	): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found = await this.request('GET', `/rest/executions?filter=${filter}&limit=100`);
		return (found as { results: Array<{ id: string; status: string; mode: string }> }).results;
	}

	/** The item's file in that field; without a name, the only one. */
	async download(item: INodeExecutionData, field?: string): Promise<Buffer> {
		const files = item.binary ?? {};
		const file = field === undefined ? Object.values(files)[0] : files[field];
		if (!file) throw new Error('The item has no file');
		const { id, data, fileName = '', mimeType } = file;
		if (id === undefined) return Buffer.from(data, 'base64');
		const query = new URLSearchParams({ id, action: 'download', fileName, mimeType });
		const response = await this.send('GET', `/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	async request(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.send(method, path, body);
		const answer = (await response.json()) as { data?: unknown };
		return 'data' in answer ? answer.data : answer;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'browser-id': browserId,
				cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			this.cookies.set(name, value);
		}
		if (response.ok) return response;
		throw new Error(`${method} ${path}: HTTP ${response.status} ${await response.text()}`);
	}
}

function taskDataOf(json: IDataObject): ITaskData {
	return {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [null],
		data: { main: [[{ json }]] },
	};
}

interface SavedExecution {
	status: string;
	/** As the library `flatted` writes it. */
	data: string;
	customData?: Record<string, string>;
}

function toExecution(id: string, { status, data, customData = {} }: SavedExecution): Execution {
	const { resultData, executionData } = parseFlatted(data) as IRunExecutionData;
	return {
		id,
		status,
		highlighted: customData,
		outputOf: (node, output = 0, type = 'main') => {
			const run = resultData.runData[node]?.at(-1);
			return run?.data?.[type]?.[output] ?? [];
		},
		errorOf: (node) =>
			node === undefined ? resultData.error : resultData.runData[node]?.at(-1)?.error,
		runsOf: (node) => resultData.runData[node] ?? [],
		contextOf: (node) => executionData?.contextData[`node:${node}`] ?? {},
	};
}
