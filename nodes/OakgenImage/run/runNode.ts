import { randomUUID } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { credentialFields } from '../credentialFields';
import { invalidInput, type ImageFailure } from '../errors';
import type { Provider } from '../providers/types';
import { isWebAddress } from '../transport/addresses';
import { systemClock, type Clock } from '../transport/clock';
import { createHttpClient } from '../transport/http';
import { RateGate } from '../transport/rateGate';
import type { RunIdentity } from './fingerprint';
import { makeGallery } from './gallery';
import { makeImageOf, planItems, type PlannedItem } from './itemWork';
import { runInLanes } from './lanes';
import { Ledger } from './ledger';
import { toNodeError } from './nodeError';
import { failuresOf, firstFailure, toOutput } from './outcome';
import { createBodyCleaner, createRedactor } from './redact';
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

	const tasks = items.flatMap(tasksOf);
	const [firstTask] = tasks;
	if (!firstTask) return toOutput(items, withoutKey);
	const { provider, concurrency } = firstTask.work.plan;
	const { baseUrl, redact, cleanBody } = await readCredential(context, provider);

	let hasFailed = false;
	const isCancelled = () => context.getExecutionCancelSignal()?.aborted ?? false;
	const isStopped = () => isCancelled() || (hasFailed && !continues);
	const run = identifyRun(context);
	const ledger = new Ledger(context.getContext('node'), run.runIndex);
	const scope: RunScope = {
		context,
		baseUrl,
		ledger,
		redact,
		noteFailure: ({ isInGallery }) => {
			hasFailed ||= !isInGallery;
		},
		effects: {
			http: createHttpClient(context, provider.credential, clock, isCancelled, cleanBody),
			clock,
			gate: new RateGate(clock, isStopped, Math.random),
			random: Math.random,
			isCancelled,
			isStopped,
		},
	};
	await runInLanes(
		tasks,
		concurrency,
		async ({ item, work, imageNumber }) => {
			await makeImageOf(work, imageNumber, run, scope);
			hasFailed ||= failuresOf(item).length > 0;
		},
		// The last try of Retry On Fail is what the user sees, so what earlier ones paid for is handed
		// out or named still. The gate lets no order through any more.
		() => isStopped() && !ledger.hasEarlier,
	);

	for (const item of items) {
		if (item.isGallery && !isStopped()) item.gallery = await makeGallery(item, scope);
		hasFailed ||= failuresOf(item).length > 0;
	}
	if (!continues) {
		const error = firstFailure(context, items, isCancelled(), redact);
		if (error) {
			ledger.release();
			throw error;
		}
	}
	// What failed or was cancelled is run again, and then with it what is finished.
	const isAllMade = !hasFailed && !isCancelled();
	// n8n 1.85 goes on with the tries of Retry On Fail when one has succeeded, if it goes on after
	// errors; what the last try hands out is what counts.
	const mayBeTriedAgain = continues && ledger.hasEarlier && context.getNode().retryOnFail === true;
	if (isAllMade && !mayBeTriedAgain) ledger.close();
	return toOutput(items, redact);
}

function throwFirstBad(context: IExecuteFunctions, items: PlannedItem[]): void {
	for (const item of items) {
		const [failure] = failuresOf(item);
		if (failure) throw toNodeError(context.getNode(), failure, item.itemIndex, withoutKey);
	}
}

function tasksOf(item: PlannedItem) {
	return item.parts.flatMap((part) => {
		if ('failure' in part) return [];
		const { work } = part;
		const numbers = Array.from({ length: work.plan.numberOfImages }, (_, number) => number);
		return numbers.map((imageNumber) => ({ item, work, imageNumber }));
	});
}

/** Before the credential is read there is no key that a message could contain. */
const withoutKey = createRedactor('');

/** @throws NodeOperationError when the key is missing or the base URL is none */
async function readCredential(context: IExecuteFunctions, { credential }: Provider) {
	const { apiKey, baseUrl } = credentialFields(await context.getCredentials(credential));
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
		// Not by an expression: n8n evaluates those in an isolate, which takes milliseconds.
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex) || 0,
	};
}
