import { randomUUID } from 'crypto';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { cancelled, invalidInput, type ImageFailure } from '../errors';
import { errorItem, outputItems } from '../output/item';
import type { Provider } from '../providers/types';
import { isWebAddress } from '../transport/addresses';
import { systemClock, type Clock } from '../transport/clock';
import { createHttpClient } from '../transport/http';
import { RateGate } from '../transport/rateGate';
import type { RunIdentity } from './fingerprint';
import { makeImageOf, planItems, type ItemWork, type PlannedItem } from './itemWork';
import { runInLanes } from './lanes';
import { Ledger } from './ledger';
import type { TaskResult } from './makeImage';
import { failureMessage, toNodeError } from './nodeError';
import { createBodyCleaner, createRedactor, type Redact } from './redact';
import type { RunScope } from './scope';

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
	const continues = context.continueOnFail();
	const items = await planItems(context);
	if (!continues) throwFirstBad(context, items);

	const works = items.flatMap((item) => ('work' in item ? [item.work] : []));
	const [firstWork] = works;
	if (!firstWork) return toOutput(items, withoutKey);
	const { provider, concurrency } = firstWork.plan;
	const { baseUrl, redact, cleanBody } = await readCredential(context, provider);

	let hasFailed = false;
	const noteFailure = () => {
		hasFailed = true;
	};
	const isCancelled = () => context.getExecutionCancelSignal()?.aborted ?? false;
	const isStopped = () => isCancelled() || (hasFailed && !continues);
	const run = identifyRun(context);
	const ledger = new Ledger(context.getContext('node'), run.runIndex);
	const scope: RunScope = {
		context,
		baseUrl,
		ledger,
		redact,
		noteFailure,
		effects: {
			http: createHttpClient(context, provider.credential, clock, isCancelled, cleanBody),
			clock,
			gate: new RateGate(clock, isStopped, Math.random),
			random: Math.random,
			isCancelled,
			isStopped,
		},
	};
	const tasks = works.flatMap((work) =>
		Array.from({ length: work.plan.numberOfImages }, (_, imageNumber) => ({ work, imageNumber })),
	);
	await runInLanes(
		tasks,
		concurrency,
		async ({ work, imageNumber }) => {
			const { failures } = await makeImageOf(work, imageNumber, run, scope);
			if (failures.length > 0) noteFailure();
		},
		// The last try of Retry On Fail is what the user sees, so what earlier ones paid for is handed
		// out or named still. The gate lets no order through any more.
		() => isStopped() && !ledger.hasEarlier,
	);

	if (!continues) {
		const error = firstFailure(context, works, isCancelled(), redact);
		if (error) {
			ledger.release();
			throw error;
		}
	}
	// What failed or was cancelled is run again, and then with it what is finished.
	const isAllMade = !hasFailed && !isCancelled() && works.length === items.length;
	if (isAllMade) ledger.close();
	return toOutput(items, redact);
}

function throwFirstBad(context: IExecuteFunctions, items: PlannedItem[]): void {
	for (const [itemIndex, item] of items.entries()) {
		if (!('failure' in item)) continue;
		throw toNodeError(context.getNode(), item.failure, itemIndex, withoutKey);
	}
}

/** Before the credential is read there is no key that a message could contain. */
const withoutKey = createRedactor('');

/** @throws NodeOperationError when the key is missing or the base URL is none */
async function readCredential(context: IExecuteFunctions, { credential }: Provider) {
	const fields = await context.getCredentials(credential);
	const apiKey = String(fields.apiKey ?? '').trim();
	const baseUrl = String(fields.baseUrl ?? '').trim();
	const failure = credentialFailure(apiKey, baseUrl);
	if (failure) throw toNodeError(context.getNode(), failure, 0, withoutKey);
	return { baseUrl, redact: createRedactor(apiKey), cleanBody: createBodyCleaner(apiKey) };
}

function credentialFailure(apiKey: string, baseUrl: string): ImageFailure | null {
	if (apiKey === '') {
		return invalidInput(
			'The API key in the credential is empty',
			'Open the credential and paste the key of your account.',
		);
	}
	if (isWebAddress(baseUrl)) return null;
	return invalidInput(
		`The Base URL "${baseUrl}" in the credential is not a web address`,
		'Open the credential and set Base URL to an address that begins with https://.',
	);
}

function identifyRun(context: IExecuteFunctions): RunIdentity {
	return {
		// Absent only where n8n saves nothing of the execution.
		executionId: context.getExecutionId() || randomUUID(),
		nodeId: context.getNode().id,
		runIndex: Number(context.evaluateExpression('{{ $runIndex }}', 0)) || 0,
	};
}

/** In stop mode nothing is handed out, so the error also says what became of the other images. */
function firstFailure(
	context: IExecuteFunctions,
	works: ItemWork[],
	wasCancelled: boolean,
	redact: Redact,
): NodeApiError | NodeOperationError | null {
	const failed = works.flatMap(({ plan, results }) =>
		failuresOf(results).map((failure) => ({ failure, itemIndex: plan.itemIndex })),
	);
	const unfinished = wasCancelled ? works.find((work) => !isFinished(work)) : undefined;
	// Only a node that throws is run again when the execution is retried.
	if (unfinished) failed.unshift({ failure: cancelled(), itemIndex: unfinished.plan.itemIndex });
	const [first, ...others] = failed;
	if (!first) return null;
	const error = toNodeError(context.getNode(), first.failure, first.itemIndex, redact);
	const also = others.map(({ failure, itemIndex }) => failureMessage(failure, itemIndex, redact));
	error.description = [error.description, madeImages(works), ...also].filter(Boolean).join(' ');
	return error;
}

function isFinished({ plan, results }: ItemWork): boolean {
	const finished = results.filter(({ failures }) => failures.length === 0);
	return finished.length === plan.numberOfImages;
}

function madeImages(works: ItemWork[]): string {
	const made = works.flatMap(({ results }) => results.flatMap(({ images }) => images));
	if (made.length === 0) return '';
	const urls = made.map(({ json }) => json.url).filter((url) => typeof url === 'string');
	const addresses = urls.length === 0 ? '' : ` Their addresses: ${urls.join(' ')}`;
	return `${made.length} other image(s) of this run are made; a retry hands them out and does not pay for them again.${addresses}`;
}

function toOutput(items: PlannedItem[], redact: Redact): INodeExecutionData[] {
	return items.flatMap((item, itemIndex) => {
		const toErrorItem = (failure: ImageFailure) =>
			errorItem(failureMessage(failure, itemIndex, redact), itemIndex);
		if ('failure' in item) return [toErrorItem(item.failure)];
		const { plan, results } = item.work;
		const images = results.flatMap(({ images }) => images);
		return [
			...outputItems(images, itemIndex, plan.output.binaryProperty),
			...failuresOf(results).map(toErrorItem),
		];
	});
}

function failuresOf(results: TaskResult[]): ImageFailure[] {
	// Images that were merely stopped, by another one's failure or by the user, explain nothing.
	return results.flatMap(({ failures }) => failures).filter(({ source }) => source !== 'cancelled');
}
