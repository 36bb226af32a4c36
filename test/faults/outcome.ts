import type { LogEntry, Sandbox } from '../../tools/sandbox/index.ts';
import { bytesOf, fileOf, type ImageRun, only } from '../engine/support.ts';
import type { Act } from './act.ts';
import { anotherFile } from './row.ts';

/** What came of an act, as far as it is the same every time. */
export interface Outcome {
	paid: Array<number | null>;
	polls: number;
	downloads: number;
	elsewhere: number;
	billed: number;
	/** See `Row`. */
	outcome: string;
}

/** With what the sandbox saw. */
export interface Observed extends Outcome {
	/** Between the first two paid requests; 0 when there was one. */
	waitedSeconds: number;
	/** Requests that reached the provider, and those that went elsewhere. */
	requests: readonly LogEntry[];
	elsewhereRequests: readonly LogEntry[];
}

export async function outcomeOf(run: ImageRun, act: Act, sandbox: Sandbox): Promise<Observed> {
	const requests = [...sandbox.requests];
	const elsewhereRequests = [...sandbox.foreignRequests];
	const paid = requests.filter(({ method }) => method === 'POST');
	const free = requests.filter(({ method }) => method !== 'POST');
	const polls = free.filter(({ where }) => where === 'status').length;
	const [first, second] = paid.map(({ at }) => Date.parse(at));
	return {
		paid: paid.map(({ status }) => status),
		polls,
		downloads: free.length - polls,
		elsewhere: elsewhereRequests.length,
		billed: sandbox.bill(),
		outcome: await delivered(run, act, sandbox),
		waitedSeconds: first && second ? (second - first) / 1000 : 0,
		requests,
		elsewhereRequests,
	};
}

async function delivered(run: ImageRun, act: Act, sandbox: Sandbox): Promise<string> {
	const message = run.error?.message ?? run.json[0]?.error;
	if (typeof message === 'string') return templateOf(message, act, sandbox);
	const item = only(run.items);
	const made = sandbox.generations.at(-1)?.images[0];
	if (!item.binary) {
		return item.json.url === made?.url ? 'address' : `the address ${String(item.json.url)}`;
	}
	const bytes = await bytesOf(item);
	if (made && bytes.equals(made.bytes)) return 'image';
	return `${anotherFile}${fileOf(item).mimeType}, ${bytes.length} bytes`;
}

/** An error without what differs from run to run. */
function templateOf(message: string, { provider }: Act, sandbox: Sandbox): string {
	const job = sandbox.requests.find(({ generationId }) => generationId !== null);
	const names: Array<[string | null | undefined, string]> = [
		[sandbox.generations.at(-1)?.url, '{url}'],
		[job?.generationId, '{job}'],
		[sandbox.foreignUrl, '{elsewhere}'],
		[sandbox.url, '{base}'],
		[provider === 'oakgen' ? 'Oakgen' : 'Google Gemini', '{provider}'],
		[' [item 0]', ''],
	];
	return names.reduce(
		(text, [shown, name]) => (shown ? text.replaceAll(shown, name) : text),
		message,
	);
}
