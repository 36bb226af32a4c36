import { excerptOf } from '../excerpt';
import { field, parseJson, textField } from '../json';
import type { HttpReply } from '../../transport/types';

/** Google's error body: `{"error": {"code", "message", "status", "details": […]}}` (google.rpc.Status). */
export function geminiErrorText({ body }: HttpReply): string {
	const message = textField(field(parseJson(body), 'error'), 'message');
	return excerptOf(message ?? body);
}

/** `RetryInfo.retryDelay` of an error's details, such as "17s", in milliseconds. */
export function geminiRetryDelayMs({ body }: HttpReply): number | null {
	const details = field(field(parseJson(body), 'error'), 'details');
	if (!Array.isArray(details)) return null;
	for (const detail of details as unknown[]) {
		const seconds = /^(\d+(?:\.\d+)?)s$/.exec(textField(detail, 'retryDelay') ?? '');
		if (seconds) return Number(seconds[1]) * 1000;
	}
	return null;
}
