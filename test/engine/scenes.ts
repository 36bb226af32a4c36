import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	type Fault,
	type Generation,
	type LogEntry,
	type Rule,
	type Sandbox,
	startSandbox,
} from '../../sandbox/index.ts';
import type { INodeExecutionData } from 'n8n-workflow';
import { bytesOf, goOn, type ImageRun, itemsFrom, only, runImage } from './support.ts';

/** One item of a run: its prompt is its name, and the rules apply to it alone. */
export interface Scene {
	/** `where` is `generate` when absent. */
	rules?: Array<Omit<Rule, 'where'> & { where?: Rule['where'] }>;
	options?: IDataObject;
}

export interface Theatre {
	itemOf(name: string): INodeExecutionData;
	errorOf(name: string): string;
	/** Statuses of the paid requests, in order. */
	sent(name: string): Array<number | null>;
	requests(name: string, where: Rule['where']): LogEntry[];
	made(name: string): Generation[];
	sandbox(): Sandbox;
	/** The image of this scene arrived as it was made, and was ordered once. */
	expectDelivered(name: string): Promise<void>;
}

const promptFor = (name: string) => `[${name}]`;

/**
 * Plays all scenes in one run before the tests of a `describe` block, as waiting for all of them
 * takes no longer than waiting for one. Each block has a sandbox of its own.
 */
export function theatre(scenes: Record<string, Scene>, parameters: INodeParameters = {}): Theatre {
	const names = Object.keys(scenes);
	let sandbox: Sandbox;
	let run: ImageRun;

	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
		for (const [name, { rules = [] }] of Object.entries(scenes)) {
			const promptIncludes = promptFor(name);
			for (const rule of rules) sandbox.addRule({ where: 'generate', ...rule, promptIncludes });
		}
		const items = names.map((name) => ({
			json: { prompt: promptFor(name), ...scenes[name]?.options },
		}));
		run = await runImage(
			sandbox,
			{
				prompt: '={{ $json.prompt }}',
				...parameters,
				options: {
					concurrency: 50,
					retryOn: '={{ $json.retryOn ?? "safe" }}',
					maxRetries: '={{ $json.maxRetries ?? 4 }}',
					requestTimeout: '={{ $json.requestTimeout ?? 20 }}',
					totalTimeout: '={{ $json.totalTimeout ?? 60 }}',
					maxFileSize: '={{ $json.maxFileSize ?? 64 }}',
				},
			},
			{ items, settings: goOn },
		);
	});

	afterAll(async () => {
		expectNoKeyAbroad(sandbox);
		await sandbox.close();
	});

	const itemOf = (name: string) => only(itemsFrom(run, names.indexOf(name)));
	const requests = (name: string, where: Rule['where']) =>
		sandbox.requests.filter((entry) => entry.prompt === promptFor(name) && entry.where === where);
	const sent = (name: string) => requests(name, 'generate').map(({ status }) => status);
	const made = (name: string) =>
		sandbox.generations.filter(({ prompt }) => prompt === promptFor(name));
	return {
		itemOf,
		requests,
		sent,
		made,
		errorOf: (name) => String(itemOf(name).json.error),
		sandbox: () => sandbox,
		expectDelivered: async (name) => {
			const [image] = only(made(name)).images;
			const item = itemOf(name);
			expect(item.json).not.toHaveProperty('error');
			expect((await bytesOf(item)).equals(image?.bytes as Buffer)).toBe(true);
			expect(sent(name)).toHaveLength(1);
		},
	};
}

/** Whatever happened: no other origin may ever have seen a key. */
export function expectNoKeyAbroad(sandbox: Sandbox): void {
	const seen = JSON.stringify(sandbox.foreignRequests.map(({ path, headers }) => [path, headers]));
	expect(seen).not.toContain(sandbox.oakgenApiKey);
	expect(seen).not.toContain(sandbox.geminiApiKey);
}

export const status = (code: number, more: object = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});

/** The wait that an answer may name, so that a test need not. */
export const atOnce = { headers: { 'retry-after': '0' } };
