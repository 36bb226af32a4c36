import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../tools/sandbox/index.ts';
import { atOnce, status } from '../scenes.ts';
import { mustRun } from '../support.ts';

/** Parameters of Get an Image, asking once unless told otherwise. */
export const byJob = (generationId: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'get',
	simplify: false,
	generationId: generationId as string,
	options: { totalTimeout: 0 },
	...more,
});

export const byReply = (reply: unknown, more: INodeParameters = {}): INodeParameters => ({
	operation: 'get',
	simplify: false,
	getBy: 'reply',
	reply: typeof reply === 'string' ? reply : JSON.stringify(reply),
	...more,
});

/** An image that is ordered and made. */
export async function ordered(sandbox: Sandbox, parameters: INodeParameters = {}) {
	const run = await mustRun(sandbox, parameters);
	return { run, id: String(run.json[0]?.generationId) };
}

/** What was asked since: the rest is the order's. */
export function asked(sandbox: Sandbox, since: number) {
	return sandbox.requests.slice(since).map(({ method, path, where }) => [method, path, where]);
}

/** No job is known; asked anew without the usual pause. */
export function forgetJobs(sandbox: Sandbox): void {
	sandbox.addRule({ where: 'status', fault: status(404, atOnce) });
}
