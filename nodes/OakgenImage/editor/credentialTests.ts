import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { credentialFields } from '../credentialFields';
import { GENERATE_PATH } from '../providers/oakgen/paths';
import { isWebAddress, joinUrl } from '../transport/addresses';
import { isSuccess } from '../transport/status';

const TEST_TIMEOUT_MS = 20_000;

interface TestRequest {
	method: 'GET' | 'POST';
	path: string;
	headers: Record<string, string>;
	body?: string;
}

/**
 * Oakgen publishes no free endpoint: an empty request is refused before anything is generated, but
 * only after the key was checked.
 */
export async function testOakgenCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { status, text, baseUrl } = await ask(this, credential, (apiKey) => ({
		method: 'POST',
		path: GENERATE_PATH,
		headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
		body: '{}',
	}));
	if (typeof status === 'string') return failed(status);
	if (status === 401 || status === 403) return failed(keyRefused('Oakgen', status));
	// A success is odd for an empty request, but in JSON it shows that the key works.
	const isAnswered = isSuccess(status) && text.trimStart().startsWith('{');
	if ([400, 402, 422, 429].includes(status) || isAnswered) return OK;
	return failed(unexpected(status, baseUrl, 'https://api.oakgen.ai'));
}

/** Lists one model, which costs nothing. */
export async function testGeminiCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { status, text, baseUrl } = await ask(this, credential, (apiKey) => ({
		method: 'GET',
		path: '/models?pageSize=1',
		headers: { 'x-goog-api-key': apiKey },
	}));
	if (typeof status === 'string') return failed(status);
	// Google answers a wrong key with 400 INVALID_ARGUMENT.
	const isKeyRefused =
		status === 401 || status === 403 || (status === 400 && /api.?key/i.test(text));
	if (isKeyRefused) return failed(keyRefused('Google', status));
	if (status === 429 || (status === 200 && text.trimStart().startsWith('{'))) return OK;
	return failed(unexpected(status, baseUrl, 'https://generativelanguage.googleapis.com/v1'));
}

const OK: INodeCredentialTestResult = { status: 'OK', message: 'The key works' };

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function keyRefused(provider: string, status: number): string {
	return `${provider} refused the API key (HTTP ${status}). Copy it again from your account.`;
}

function unexpected(status: number, baseUrl: string, usual: string): string {
	if (status >= 500) {
		return `The service at ${baseUrl} has a fault at the moment (HTTP ${status}). Try again later.`;
	}
	return `The Base URL ${baseUrl} is not right: it answers with HTTP ${status}. The usual one is ${usual}.`;
}

interface Answer {
	/** HTTP status, or a sentence that says why there is none. */
	status: number | string;
	text: string;
	baseUrl: string;
}

async function ask(
	context: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
	toRequest: (apiKey: string) => TestRequest,
): Promise<Answer> {
	const { apiKey, baseUrl } = credentialFields(credential.data);
	const none = { text: '', baseUrl };
	if (apiKey === '') return { ...none, status: 'The API key is empty.' };
	if (!isWebAddress(baseUrl)) {
		return { ...none, status: `The Base URL "${baseUrl}" is not a web address.` };
	}
	const { method, path, headers, body } = toRequest(apiKey);
	const { helpers } = context;
	try {
		const response: { statusCode: number; body: unknown } = await helpers.request({
			method,
			uri: joinUrl(baseUrl, path),
			headers,
			...(body === undefined ? {} : { body }),
			timeout: TEST_TIMEOUT_MS,
			simple: false,
			resolveWithFullResponse: true,
			// The key must not follow to another host.
			followRedirect: false,
		});
		return { status: response.statusCode, text: String(response.body ?? ''), baseUrl };
	} catch {
		return { ...none, status: `Nothing answers at the Base URL ${baseUrl}. Check the address.` };
	}
}
