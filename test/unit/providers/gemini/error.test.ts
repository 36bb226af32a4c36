import {
	geminiErrorText,
	geminiRetryDelayMs,
} from '../../../../nodes/OakgenImage/providers/gemini/error';
import { httpReply } from '../../../support/imageRequest';

const quota = { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [] };
const retryInfo = (retryDelay: unknown) => ({
	'@type': 'type.googleapis.com/google.rpc.RetryInfo',
	retryDelay,
});
const limited = (details: unknown) =>
	httpReply({ error: { code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED', details } });

it.each<[string, unknown, number | null]>([
	['17s', [retryInfo('17s')], 17_000],
	['a fraction', [quota, retryInfo('0.25s')], 250],
	['0s', [retryInfo('0s')], 0],
	['no unit', [retryInfo('17')], null],
	['another unit', [retryInfo('17m')], null],
	['words that begin alike', [retryInfo('17seconds')], null],
	['a number', [retryInfo(17)], null],
	['negative', [retryInfo('-1s')], null],
	['no RetryInfo', [quota], null],
	['no details', undefined, null],
	['details that are no list', retryInfo('17s'), null],
	['junk', [null, 1, 'x', []], null],
])('the waiting time of RetryInfo: %s', (_, details, expected) => {
	expect(geminiRetryDelayMs(limited(details))).toBe(expected);
});

it.each<[string, unknown, string]>([
	['the message', { error: { code: 400, message: 'Bad model' } }, 'Bad model'],
	['the body when there is no message', { error: { code: 400 } }, '{"error":{"code":400}}'],
	['the text of a gateway', '<h1>502 Bad Gateway</h1>', '502 Bad Gateway'],
	['nothing', '', ''],
])('the provider’s own words: %s', (_, body, expected) => {
	expect(geminiErrorText(httpReply(body))).toBe(expected);
});
