import type { IExecuteFunctions } from 'n8n-workflow';

import { credentialFields } from '../credentialFields';
import { invalidInput, type ImageFailure } from '../errors';
import { Ledger } from '../paid/ledger';
import type { JobProvider } from '../providers/types';
import { isWebAddress } from '../transport/addresses';
import type { Clock } from '../transport/clock';
import { createHttpClient } from '../transport/http';
import { RateGate } from '../transport/rateGate';
import { createKeeper, createKeyTest, createRedactor } from '../transport/redact';
import { identifyRun } from './identifyRun';
import { toNodeError } from './nodeError';
import { Spending } from './spending';
import type { RunScope } from './scope';

type RunParts = Pick<RunScope, 'stopPolicy' | 'fileNames'> & {
	clock: Clock;
	/** 0: no limit. */
	maxCredits: number;
};

/**
 * What all images of a node run share.
 *
 * @throws NodeOperationError when the credential has no key, or no base URL
 */
export async function setUp(
	context: IExecuteFunctions,
	provider: Pick<JobProvider, 'credential'>,
	{ clock, stopPolicy, fileNames, maxCredits }: RunParts,
): Promise<RunScope> {
	const { name: credential } = provider.credential;
	const { apiKey, baseUrl } = credentialFields(await context.getCredentials(credential));
	const failure = credentialFailure(apiKey, baseUrl);
	if (failure) throw toNodeError(context.getNode(), failure, 0, createRedactor(''));

	const { cancellation } = stopPolicy;
	const identity = identifyRun(context);
	const ledger = new Ledger(context.getContext('node'), identity.runIndex);
	const spending = new Spending(maxCredits, maxCredits > 0 ? ledger.creditsPaidIn(identity) : 0);
	const isStopped = () => stopPolicy.isClosed() || spending.refusal() !== null;
	return {
		context,
		identity,
		baseUrl,
		...{ stopPolicy, fileNames },
		...{ ledger, spending },
		inWork: new Set(),
		redact: createRedactor(apiKey),
		keepable: createKeeper(apiKey),
		effects: {
			http: createHttpClient(context, credential, {
				...{ clock, cancellation },
				holdsKey: createKeyTest(apiKey),
			}),
			clock,
			gate: new RateGate(clock, isStopped, Math.random, cancellation),
			random: Math.random,
			cancellation,
			isStopped,
		},
	};
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
