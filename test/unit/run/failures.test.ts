import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { NO_FACTS } from '../../../nodes/OakgenImage/providers/noFacts';
import type { FoundImage, Generation } from '../../../nodes/OakgenImage/providers/types';
import type { Rejected } from '../../../nodes/OakgenImage/transport/attempts';
import { attemptResult } from '../../../nodes/OakgenImage/transport/retry';
import type { NoReplyReason } from '../../../nodes/OakgenImage/transport/types';
import { noImage, paidFailure } from '../../../nodes/OakgenImage/run/failures';
import { httpReply, imageRequest } from '../../support/imageRequest';

const billed = /; the image may have been made and billed$/;

const failureOf = (rejected: Pick<Rejected, 'outcome' | 'because'>) =>
	paidFailure(
		{
			accepted: false,
			attempts: 1,
			isUnknown: false,
			isFinalLimit: false,
			result: rejected.outcome && attemptResult(rejected.outcome),
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
		{ status: 'done', facts: NO_FACTS, images: [image] },
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
			/Nothing was generated.*Base URL/,
		);
	});

	it('sends whoever cancelled an order on its way to the account, before it is ordered again', () => {
		const outcome = { kind: 'noReply', reason: 'cancelled', detail: 'x' } as const;
		expect(adviceOn({ outcome, because: 'settled' })).toMatch(
			/account first: .* orders this image/,
		);
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
