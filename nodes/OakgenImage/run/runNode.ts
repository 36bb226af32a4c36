import { randomUUID } from 'crypto';
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { invalidInput, type ImageFailure } from '../errors';
import { readPlan, readRunSettings } from '../operations/readPlan';
import { errorItem, outputItems } from '../output/item';
import type { Provider } from '../providers/types';
import { parseUrl } from '../transport/addresses';
import type { Effects } from '../transport/attempts';
import { systemClock, type Clock } from '../transport/clock';
import { createHttpClient } from '../transport/http';
import { RateGate } from '../transport/rateGate';
import { requestFingerprint } from './fingerprint';
import { runInLanes } from './lanes';
import { Ledger } from './ledger';
import { makeImage, type TaskResult } from './makeImage';
import { asFailure, failureMessage, toNodeError } from './nodeError';
import type { ImagePlan } from './plan';
import { createRedactor, type Redact } from './redact';
import type { RunScope } from './scope';
import { SharedReferences } from './sharedReferences';

/** An input item: what is to be made for it, or why nothing can be. */
type Planned = { plan: ImagePlan } | { failure: ImageFailure };

/** One image of one item. */
interface Slot {
	plan: ImagePlan;
	imageNumber: number;
	references: SharedReferences;
}

/**
 * Makes the images of all input items. Everything is checked before the first request goes out.
 *
 * @throws NodeApiError or NodeOperationError with the item's index, unless On Error is continue
 */
export async function runNode(
	context: IExecuteFunctions,
	clock: Clock = systemClock,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const itemCount = context.getInputData().length;
	if (itemCount === 0) return [];

	const { provider, concurrency } = readRunSettings(context);
	const { baseUrl, redact } = await readCredential(context, provider);
	const planned: Planned[] = [];
	for (let i = 0; i < itemCount; i += 1) planned.push(await planItem(context, i));

	const continues = context.continueOnFail();
	const firstBad = planned.findIndex((item) => 'failure' in item);
	const bad = planned[firstBad];
	if (!continues && bad && 'failure' in bad) {
		throw toNodeError(node, bad.failure, firstBad, redact);
	}

	const isCancelled = () => context.getExecutionCancelSignal()?.aborted ?? false;
	let hasFailed = false;
	const isStopped = () => isCancelled() || (hasFailed && !continues);
	const effects: Effects = {
		http: createHttpClient(context, provider.credential, clock, isCancelled),
		clock,
		gate: new RateGate(clock, isStopped),
		random: Math.random,
		isCancelled,
		isStopped,
	};
	const run = identifyRun(context);
	const ledger = new Ledger(context.getContext('node'), run.runIndex);
	const scope: RunScope = { context, baseUrl, effects, ledger, redact };

	const slots = planned.flatMap((item) => ('plan' in item ? slotsOf(item.plan, context) : []));
	const results = await runInLanes(
		slots,
		concurrency,
		async ({ plan, imageNumber, references }) => {
			const result = await makeSlot(plan, imageNumber, references, run, scope);
			hasFailed ||= result.failure !== null;
			return result;
		},
		isStopped,
	);

	// Slots that were merely stopped by another one's failure do not explain anything.
	const failedSlot = slots.findIndex((_, position) => {
		const source = results[position]?.failure?.source;
		return source !== undefined && source !== 'cancelled';
	});
	const failure = results[failedSlot]?.failure;
	if (failure && !continues) {
		const itemIndex = slots[failedSlot]?.plan.itemIndex ?? 0;
		throw withMadeImages(toNodeError(node, failure, itemIndex, redact), results);
	}
	if (isCancelled()) throw new NodeOperationError(node, 'The execution was cancelled');
	if (!hasFailed) ledger.close();
	return planned.flatMap((item, itemIndex) =>
		'failure' in item
			? [errorItem(failureMessage(item.failure, itemIndex, redact), itemIndex)]
			: itemsOf(
					results.filter((_, position) => slots[position]?.plan === item.plan),
					item.plan,
					redact,
				),
	);
}

/** @throws NodeOperationError when the base URL is none */
async function readCredential(context: IExecuteFunctions, { credential }: Provider) {
	const { apiKey, baseUrl } = await context.getCredentials<{ apiKey: string; baseUrl: string }>(
		credential,
	);
	const redact = createRedactor([apiKey.trim()]);
	const address = baseUrl.trim();
	if (/^https?:$/.test(parseUrl(address)?.protocol ?? '')) return { baseUrl: address, redact };
	const failure = invalidInput(
		`The Base URL "${address}" in the credential is not a web address`,
		'Open the credential and set Base URL to an address that begins with https://.',
	);
	throw toNodeError(context.getNode(), failure, 0, redact);
}

async function planItem(context: IExecuteFunctions, itemIndex: number): Promise<Planned> {
	try {
		return { plan: await readPlan(context, itemIndex) };
	} catch (error) {
		return { failure: asFailure(error) };
	}
}

interface RunIdentity {
	executionId: string;
	nodeId: string;
	runIndex: number;
}

function identifyRun(context: IExecuteFunctions): RunIdentity {
	return {
		// Absent only where nothing is saved, so that nothing can be taken up again either.
		executionId: context.getExecutionId() || randomUUID(),
		nodeId: context.getNode().id,
		runIndex: Number(context.evaluateExpression('{{ $runIndex }}', 0)) || 0,
	};
}

function slotsOf(plan: ImagePlan, context: IExecuteFunctions): Slot[] {
	const references = new SharedReferences(plan, context);
	return Array.from({ length: plan.numberOfImages }, (_, imageNumber) => ({
		plan,
		imageNumber,
		references,
	}));
}

async function makeSlot(
	plan: ImagePlan,
	imageNumber: number,
	shared: SharedReferences,
	run: RunIdentity,
	scope: RunScope,
): Promise<TaskResult> {
	try {
		const { seed } = plan.request;
		const request = {
			...plan.request,
			// The same seed would give, and bill, the same picture again.
			seed: seed === null ? null : seed + imageNumber,
			references: await shared.acquire(),
		};
		const fingerprint = requestFingerprint(plan.provider.name, scope.baseUrl, request);
		const identity = { ...run, itemIndex: plan.itemIndex, imageNumber, fingerprint };
		return await makeImage({ plan, identity, request }, scope);
	} catch (error) {
		return { images: [], failure: asFailure(error) };
	} finally {
		shared.release();
	}
}

function itemsOf(
	results: Array<TaskResult | undefined>,
	plan: ImagePlan,
	redact: Redact,
): INodeExecutionData[] {
	const { itemIndex } = plan;
	const images = results.flatMap((result) => result?.images ?? []);
	const failures = results.flatMap((result) => result?.failure ?? []);
	return [
		...outputItems(images, itemIndex, plan.output.binaryProperty),
		...failures.map((failure) => errorItem(failureMessage(failure, itemIndex, redact), itemIndex)),
	];
}

/** In stop mode nothing is handed out, so the error says where the other images of this run are. */
function withMadeImages<T extends { description: string | null | undefined }>(
	error: T,
	results: Array<TaskResult | undefined>,
): T {
	const made = results.flatMap((result) => result?.images ?? []);
	if (made.length === 0) return error;
	const urls = made.map(({ json }) => json.url).filter((url) => typeof url === 'string');
	const where = urls.length === 0 ? '' : ` Their addresses: ${urls.join(' ')}`;
	error.description =
		`${error.description ?? ''} ${made.length} other image(s) of this run are already made and will be handed out, not made again, when the node is retried.${where}`.trim();
	return error;
}
