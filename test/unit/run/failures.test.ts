import type { ImageFailure } from '../../../nodes/OakgenImage/errors';
import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { NO_FACTS } from '../../../nodes/OakgenImage/providers/noFacts';
import type { FoundImage, Generation } from '../../../nodes/OakgenImage/providers/types';
import type { Rejected } from '../../../nodes/OakgenImage/transport/attempts';
import { attemptResult } from '../../../nodes/OakgenImage/transport/retry';
import type { NoReplyReason } from '../../../nodes/OakgenImage/transport/types';
import {
	cancelledDownload,
	notDownloaded,
	notStored,
	paidFailure,
} from '../../../nodes/OakgenImage/run/failures';
import { cancelledJob, noImage, unfinishedJob } from '../../../nodes/OakgenImage/run/jobFailures';
import { httpReply, imageRequest } from '../../support/imageRequest';

const billed = /; the image may have been made and billed$/;

const failureOf = (rejected: Pick<Rejected, 'outcome' | 'because'> & Partial<Rejected>) =>
	paidFailure(
		{
			accepted: false,
			attempts: 1,
			isUnknown: false,
			isFinalLimit: false,
			result: rejected.outcome && attemptResult(rejected.outcome, { takesIdempotencyKey: true }),
			...rejected,
		},
		gemini,
		imageRequest(),
	);

/** On Error = continue hands out the message and nothing else. */
describe('a message says itself that money may be spent', () => {
	it.each<NoReplyReason>(['timeout', 'connectionLost', 'tooLarge', 'cancelled'])('%s', (reason) => {
		const outcome = { kind: 'noReply', reason, detail: 'x' } as const;
		expect(failureOf({ outcome, because: 'settled' }).message).toMatch(billed);
	});

	it('HTTP 504', () => {
		const outcome = { kind: 'reply', reply: httpReply('', { status: 504 }) } as const;
		expect(failureOf({ outcome, because: 'settled' }).message).toMatch(billed);
	});

	const image: FoundImage = { kind: 'url', url: 'https://a.example/1.png', mimeType: null };
	it.each<Generation>([
		{ status: 'unclear', facts: NO_FACTS, excerpt: '{}', isDone: false },
		{ status: 'done', facts: NO_FACTS, images: [image], warnings: [] },
	])('$status', (generation) => {
		expect(noImage(generation, null, gemini).message).toMatch(billed);
	});

	it.each<NoReplyReason>(['notSent', 'blocked'])('but not where it is not: %s', (reason) => {
		const outcome = { kind: 'noReply', reason, detail: 'x' } as const;
		expect(failureOf({ outcome, because: 'settled' }).message).not.toMatch(/billed/);
	});
});

describe('the advice of a failure', () => {
	const adviceOn = (rejected: Parameters<typeof failureOf>[0]) => failureOf(rejected).advice;
	const http = (status: number) =>
		({ kind: 'reply', reply: httpReply('no', { status }) }) satisfies Rejected['outcome'];

	it('leads to the Base URL where nobody was reached, and says that nothing was made', () => {
		const outcome = { kind: 'noReply', reason: 'notSent', detail: 'refused' } as const;
		expect(adviceOn({ outcome, because: 'retriesUsedUp' })).toMatch(
			/This request made nothing.*Base URL/,
		);
	});

	it('sends whoever cancelled an order on its way to the account, and offers no Retry', () => {
		const outcome = { kind: 'noReply', reason: 'cancelled', detail: 'x' } as const;
		expect(adviceOn({ outcome, because: 'settled' })).toMatch(/your account .* has no Retry/);
	});

	it('leads to the Base URL after a redirect', () => {
		expect(adviceOn({ outcome: http(307), because: 'settled' })).toMatch(/Base URL/);
	});

	it('says whether a rate limit lasts too long or comes too often', () => {
		expect(adviceOn({ outcome: http(429), because: 'noTimeLeft' })).toMatch(
			/longer than Total Timeout/,
		);
		expect(adviceOn({ outcome: http(429), because: 'retriesUsedUp' })).toMatch(/Max Retries/);
	});
});

const http = (status: number, body = '{"error": {"message": "No"}}') =>
	({ kind: 'reply', reply: httpReply(body, { status }) }) satisfies Rejected['outcome'];

const noReply = (reason: NoReplyReason) =>
	({ kind: 'noReply', reason, detail: 'x' }) satisfies Rejected['outcome'];

const pending = {
	status: 'pending',
	facts: NO_FACTS,
	job: { id: 'job-1', statusUrl: null, resultUrl: null },
	images: [],
	excerpt: '',
	isDone: false,
} as unknown as Generation & { status: 'pending' };

