import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { credentialFields } from '../credentialFields';
import type { ProviderEntry } from '../providers/types';
import { isWebAddress, joinUrl } from '../transport/addresses';

const TEST_TIMEOUT_MS = 20_000;

/** Tests the credential of a provider by a free request, and says what the answer means for key and address. */
export async function testCredential(
	context: ICredentialTestFunctions,
	provider: ProviderEntry,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { apiKey, baseUrl } = credentialFields(credential.data);
	if (apiKey === '') return failed('The API key is empty.');
	if (!isWebAddress(baseUrl)) return failed(`The Base URL "${baseUrl}" is not a web address.`);
	const { label } = provider;
	const { usualBaseUrl, test: how } = provider.credential;
	const answer = await ask(context, apiKey, baseUrl, how);
	if (answer === null) {
		return failed(`Nothing answers at the Base URL ${baseUrl}. Check the address.`);
	}
	const { status, text } = answer;
	switch (how.judge(status, text)) {
		case 'works':
			return { status: 'OK', message: 'The key works' };
		case 'keyRefused':
			return failed(
				`${label} refused the API key (HTTP ${status}). Copy it again from your account.`,
			);
		case 'unexpected':
			return failed(
				status >= 500
					? `The service at ${baseUrl} has a fault at the moment (HTTP ${status}). Test the credential again later.`
					: `The Base URL ${baseUrl} is not right: it answers with HTTP ${status}. The usual one is ${usualBaseUrl}.`,
			);
	}
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** @returns null when there is no answer */
async function ask(
	{ helpers }: ICredentialTestFunctions,
	apiKey: string,
	baseUrl: string,
	{ method, path, headers, body }: ProviderEntry['credential']['test'],
): Promise<{ status: number; text: string } | null> {
	try {
		const response: { statusCode: number; body: unknown } = await helpers.request({
			method,
			uri: joinUrl(baseUrl, path),
			headers: headers(apiKey),
			...(body === undefined ? {} : { body }),
			timeout: TEST_TIMEOUT_MS,
			simple: false,
			resolveWithFullResponse: true,
			// The key must not follow to another host.
			followRedirect: false,
		});
		return { status: response.statusCode, text: String(response.body ?? '') };
	} catch {
		return null;
	}
}
