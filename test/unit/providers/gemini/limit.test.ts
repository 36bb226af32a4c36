import {
	geminiErrorText,
	geminiRetryDelayMs,
	isFinalGeminiLimit,
} from '../../../../nodes/OakgenImage/providers/gemini/error';
import { httpReply } from '../../../support/imageRequest';

// Google's limits: which of them waiting brings back, and when.

const of = (message: string, details: object[] = []) => ({
	error: { code: 429, message, status: 'RESOURCE_EXHAUSTED', details },
});
const violated = (quotaId: string) => ({ violations: [{ quotaId, quotaValue: '10' }] });

it.each<[body: unknown, isFinal: boolean]>([
	[of('Quota exceeded', [violated('RequestsPerDayPerProject')]), true],
	[of('Quota exceeded', [violated('RequestsPerMinutePerProject')]), false],
	[of('Quota exceeded', [{ violations: [{ quotaValue: '0' }] }]), true],
	[of('Quota exceeded for metric, limit: 0, model: x'), true],
	[of('Quota exceeded for metric, limit: 10, model: x'), false],
	[of('Your prepayment credits are depleted'), true],
	// Said of limits of a minute, too.
	[of('You exceeded your current quota, please check your plan and billing details'), false],
	[[of('Quota exceeded, limit: 0')], true],
	[{ note: 'PerDay', ...of('Quota exceeded') }, false],
	['the credits are depleted', true],
	[{ detail: 'the credits are depleted' }, true],
	['', false],
])('%j can be waited for: not %j', (body, isFinal) => {
	expect(isFinalGeminiLimit(httpReply(body, { status: 429 }))).toBe(isFinal);
});

it('looks only at the beginning of what is no error of Google', () => {
	const words = 'the credits are depleted';
	expect(isFinalGeminiLimit(httpReply(' '.repeat(7900) + words))).toBe(true);
	expect(isFinalGeminiLimit(httpReply(' '.repeat(8000) + words))).toBe(false);
});

it.each<[body: unknown, delayMs: number | null]>([
	[of('Please retry in 17.5s.'), 17_500],
	[of('Please retry in 17.5s.', [{ retryDelay: '3s' }]), 3000],
	[of('Slow down', [{ retryDelay: 'soon' }, { retryDelay: '4s' }, { retryDelay: '5s' }]), 4000],
	[[of('Slow down', [{ retryDelay: '3s' }])], 3000],
	[[], null],
	['Please retry in 17.5s.', null],
])('the wait that %j names: %j', (body, delayMs) => {
	expect(geminiRetryDelayMs(httpReply(body))).toBe(delayMs);
});

it('tells the message of a list of one', () => {
	expect(geminiErrorText(httpReply([of('Slow down')]))).toBe('Slow down');
});
