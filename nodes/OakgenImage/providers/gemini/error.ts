import { waitInBody } from '../evidence/refusal';
import { excerptOf } from '../excerpt';
import { field, parseJson, textField } from '../json';
import { FINAL_LIMIT } from '../oakgen/assumptions';
import type { HttpReply } from '../../transport/types';

/** Google's error body: `{"error": {"code", "message", "status", "details": […]}}` (google.rpc.Status). */
export function geminiErrorText({ body }: HttpReply): string {
	return excerptOf(textField(errorIn(body), 'message') ?? body);
}

/** `RetryInfo.retryDelay` of an error's details, such as "17s", in milliseconds. */
export function geminiRetryDelayMs(reply: HttpReply): number | null {
	return waitInBody(reply);
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
