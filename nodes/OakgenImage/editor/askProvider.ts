import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { credentialFields } from '../credentialFields';
import { cleanCopy } from '../text/cleanCopy';
import { parseJson } from '../text/json';
import type { FoundModel } from '../providers/modelList';
import type { Provider } from '../providers/types';
import { createKeyTest, createRedactor } from '../transport/redact';
import { isWebAddress, joinUrl } from '../transport/addresses';
import { NEVER_CANCELLED } from '../transport/cancellation';
import { systemClock, type Clock } from '../transport/clock';
import { createHttpClient } from '../transport/http';
import { isSuccess } from '../transport/status';

/** The editor shows nothing until the list is there. */
const LONGEST_WAIT_MS = 3000;

const MOST_LIST_BYTES = 2 * 1024 * 1024;

/** The image models that the provider lists for this account; none when it gives no list. Never rejects. */
export async function askForModels(
	context: ILoadOptionsFunctions,
	provider: Provider,
	clock: Clock = systemClock,
): Promise<FoundModel[]> {
	const { headers, modelList } = provider;
	const credential = provider.credential.name;
	// It rejects while no credential is chosen.
	const saved = await context.getCredentials(credential).catch(() => null);
	const { apiKey, baseUrl } = credentialFields(saved);
	if (!isWebAddress(baseUrl)) return [];

	const http = createHttpClient(context, credential, {
		clock,
		cancellation: NEVER_CANCELLED,
		holdsKey: createKeyTest(apiKey),
	});
	const outcome = await http.send(
		{
			method: 'GET',
			url: joinUrl(baseUrl, modelList.path),
			headers,
			withKey: true,
			deadline: clock.now() + LONGEST_WAIT_MS,
		},
		MOST_LIST_BYTES,
	);
	if (outcome.kind === 'noReply' || !isSuccess(outcome.reply.status)) return [];
	// Cleaned before names are cut, which could leave half a key.
	const redact = createRedactor(apiKey);
	return modelList.read(cleanCopy(parseJson(outcome.reply.body), redact));
}
