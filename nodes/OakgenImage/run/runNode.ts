import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { untilCancelled } from '../transport/cancellation';
import type { FetchPlan, ImagePlan } from '../operations/plan';
import { systemClock, type Clock } from '../transport/clock';
import { createRedactor } from '../transport/redact';
import { IN_LOG } from './description';
import { fetchImage } from './fetchImage';
import { RunFileNames } from './fileNames';
import { makeGallery } from './gallery';
import { addHint, runHint } from './hints';
import { withinImageLimit } from './imageLimit';
import { endInterrupted } from './interrupted';
import { planItems, resultsWanted, type ItemRun } from './itemRun';
import { makeImage } from './makeImage';
import { toNodeError } from './nodeError';
import { failuresOf, firstFailure, imagesOf, partFailures, toOutput } from './outcome';
import { Places } from './places';
import type { RunScope } from './scope';
import { setUp } from './setUp';
import { startInOrder } from './startInOrder';
import { StopPolicy } from './stopPolicy';
import { highlightUnfinished, logUnfinished } from './tellOperator';
import { reportTokens, tokensIn } from './tokenUsage';

/**
 * Makes the images of all input items. Everything is checked before the first request goes out.
 *
 * @returns the items in the order of the input; with On Error = continue, failures among them
 * @throws NodeApiError or NodeOperationError with the item's index, unless On Error is continue
 */
export async function runNode(
	context: IExecuteFunctions,
	clock: Clock = systemClock,
): Promise<INodeExecutionData[]> {
	const stopPolicy = new StopPolicy(context);
	const { cancellation } = stopPolicy;
	try {
		const prepared = await prepare(context, clock, stopPolicy);
		if ('output' in prepared) return prepared.output;
		const { items, scope } = prepared;
		return await untilCancelled(
			makeAll(prepared),
			() => {
				endInterrupted(items, scope);
				logUnfinished(scope, 'the execution was canceled; paid for, or perhaps paid for');
				highlightUnfinished(scope);
				return handOut(items, scope);
			},
			cancellation,
		);
	} finally {
		cancellation.dispose();
	}
}

type Task = ReturnType<typeof tasksOf>[number];

interface Prepared {
	items: ItemRun[];
	tasks: Task[];
	/** Of the first image: settings of the whole run. */
	plan: ImagePlan | FetchPlan;
	scope: RunScope;
}

/** Reads and checks all parameters. @returns the output when there is nothing to make */
async function prepare(
	context: IExecuteFunctions,
	clock: Clock,
	stopPolicy: StopPolicy,
): Promise<Prepared | { output: INodeExecutionData[] }> {
	const items = withinImageLimit(await planItems(context));
	if (!stopPolicy.continues) throwFirstBad(context, items);
	const tasks = items.flatMap(tasksOf);
	const [firstTask] = tasks;
	if (!firstTask) return { output: toOutput(items, withoutKey) };
	const { plan } = firstTask.part;
	const scope = await setUp(context, plan.provider, {
		...{ clock, stopPolicy },
		fileNames: new RunFileNames(items.map(toNamed)),
		maxCredits: 'maxCreditsPerRun' in plan ? plan.maxCreditsPerRun : 0,
	});
	return { items, tasks, plan, scope };
}

async function makeAll({ items, tasks, plan, scope }: Prepared): Promise<INodeExecutionData[]> {
	const { stopPolicy } = scope;
	const { concurrency, retry } = plan;
	// Who lets nothing be sent twice must not meet a limit of running jobs.
	const areJobsCounted =
		'retryOn' in retry && (retry.retryOn === 'never' || retry.maxRetries === 0);
	await startInOrder(
		tasks,
		new Places(concurrency, { areJobsCounted }),
		async ({ item, part, imageNumber }, place) => {
			const result =
				part.kind === 'order'
					? await makeImage(part, imageNumber, scope, place)
					: await fetchImage(part, scope);
			// After a cancel, what n8n keeps is said already.
			part.results[imageNumber] ??= result;
			stopPolicy.losses.note(result.images.length > 0, result.failures);
			if (result.failures.length > 0) noteFailures(item, stopPolicy);
		},
		{
			// The last try of Retry On Fail is what the user sees, so what earlier ones paid for is handed
			// out or named still. The gate lets no order through any more.
			isStopped: () => stopPolicy.isStopped() && !scope.ledger.hasEarlier,
			isCautious: () =>
				stopPolicy.losses.areSuspected() &&
				stopPolicy.losses.reason === null &&
				!stopPolicy.isStopped(),
		},
	);
	for (const item of items) {
		if (item.isGallery && !stopPolicy.isStopped()) item.gallery = await makeGallery(item, scope);
		noteFailures(item, stopPolicy);
	}
	return handOut(items, scope);
}

function noteFailures(item: ItemRun, stopPolicy: StopPolicy): void {
	if (failuresOf(item).length > 0) stopPolicy.noteFailure();
}

/** The output, or the error that stands for it; and the ledger is left as the next run needs it. */
function handOut(items: ItemRun[], scope: RunScope): INodeExecutionData[] {
	const { context, ledger, redact, stopPolicy } = scope;
	reportTokens(context, tokensIn(scope.spending.takeUsages()));
	const isCancelled = stopPolicy.isCancelled();
	if (!stopPolicy.continues) {
		const error = firstFailure(context, items, isCancelled, redact);
		if (error) {
			ledger.release();
			if (!isCancelled && error.description?.includes(IN_LOG)) logUnfinished(scope, 'paid for');
			throw error;
		}
	}
	// What failed or was cancelled is run again, and then with it what is finished.
	if (stopPolicy.hasFailed || isCancelled) ledger.leave();
	else ledger.close();
	const parts = items.flatMap((item) => item.parts);
	const images = parts.flatMap(imagesOf).map(({ json }) => json);
	const failed = parts.flatMap(partFailures).filter(({ source }) => source !== 'cancelled');
	addHint(context, runHint(images, failed.length));
	return toOutput(items, redact);
}

function toNamed({ parts, isGallery }: ItemRun) {
	return { plans: parts.flatMap((part) => (part.kind === 'failed' ? [] : [part.plan])), isGallery };
}

function throwFirstBad(context: IExecuteFunctions, items: ItemRun[]): void {
	for (const item of items) {
		const [failure] = failuresOf(item);
		if (failure) throw toNodeError(context.getNode(), failure, item.itemIndex, withoutKey);
	}
}

function tasksOf(item: ItemRun) {
	return item.parts.flatMap((part) => {
		if (part.kind === 'failed') return [];
		const numbers = Array.from({ length: resultsWanted(part) }, (_, number) => number);
		return numbers.map((imageNumber) => ({ item, part, imageNumber }));
	});
}

/** Before the credential is read there is no key that a message could contain. */
const withoutKey = createRedactor('');