const REFUSALS = [400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429, 451];

const mayBePaid: Array<[string, ImageFailure]> = [
	...(['timeout', 'connectionLost', 'tooLarge', 'cancelled'] as const).map(
		(reason): [string, ImageFailure] => [
			reason,
			failureOf({ outcome: noReply(reason), because: 'settled' }),
		],
	),
	...[301, 303, 307, 501, 504, 524].map((status): [string, ImageFailure] => [
		`HTTP ${status}`,
		failureOf({ outcome: http(status), because: 'settled' }),
	]),
	...REFUSALS.map((status): [string, ImageFailure] => [
		`HTTP ${status} after an order of which nobody knows`,
		failureOf({ outcome: http(status), because: 'settled', isUnknown: true }),
	]),
	[
		'a job that is late',
		unfinishedJob({ kind: 'late', trouble: '', status: null }, pending, gemini),
	],
	[
		'a job whose answer is too large',
		unfinishedJob({ kind: 'tooLarge', trouble: '', status: null }, pending, gemini),
	],
	[
		'a job that is lost',
		unfinishedJob({ kind: 'lost', trouble: '', status: 404 }, pending, gemini),
	],
	['a cancelled job', cancelledJob(pending, gemini)],
	['a cancelled download', cancelledDownload('https://a.example/1.png')],
	['a failed download', notDownloaded('https://a.example/1.png', 'HTTP 500')],
	['a file that is gone', notDownloaded('https://a.example/1.png', 'HTTP 404', { isGone: true })],
	[
		'a file that is none',
		notStored({ generationId: 'job-1', isKept: false }, 'it is empty', gemini, 'unreadable'),
	],
];

const free: Array<[string, ImageFailure]> = [
	...REFUSALS.map((status): [string, ImageFailure] => [
		`HTTP ${status}`,
		failureOf({ outcome: http(status), because: 'settled' }),
	]),
	...(['notSent', 'blocked'] as const).map((reason): [string, ImageFailure] => [
		reason,
		failureOf({ outcome: noReply(reason), because: 'settled' }),
	]),
	['a limit beyond Total Timeout', failureOf({ outcome: null, because: 'noTimeLeft' })],
];

/** A pipeline that goes on after errors sees the message alone, and decides by these words. */
const PAID = /\b(?:paid|billed)\b/;

describe.each(mayBePaid)('%s, which may be paid', (_, { message, advice }) => {
	it('says so in the message', () => {
		expect(message).toMatch(PAID);
		expect(advice).not.toMatch(/nothing was made/i);
	});

	it('says what running again costs', () => {
		expect(advice).toMatch(/Execute step and Execute workflow .* anew\./);
	});
});

describe.each(free)('%s, which is not paid', (_, { message, advice }) => {
	it('has no word of paying in its message', () => {
		expect(message).not.toMatch(PAID);
	});

	it('says that nothing was made, and how to go on', () => {
		expect(`${message} ${advice}`).toMatch(/made nothing|Nothing was made|was not ordered/);
		expect(advice).toMatch(/Executions → Retry .* only the images that are missing/);
	});
});

describe('a web page where an API should answer', () => {
	const page =
		'<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><hr>nginx</body></html>';
	const { message, advice } = failureOf({ outcome: http(404, page), because: 'settled' });

	it('is told once, with the likely cause first', () => {
		expect(message).toBe(
			'A web page answered instead of Google Gemini (HTTP 404): 404 Not Found nginx',
		);
		expect(advice).toMatch(/^Nothing was made for this image\. Check the Base URL/);
	});

	it('may be billed when it came as a success', () => {
		const { reply } = http(200, page);
		const unclear = { status: 'unclear', facts: NO_FACTS, excerpt: '', isDone: false } as const;
		const failure = noImage(unclear, reply, gemini);
		expect(failure.message).toMatch(
			/^A web page answered instead of Google Gemini: 404 Not Found nginx; /,
		);
		expect(failure.message).toMatch(billed);
		expect(failure.advice).toMatch(/^Check the Base URL/);
	});
});

test('what the provider says stands in the message, and not once more in the advice', () => {
	const { message, advice } = failureOf({
		outcome: http(422, '{"error": {"message": "The moon is too large"}}'),
		because: 'settled',
	});
	expect(message).toContain('The moon is too large');
	expect(advice).not.toContain('moon');
});

it.each([
	['s3://bucket/1.png', 'AWS S3'],
	['gs://bucket/1.png', 'node for that storage'],
	['https://a.example/1.png', 'in a browser'],
])('what to do about a file at %s: %s', (address, words) => {
	expect(notDownloaded(address, 'why').advice).toContain(words);
});
