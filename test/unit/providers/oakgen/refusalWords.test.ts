import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { httpReply } from '../../../support/imageRequest';

const refusal = (body: unknown, headers = {}) =>
	httpReply(body, { status: 429, headers: { date: 'Sat, 28 Nov 2026 12:00:00 GMT', ...headers } });

describe('a wait in a body', () => {
	it.each<[unknown, number | null]>([
		[{ seconds_to_wait: 15 }, 15_000],
		[{ ttl: 15 }, 15_000],
		[{ retry_after_minutes: 1 }, 60_000],
		[{ retryAfter: { seconds: 10 } }, 10_000],
		[{ details: { retry_after: { value: 10, unit: 's' } } }, 10_000],
		[{ retry_after: 'PT10S' }, 10_000],
		[{ reset_at: '2026-11-28T12:00:20Z' }, 20_000],
		[{ resets_at: 1795867220 }, 20_000],
		[{ error: { metadata: { headers: { 'X-RateLimit-Reset': '1795867220000' } } } }, 20_000],
		[{ message: 'Try again at 2026-11-28 12:00:20 UTC' }, 20_000],
		[{ message: 'Bitte versuchen Sie es in 10 Sekunden erneut' }, 10_000],
		[{ message: '请在10秒后重试' }, 10_000],
		[{ message: 'Попробуйте снова через 10 секунд' }, 10_000],
		[{ message: 'Réessayez dans 10 secondes' }, 10_000],
		[{ reset_at: '2026-11-28T11:59:00Z' }, null],
		[{ message: 'Limit: 10 per minute' }, null],
	])('%j: %s', (body, wait) => {
		expect(oakgen.retryDelayMs(refusal(body))).toBe(wait);
	});
});

describe('a limit that no waiting ends', () => {
	it.each([
		...[
			'You have reached your monthly limit',
			'No remaining generations',
			'Your trial has expired',
		],
		...['Kontingent erschöpft', 'Votre crédit est épuisé', 'Créditos insuficientes', '额度已用尽'],
		...['Недостаточно средств', 'クレジットが不足', '크레딧이 부족합니다', 'Bakiye yetersiz'],
		...['balance: 0', 'Please add a payment method', 'Please recharge', 'QUOTA_EXHAUSTED'],
	])('%s', (message) => {
		expect(oakgen.isFinalLimit(refusal({ message }))).toBe(true);
	});

	it.each([
		...['Rate limit exceeded, 10 requests per minute', 'Too many concurrent jobs', 'Queue is full'],
		...['Rate limit reached. Upgrade your plan. Try again in 20s', 'Please try again later'],
		...['No tokens left in the bucket, retry in 2 seconds', 'Concurrency limit of your plan: 2'],
	])('not: %s', (message) => {
		expect(oakgen.isFinalLimit(refusal({ message }))).toBe(false);
	});
});

describe('a failure in HTTP 200 means', () => {
	it.each<[number, string]>([
		[402, 'Not enough coins'],
		[402, 'Out of API credits'],
		[402, 'You have no remaining generations'],
		[402, 'Saldo insuficiente'],
		[402, '余额不足'],
		[401, 'No API key provided'],
		[401, 'Your API key has been disabled'],
		[401, 'not authenticated'],
		[429, 'You are sending requests too quickly'],
		[429, 'Max concurrent generations reached'],
		[429, '请求过于频繁'],
		[403, 'Your country is not supported'],
		[404, 'The model `x` is not available'],
		[422, 'Content not allowed'],
		[200, 'prompt exceeds the token limit'],
		[200, 'prompt token limit exceeded'],
		[200, 'time limit exceeded'],
		[200, 'GPU out of memory'],
	])('%i: %s', (status, message) => {
		expect(oakgen.statusOf(httpReply({ success: false, message }))).toBe(status);
	});

	it('429 also where a code of its own stands in place of the result', () => {
		const body = {
			code: 50430,
			message: 'Reached API Concurrent Limit',
			data: null,
			request_id: 'x',
		};
		expect(oakgen.statusOf(httpReply(body))).toBe(429);
	});
});

describe('a status that nobody has defined is what its words are', () => {
	it.each<[number, string, number]>([
		[420, 'Too many requests, slow down', 429],
		[456, 'Quota exceeded', 429],
		[498, 'Invalid token', 401],
		[430, 'Not enough credits', 402],
		[419, 'Something else', 419],
		[422, 'Too many requests', 422],
		[499, 'Too many requests', 499],
	])('HTTP %i, "%s": %i', (status, error, meant) => {
		expect(oakgen.statusOf(httpReply({ error }, { status }))).toBe(meant);
	});
});
