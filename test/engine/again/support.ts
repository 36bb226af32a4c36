import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { BinaryMode } from '../../../tools/engine/index.ts';
import type { LogEntry, ProviderName, ReplyName, Sandbox } from '../../../tools/sandbox/index.ts';
import { bytesOf, fileOf, fromList, type ImageRun, paidRequests } from '../support.ts';

export const binaryModes: BinaryMode[] = ['filesystem', 'default'];
export const providers: ProviderName[] = ['oakgen', 'gemini'];
export const deliveries = ['URL', 'inline'] as const;
export type Delivery = (typeof deliveries)[number];

/** The reply that brings an image as its address, or inside. */
export const replies: Record<ProviderName, Record<Delivery, ReplyName>> = {
	oakgen: { URL: 'images-objects', inline: 'b64_json' },
	gemini: { URL: 'image-uri', inline: 'image' },
};

/** Small, and unlike the sandbox's plain pictures every one is another file. */
export const drawn: INodeParameters = { modelId: fromList('nano-banana-2'), resolution: '512' };

export const prompt = '={{ $json.prompt }}';

/** Items whose prompts are their names; none is the beginning of another up to ten. */
export const itemsNamed = (names: readonly string[]) =>
	names.map((name) => ({ json: { prompt: name } }));

export const numbered = (count: number) =>
	Array.from({ length: count }, (_, number) => `picture ${number}`);

/** n8n's Retry On Fail, without its pause. */
export const retryOnFail = (maxTries: number): Partial<INode> => ({
	retryOnFail: true,
	maxTries,
	waitBetweenTries: 1,
});

/** The requests that could cost money, of one prompt. */
export const paidFor = (sandbox: Sandbox, name: string): LogEntry[] =>
	paidRequests(sandbox).filter((entry) => entry.prompt === name);

/** How many paid requests each prompt took. */
export const timesPaid = (sandbox: Sandbox, names: readonly string[]): number[] =>
	names.map((name) => paidFor(sandbox, name).length);

/** Every item has, to the byte, an image that was made for its prompt, and no two have the same. */
export async function expectMadeForThem(
	sandbox: Sandbox,
	items: readonly INodeExecutionData[],
	wanted: readonly string[],
): Promise<void> {
	expect(items.map(({ json }) => json.prompt)).toEqual(wanted);
	const made = new Map(
		sandbox.generations.flatMap(({ prompt: name, images }) =>
			images.map(({ bytes }) => [bytes.toString('base64'), name] as const),
		),
	);
	const handedOut = new Set<string>();
	for (const item of items) {
		const bytes = (await bytesOf(item)).toString('base64');
		expect(made.get(bytes)).toBe(item.json.prompt);
		expect(fileOf(item).fileName).toBe(item.json.fileName);
		handedOut.add(bytes);
	}
	expect(handedOut.size).toBe(wanted.length);
}

/** As above, and nothing was billed besides. */
export async function expectEachBilledOnce(
	sandbox: Sandbox,
	run: ImageRun,
	wanted: readonly string[],
): Promise<void> {
	expect(run.error).toBeUndefined();
	expect(sandbox.bill()).toBe(wanted.length);
	await expectMadeForThem(sandbox, run.items, wanted);
}

/** As above, and nothing is left behind. */
export async function expectEachPaidOnce(
	sandbox: Sandbox,
	run: ImageRun,
	wanted: readonly string[],
): Promise<void> {
	await expectEachBilledOnce(sandbox, run, wanted);
	expect(run.paidImages).toBeUndefined();
}

/** n8n's “Retry with currently saved workflow”: the failed node gets its new parameters. */
export function withNewParameters(failed: ImageRun, parameters: INodeParameters): ImageRun {
	const run = structuredClone(failed.run);
	for (const { node } of run.data.executionData?.nodeExecutionStack ?? []) {
		Object.assign(node.parameters, parameters);
	}
	return { ...failed, run };
}

/** The ledger's entries, for tests that spoil them. */
export function withPaidImages(
	failed: ImageRun,
	change: (entries: Record<string, unknown>) => unknown,
): ImageRun {
	const run = structuredClone(failed.run);
	const context = Object.values(run.data.executionData?.contextData ?? {}).find(
		(one) => one.paidImages !== undefined,
	);
	if (!context) throw new Error('Nothing is kept');
	context.paidImages = change(context.paidImages as Record<string, unknown>) as IDataObject;
	return { ...failed, run };
}
