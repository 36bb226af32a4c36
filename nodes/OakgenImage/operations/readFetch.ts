import { getBy } from './jobProperties';
import type { FetchPlan } from './plan';
import type { ParameterReader } from './read';
import { readDelivery } from './readDelivery';
import { readGivenReply } from './readGivenReply';
import { readJobSource } from './readJobSource';
import { readNumberOption, someOptionsOf } from './readOptions';
import { readProvider } from './readProvider';
import type { FetchOperation } from './types';

const MS_PER_SECOND = 1000;

/**
 * Reads which image is to be fetched, and how long it is waited for.
 *
 * @throws ImageFailure that says which parameter is wrong and what is allowed
 */
export async function readFetch(
	parameters: ParameterReader,
	operation: FetchOperation,
): Promise<FetchPlan> {
	const provider = await readProvider(parameters);
	const waitMs = readNumberOption(parameters, 'totalTimeout') * MS_PER_SECOND;
	const requestTimeoutMs = readNumberOption(parameters, 'requestTimeout') * MS_PER_SECOND;
	return {
		kind: 'fetch',
		operation: operation.option.value,
		...readDelivery(parameters),
		provider,
		settings: provider.readSettings(someOptionsOf(parameters, provider.replyOptions)),
		source:
			parameters.choice(getBy) === 'reply'
				? { kind: 'reply', reply: readGivenReply(parameters) }
				: readJobSource(parameters),
		concurrency: readNumberOption(parameters, 'concurrency'),
		waitMs,
		// A file takes its time also when the job is not waited for.
		retry: { requestTimeoutMs, totalTimeoutMs: Math.max(waitMs, requestTimeoutMs) },
	};
}
