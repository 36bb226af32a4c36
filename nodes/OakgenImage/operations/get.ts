import { providerNamed } from '../providers';
import { generationId, getBy, reply, statusUrl } from './jobProperties';
import type { FetchPlan } from './plan';
import { provider as providerProperty } from './providerProperty';
import type { ParameterReader } from './read';
import { readDelivery } from './readDelivery';
import { readGivenReply } from './readGivenReply';
import { readJobSource } from './readJobSource';
import { readNumberOption, someOptionsOf } from './readOptions';
import type { Operation } from './types';

const MS_PER_SECOND = 1000;

export const get: Operation = {
	option: {
		name: 'Get an Image',
		value: 'get',
		description: 'Collect an image that was ordered earlier; never pays',
		action: 'Get an image that was ordered earlier',
	},
	subject: [getBy, generationId, statusUrl, reply],
	inputs: [],
	output: [],
	readPlan: async (parameters) => readFetch(parameters),
};

function readFetch(parameters: ParameterReader): FetchPlan {
	const name = parameters.choice(providerProperty);
	const provider = providerNamed(name);
	if (!provider) throw new Error(`There is no provider ${name}`);
	const waitMs = readNumberOption(parameters, 'totalTimeout') * MS_PER_SECOND;
	const requestTimeoutMs = readNumberOption(parameters, 'requestTimeout') * MS_PER_SECOND;
	return {
		kind: 'fetch',
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
