import { cleanApiKey } from './apiKey';

/** The fields of either credential, cleaned; what is missing, or no credential at all, is empty. */
export function credentialFields(data: Record<string, unknown> | null | undefined) {
	const text = (name: string) => String(data?.[name] ?? '').trim();
	return { apiKey: cleanApiKey(text('apiKey')), baseUrl: text('baseUrl') };
}
