import type { INodeParameters } from 'n8n-workflow';
import type { GatewayScene, LogEntry, Sandbox } from '../../../tools/sandbox/index.ts';
import { bytesOf, type ImageRun, paidRequests, runImage } from '../support.ts';

/** What came of an order. */
export interface Played {
	/** `image`: byte for byte the one that was made. Else the whole error, or what came instead. */
	outcome: string;
	orders: number;
	polls: number;
	billed: number;
	contentFiltered: boolean;
	/** Between the first two orders, in seconds; 0 when there was one. */
	waited: number;
}

/** Long enough for everything, and short enough to see what is waited for without end. */
const quick = { requestTimeout: 10, totalTimeout: 20, maxRetries: 2 };

function parametersOf({
	gateway,
	situation,
}: GatewayScene): INodeParameters & { options: INodeParameters } {
	const edit = {
		operation: 'edit',
		inputType: 'url',
		imageUrls: 'https://pictures.example.com/before.png',
	};
	return { ...(situation === 'echo' && edit), options: { ...gateway.options } };
}

/** Orders one image from a gateway in a situation. A limit is met once, then all goes well. */
export async function play(
	scene: GatewayScene,
	sandbox: Sandbox,
	executionId: string,
): Promise<Played> {
	const gatewayName = scene.name.split(':')[0];
	const isLimit = scene.situation === 'limited';
	sandbox.addRule({ where: 'generate', reply: scene.name, ...(isLimit && { times: 1 }) });
	sandbox.addRule({ where: 'generate', reply: `${gatewayName}:done` as typeof scene.name });
	return await playDialect(parametersOf(scene), sandbox, executionId);
}

/** Orders one image under the rules that the sandbox has. */
export async function playDialect(
	parameters: INodeParameters & { options: INodeParameters },
	sandbox: Sandbox,
	executionId: string,
): Promise<Played> {
	const all = { ...parameters, options: { ...quick, ...parameters.options } } as INodeParameters;
	const run = await runImage(sandbox, all, { executionId });
	const orders = paidRequests(sandbox);
	return {
		outcome: await outcomeOf(run, sandbox),
		orders: orders.length,
		polls: sandbox.requests.filter(isPoll).length,
		billed: sandbox.bill(),
		contentFiltered: run.json.some((json) => Boolean(json.contentFiltered)),
		waited: waitedSeconds(orders),
	};
}

/** Whatever is asked for and is no file, known to the sandbox or not. */
function isPoll({ method, where }: LogEntry): boolean {
	return method === 'GET' && where !== 'download';
}

async function outcomeOf({ error, items }: ImageRun, sandbox: Sandbox): Promise<string> {
	if (error) return `${error.message}\n${error.description ?? ''}`;
	const made = sandbox.generations.at(-1)?.images[0];
	const [item, ...more] = items;
	if (!item || more.length > 0) return `${items.length} items`;
	const bytes = await bytesOf(item);
	return made && bytes.equals(made.bytes) ? 'image' : `another image, of ${bytes.length} bytes`;
}

function waitedSeconds([first, second]: LogEntry[]): number {
	return first && second ? (Date.parse(second.at) - Date.parse(first.at)) / 1000 : 0;
}
