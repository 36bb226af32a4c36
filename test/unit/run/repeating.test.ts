import { runInMemory } from '../../support/memoryNode';
import { providers, type ProviderName } from '../../support/providers';

const BASE_URL = 'https://api.example';
const STATUSES = Array.from({ length: 300 }, (_, place) => 300 + place);

/** Orders one image from a provider that always answers with this status. */
async function order(provider: ProviderName, status: number, retryOn: string) {
	const { requests, error } = await runInMemory({
		parameters: {
			provider,
			prompt: 'a fox',
			modelId: { mode: 'id', value: 'some-model' },
			options: { retryOn, maxRetries: 1 },
		},
		apiKey: 'sk-1234567890',
		baseUrl: BASE_URL,
		answer: () => ({ status, headers: {}, body: Buffer.from('{"error": {"message": "no"}}') }),
	});
	const { message, description = '' } = error as Error & { description?: string };
	return { sent: requests.length, mayBeBilled: message.includes('billed'), description };
}

describe.each(Object.keys(providers) as ProviderName[])('%s', (provider) => {
	test('what a failure says of repeating is what the node does, whatever the status', async () => {
		const wrong: number[] = [];
		for (const status of STATUSES) {
			const safe = await order(provider, status, 'safe');
			const any = await order(provider, status, 'any');
			const isOnlyByAny = safe.sent === 1 && any.sent === 2;
			const isNever = safe.mayBeBilled && any.sent === 1;
			const says = [safe.description, any.description].map((text) => [
				text.includes('repeated only with Retry On = Any Failure'),
				text.includes('The node repeats no request that is answered like this'),
			]);
			const isTrue =
				JSON.stringify(says) ===
				JSON.stringify([
					[isOnlyByAny, isNever],
					[false, isNever],
				]);
			// What is sent again under Safe Failures Only must not be billed, unless it is known by its key.
			if (!isTrue || (safe.sent > 1 && safe.mayBeBilled)) wrong.push(status);
		}
		expect(wrong).toEqual([]);
	});
});
