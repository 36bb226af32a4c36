import { waitInWords } from '../evidence/wait';
import { excerptOf } from '../../text/excerpt';
import { field, parseJson, textField } from '../../text/json';
import { FINAL_LIMIT } from '../evidence/assumptions';
import type { HttpReply } from '../../transport/types';
import { listField } from './contents';

/** Google's error body: `{"error": {"code", "message", "status", "details": […]}}` (google.rpc.Status). */
export function geminiErrorText({ body }: HttpReply): string {
	return excerptOf(textField(errorIn(body), 'message') ?? body);
}

/** `RetryInfo.retryDelay` of an error's details, such as "17s", or a wait in words, in milliseconds. */
export function geminiRetryDelayMs({ body }: HttpReply): number | null {
	const error = errorIn(body);
	for (const detail of listField(error, 'details')) {
		const seconds = /^(\d+(?:\.\d+)?)s$/.exec(textField(detail, 'retryDelay') ?? '');
		if (seconds) return Number(seconds[1]) * 1000;
	}
	return waitInWords(textField(error, 'message') ?? '');
}

/**
 * A quota of a day, one that the plan does not have (`limit: 0`), or credits that are used up. Not by
 * the words "plan and billing": Google says them of limits of a minute too.
 */
export function isFinalGeminiLimit({ body }: HttpReply): boolean {
	return FINAL_LIMIT.test(JSON.stringify(errorIn(body) ?? body.subarray(0, 8000).toString()));
}

/** Also of a list of one, as Google's streams send it. */
function errorIn(body: Buffer): unknown {
	const parsed = parseJson(body);
	return field(Array.isArray(parsed) ? parsed[0] : parsed, 'error');
}
