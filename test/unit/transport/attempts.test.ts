import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import type { Provider } from '../../../nodes/OakgenImage/providers/types';
import {
	sendPaid,
	type Effects,
	type PaidCall,
	type PaidOutcome,
	type Rejected,
	type RetrySettings,
} from '../../../nodes/OakgenImage/transport/attempts';
import type { HttpReply } from '../../../nodes/OakgenImage/transport/types';
import { cancelledAt } from '../../support/cancelling';
import { effectsFor } from '../../support/effects';
import { ScriptedHttp, type Answer } from '../../support/scriptedHttp';
import { VirtualClock } from '../../support/virtualClock';

const ok: Answer = { status: 200, body: { url: 'https://files.example/1.png' } };
const call = {
	method: 'POST' as const,
	url: 'https://api.oakgen.ai/v1/generate/image',
	headers: { 'Idempotency-Key': 'k' },
	body: { kind: 'json' as const, fields: { prompt: 'a red fox' } },
	withKey: true,
};

/** A provider whose words say no more than its statuses. */
const plain = {
	takesIdempotencyKey: true,
	statusOf: ({ status }: HttpReply) => status,
	isFinalLimit: () => false,
	delayInBody: () => null,
};

interface Setting extends Partial<RetrySettings> {
	provider?: Pick<Provider, 'retryDelayMs' | 'takesIdempotencyKey'>;
	effects?: Partial<Effects>;
	words?: Partial<PaidCall>;
}

async function send(script: Answer[] | (() => Answer), setting: Setting = {}) {
	const clock = new VirtualClock();
	const http = new ScriptedHttp(clock, script);
	const { totalTimeoutMs = 900_000, provider = oakgen, effects, words, ...retry } = setting;
	const outcome: PaidOutcome = await clock.run(
		sendPaid(
			{
				request: call,
				maxReplyBytes: 1000,
				deadline: totalTimeoutMs,
				settings: {
					retryOn: 'safe',
					maxRetries: 4,
					requestTimeoutMs: 300_000,
					totalTimeoutMs,
					...retry,
				},
				...plain,
				takesIdempotencyKey: provider.takesIdempotencyKey,
				delayInBody: provider.retryDelayMs,
				...words,
			},
			effectsFor(clock, http, effects),
		),
	);
	return { clock, http, outcome };
}

function rejection(outcome: PaidOutcome): Rejected {
	if (outcome.accepted) throw new Error('It was accepted');
	return outcome;
}

it('sends an accepted request once, as it is', async () => {
	const { http, outcome } = await send([ok]);
	expect(outcome).toMatchObject({ accepted: true, attempts: 1, reply: { status: 200 } });
	expect(http.calls).toEqual([{ ...call, at: 0, deadline: 300_000 }]);
});

it('sends the same request at every attempt, each with its own deadline', async () => {
	const { http, outcome } = await send([{ status: 500 }, { status: 502 }, ok]);
	expect(outcome).toMatchObject({ accepted: true, attempts: 3 });
	expect(http.calls).toEqual([
		{ ...call, at: 0, deadline: 300_000 },
		{ ...call, at: 500, deadline: 300_500 },
		{ ...call, at: 1500, deadline: 301_500 },
	]);
});

it('gives no attempt more time than the image has', async () => {
	const { http } = await send([{ status: 500 }, ok], { totalTimeoutMs: 10_000 });
	expect(http.calls.map(({ deadline }) => deadline)).toEqual([10_000, 10_000]);
});

it('backs off exponentially and gives up after Max Retries', async () => {
	const { http, outcome } = await send(() => ({ status: 500 }), { maxRetries: 6 });
	expect(http.times).toEqual([0, 500, 1500, 3500, 7500, 15_500, 23_500]);
	expect(outcome).toMatchObject({ attempts: 7, because: 'retriesUsedUp' });
	expect(rejection(outcome).outcome).toMatchObject({ reply: { status: 500 } });
});

it.each<[string, Answer, Setting, number, Rejected['because']]>([
	['a refusal', { status: 422 }, {}, 1, 'settled'],
	['a redirect', { status: 302, headers: { location: '/x' } }, { retryOn: 'any' }, 1, 'settled'],
	['a reply that is too large', { noReply: 'tooLarge' }, { retryOn: 'any' }, 1, 'settled'],
	['a cancelled request', { noReply: 'cancelled' }, { retryOn: 'any' }, 1, 'settled'],
	['a gateway timeout under safe', { status: 504 }, {}, 1, 'unknownOutcome'],
	['a gateway timeout under any', { status: 504 }, { retryOn: 'any' }, 5, 'retriesUsedUp'],
	['Cloudflare’s timeout under safe', { status: 524 }, {}, 1, 'unknownOutcome'],
	['a lost connection under safe', { noReply: 'connectionLost' }, {}, 1, 'unknownOutcome'],
	[
		'a lost connection under any',
		{ noReply: 'connectionLost' },
		{ retryOn: 'any' },
		5,
		'retriesUsedUp',
	],
	['a refused connection under safe', { noReply: 'notSent' }, {}, 5, 'retriesUsedUp'],
	[
		'a refused connection under never',
		{ noReply: 'notSent' },
		{ retryOn: 'never' },
		1,
		'retriesUsedUp',
	],
	['a fault without retries', { status: 500 }, { maxRetries: 0 }, 1, 'retriesUsedUp'],
	[
		'a limit without retries',
		{ status: 429, headers: { 'retry-after': '1' } },
		{ maxRetries: 0 },
		1,
		'retriesUsedUp',
	],
	[
		'a limit under never',
		{ status: 429, headers: { 'retry-after': '1' } },
		{ retryOn: 'never' },
		1,
		'retriesUsedUp',
	],
	['a limit without Retry-After', { status: 429 }, {}, 5, 'retriesUsedUp'],
	[
		'a fault that names a delay',
		{ status: 500, headers: { 'retry-after': '1' } },
		{},
		5,
		'retriesUsedUp',
	],
	[
		'a delay beyond the deadline',
		{ status: 500, headers: { 'retry-after': '901' } },
		{},
		1,
		'noTimeLeft',
	],
	[
		'a limit beyond the deadline',
		{ status: 429, headers: { 'retry-after': '901' } },
		{},
		1,
		'noTimeLeft',
	],
])('after %s', async (_, answer, setting, attempts, because) => {
	const { http, outcome } = await send(() => answer, setting);
	expect(http.calls).toHaveLength(attempts);
	expect(outcome).toMatchObject({ accepted: false, attempts, because });
});

it('takes an attempt that is not answered in time for unknown', async () => {
	const { clock, http, outcome } = await send([{ status: 200, takesMs: 300_001 }]);
	expect(outcome).toMatchObject({ because: 'unknownOutcome', outcome: { reason: 'timeout' } });
	expect([http.calls.length, clock.now()]).toEqual([1, 300_000]);
});

it.each([429, 503])(
	'waits out a %i that names its end, without using up retries',
	async (status) => {
		const limit: Answer = { status, headers: { 'retry-after': '30' } };
		const script = [...Array.from({ length: 12 }, () => limit), ok];
		const { http, outcome } = await send(script, { maxRetries: 1 });
		expect(outcome).toMatchObject({ accepted: true, attempts: 13 });
		expect(http.times).toEqual(Array.from({ length: 13 }, (_, at) => at * 30_000));
	},
);

it('gives up a limit when no time is left for a further attempt', async () => {
	const limit: Answer = { status: 429, headers: { 'retry-after': '30' } };
	// A quarter of the time is kept for the last attempt.
	const { clock, http, outcome } = await send(() => limit, { totalTimeoutMs: 100_000 });
	expect(http.times).toEqual([0, 30_000, 60_000]);
	expect(outcome).toMatchObject({ because: 'noTimeLeft', outcome: { reply: { status: 429 } } });
	expect(clock.now()).toBe(60_000);
});

it.each([
	[900_000, 300_000, 60_000],
	[100_000, 300_000, 25_000],
	[900_000, 10_000, 10_000],
])(
	'of %i ms, with %i ms for a request, the last %i ms see no attempt begin',
	async (totalTimeoutMs, requestTimeoutMs, least) => {
		const late = totalTimeoutMs - least;
		const after = (ms: number): Answer[] => [
			{ status: 429, headers: { 'retry-after-ms': String(ms) } },
			ok,
		];
		const setting = { totalTimeoutMs, requestTimeoutMs };
		expect((await send(after(late - 1), setting)).outcome).toMatchObject({ accepted: true });
		expect((await send(after(late), setting)).outcome).toMatchObject({ because: 'noTimeLeft' });
	},
);

it('does not wait when no attempt could begin after the wait', async () => {
	// The last attempt may begin at 3000 ms; the next wait would end at 3500 ms.
	const { clock, http, outcome } = await send(() => ({ status: 500 }), { totalTimeoutMs: 4000 });
	expect(http.times).toEqual([0, 500, 1500]);
	expect(outcome).toMatchObject({ accepted: false, because: 'noTimeLeft' });
	expect(clock.now()).toBe(1500);
});

it('has all its retries left after limits that name their end', async () => {
	const limit: Answer = { status: 429, headers: { 'retry-after': '30' } };
	const { outcome } = await send([limit, limit, limit, { status: 500 }, ok], { maxRetries: 1 });
	expect(outcome).toMatchObject({ accepted: true, attempts: 5 });
});

it('counts the retries at a provider that says to retry at once, and backs off', async () => {
	const limit: Answer = { status: 429, headers: { 'retry-after': '0' } };
	const { http, outcome } = await send(() => limit);
	expect(http.times).toEqual([0, 500, 1500, 3500, 7500]);
	expect(outcome).toMatchObject({ because: 'retriesUsedUp' });
});

it('waits as long as Google’s RetryInfo says', async () => {
	const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '17s' }];
	const limit: Answer = { status: 429, body: { error: { code: 429, message: 'slow', details } } };
	const { http } = await send([limit, ok], { provider: gemini });
	expect(http.times).toEqual([0, 17_000]);
});

it('ignores a RetryInfo of more than a day', async () => {
	const details = [{ retryDelay: '90000s' }];
	const { http } = await send([{ status: 429, body: { error: { details } } }, ok], {
		provider: gemini,
	});
	expect(http.times).toEqual([0, 500]);
});

it('sends nothing when the run is stopped already', async () => {
	const { http, outcome } = await send([], { effects: { isStopped: () => true } });
	expect(http.calls).toEqual([]);
	expect(outcome).toMatchObject({
		accepted: false,
		attempts: 0,
		because: 'stopped',
		outcome: null,
		isUnknown: false,
	});
});

it('sends nothing more when the run is stopped during the wait', async () => {
	let isStopped = false;
	const script = (): Answer => {
		isStopped = true;
		return { status: 500, headers: { 'retry-after': '600' } };
	};
	const { clock, http } = await send(script, { effects: { isStopped: () => isStopped } });
	expect(http.calls).toHaveLength(1);
	expect(clock.now()).toBeLessThanOrEqual(1000);
});

/** Requests of lanes that share the gate, each from its own moment on. */
async function sendAll(
	script: ConstructorParameters<typeof ScriptedHttp>[1],
	lanes: Array<{ startsAt: number; maxRetries?: number; deadline?: number }>,
) {
	const clock = new VirtualClock();
	const http = new ScriptedHttp(clock, script);
	const effects = effectsFor(clock, http);
	const lane = async ({ startsAt, maxRetries = 1, deadline = 900_000 }: (typeof lanes)[number]) => {
		await clock.sleep(startsAt);
		const settings: RetrySettings = {
			retryOn: 'safe',
			maxRetries,
			requestTimeoutMs: 300_000,
			totalTimeoutMs: 900_000,
		};
		return await sendPaid(
			{ request: call, maxReplyBytes: 1000, deadline, settings, ...plain },
			effects,
		);
	};
	const outcomes = await clock.run(Promise.all(lanes.map(lane)));
	return { clock, http, outcomes };
}

it('pauses all lanes for the limit that one of them meets', async () => {
	const limit: Answer = { status: 429, headers: { 'retry-after': '20' }, takesMs: 50 };
	const startsAt = [0, 0, 0, 100, 5000];
	const { http, outcomes } = await sendAll(
		(_, count) => (count < 3 ? limit : ok),
		startsAt.map((moment) => ({ startsAt: moment })),
	);
	expect(outcomes.map(({ accepted }) => accepted)).toEqual([true, true, true, true, true]);
	// Three were on their way when the limit became known; nobody after them.
	expect(http.times.filter((time) => time < 20_050)).toEqual([0, 10, 19.5]);
	const after = http.times.filter((time) => time >= 20_050);
	expect(after).toHaveLength(5);
	expect(new Set(after).size).toBe(5);
});

it('gives up a lane as soon as the limit of another one leaves it no time', async () => {
	const clock = new VirtualClock();
	const http = new ScriptedHttp(clock, [
		{ status: 429, headers: { 'retry-after': '600' }, takesMs: 20 },
		{ status: 429, headers: { 'retry-after': '100' }, takesMs: 50 },
		ok,
	]);
	const effects = effectsFor(clock, http);
	const settings: RetrySettings = {
		retryOn: 'safe',
		maxRetries: 1,
		requestTimeoutMs: 300_000,
		totalTimeoutMs: 900_000,
	};
	const paid = async (deadline: number) => {
		const request = { request: call, maxReplyBytes: 1000, deadline, settings };
		const outcome = await sendPaid({ ...request, ...plain }, effects);
		return [outcome.accepted, Math.round(clock.now() / 1000)];
	};
	const lanes = await clock.run(Promise.all([paid(900_000), paid(300_000)]));
	expect(lanes).toEqual([
		[true, 600],
		[false, 0],
	]);
});

it('sends nothing for a lane whose time is over before a limit ends', async () => {
	const limit: Answer = { status: 429, headers: { 'retry-after': '600' } };
	const { http, outcomes } = await sendAll(
		[limit, ok],
		[{ startsAt: 0 }, { startsAt: 100, deadline: 300_000 }],
	);
	expect(http.calls).toHaveLength(2);
	expect(outcomes).toEqual([
		expect.objectContaining({ accepted: true, attempts: 2 }),
		expect.objectContaining({ attempts: 0, because: 'noTimeLeft', outcome: null, result: null }),
	]);
});

it.each<[string, boolean, Answer]>([
	['a fault', false, { status: 500 }],
	['a fault that names a wait', false, { status: 500, headers: { 'retry-after': '1' } }],
	['a refusal', false, { status: 422 }],
	['a lost connection', false, { noReply: 'connectionLost' }],
	['a limit that names no wait', true, { status: 429 }],
])('after %s, other lanes are held back: %s', async (_, isHeldBack, answer) => {
	const { http } = await sendAll(
		(_call, count) => (count === 0 ? answer : ok),
		[{ startsAt: 0, maxRetries: 0 }, ...Array.from({ length: 4 }, () => ({ startsAt: 100 }))],
	);
	const spreadMs = (http.times.at(-1) ?? 0) - http.times[1];
	// Within 30 ms at the start of a run; later ten a second is the first guess.
	expect(spreadMs > 200).toBe(isHeldBack);
});

describe('what the words of a reply mean', () => {
	const meaning = (status: number): Partial<PaidCall> => ({
		statusOf: (reply) => (reply.body.includes('{}') ? status : reply.status),
	});
	const words = (status: number): Answer => ({ status, body: '{}' });

	it('is a limit in a success as well: it is waited for like any other', async () => {
		const { http, outcome } = await send([words(200), words(200), ok], {
			maxRetries: 1,
			words: { ...meaning(429), delayInBody: () => 9000 },
		});
		expect(http.times).toEqual([0, 9000, 18_000]);
		expect(outcome).toMatchObject({ accepted: true, attempts: 3 });
	});

	it('is told with the status that is meant', async () => {
		const { outcome } = await send(() => words(200), { maxRetries: 1, words: meaning(429) });
		expect(rejection(outcome)).toMatchObject({
			result: 'notAccepted',
			because: 'retriesUsedUp',
			outcome: { reply: { status: 429 } },
		});
	});

	it.each([400, 401, 402, 403, 422, 500, 503, 504])(
		'is no other failure than that in a success: %i is left to the reader',
		async (status) => {
			const { http, outcome } = await send([words(200)], { words: meaning(status) });
			expect(outcome).toMatchObject({ accepted: true, reply: { status: 200 } });
			expect(http.calls).toHaveLength(1);
		},
	);

	it.each([302, 501, 504, 524, 530, 499])(
		'makes nothing harmless that HTTP %i leaves open',
		async (status) => {
			const { http, outcome } = await send([words(status)], { words: meaning(429) });
			expect(rejection(outcome).result).toBe('unknown');
			expect(http.calls).toHaveLength(1);
		},
	);

	it('turns a refusal into a limit, and a fault into a refusal', async () => {
		const limited = await send([words(400), ok], { words: meaning(429) });
		expect(limited.outcome).toMatchObject({ accepted: true, attempts: 2 });
		const refused = await send([words(500)], { words: meaning(402) });
		expect(rejection(refused.outcome)).toMatchObject({ result: 'refused', because: 'settled' });
	});

	it.each([400, 429, 500, 504])(
		'is a job that has begun, though it came with HTTP %i',
		async (status) => {
			const { http, outcome } = await send([words(status)], { words: meaning(202) });
			expect(outcome).toMatchObject({ accepted: true, attempts: 1, reply: { status: 202 } });
			expect(http.calls).toHaveLength(1);
		},
	);

	it('ends at once when no waiting helps, whatever wait is named', async () => {
		const answer: Answer = { status: 429, headers: { 'retry-after': '30' } };
		const { http, outcome } = await send([answer], { words: { isFinalLimit: () => true } });
		expect(http.times).toEqual([0]);
		expect(rejection(outcome)).toMatchObject({
			result: 'refused',
			because: 'settled',
			isFinalLimit: true,
			isUnknown: false,
		});
	});

	it.each([429, 503])('counts a wait in the body of HTTP %i as no retry', async (status) => {
		const { http, outcome } = await send([words(status), words(status), words(status), ok], {
			maxRetries: 1,
			words: { delayInBody: () => 9000 },
		});
		expect(outcome.accepted).toBe(true);
		expect(http.times).toEqual([0, 9000, 18_000, 27_000]);
	});
});

it.each([300, 301, 302, 303, 304, 307, 308, 418, 499])(
	'repeats no order that was turned away with HTTP %i, and takes it for possibly carried out',
	async (status) => {
		const { http, outcome } = await send([{ status, headers: { location: '/x' } }], {
			retryOn: 'any',
		});
		expect(http.calls).toHaveLength(1);
		expect(rejection(outcome)).toMatchObject({ result: 'unknown', isUnknown: true });
	},
);

describe.each([408, 502, 520, 522])('HTTP %i', (status) => {
	it('leaves open what was made, without a key for orders', async () => {
		const { outcome } = await send([{ status }], { provider: gemini });
		expect(rejection(outcome)).toMatchObject({ result: 'unknown', isUnknown: true });
	});

	it.each([
		[oakgen, 'safe'],
		[gemini, 'any'],
	] as const)('is repeated by $0.name under $1', async (provider, retryOn) => {
		const again = await send([{ status }, ok], { provider, retryOn });
		expect(again.outcome.accepted).toBe(true);
	});
});

describe('a limit while other jobs are under way', () => {
	const limited: Answer = { status: 429 };
	/** Room comes after a minute, for which the image is given a minute more. */
	const room = (asked: boolean[]): Partial<PaidCall> => ({
		waitForRoom: async (isTimeNamed) => {
			asked.push(isTimeNamed);
			return await Promise.resolve(960_000);
		},
	});

	it('is tried again when there is room, with the time that it took', async () => {
		const asked: boolean[] = [];
		const { http, outcome } = await send([limited, ok], {
			words: room(asked),
			requestTimeoutMs: 2_000_000,
		});
		expect(outcome).toMatchObject({ accepted: true, attempts: 2 });
		expect(asked).toEqual([false]);
		expect(http.calls.map(({ deadline }) => deadline)).toEqual([900_000, 960_000]);
		expect(http.times[1]).toBeLessThan(500);
	});

	it('is waited out where it names its end', async () => {
		const asked: boolean[] = [];
		const named: Answer = { ...limited, headers: { 'retry-after': '9' } };
		const { http } = await send([named, ok], { words: room(asked) });
		expect(asked).toEqual([true]);
		expect(http.calls).toMatchObject([{ at: 0 }, { at: 9000, deadline: 309_000 }]);
	});

	it('is waited out as ever where there is nothing to wait for', async () => {
		const words: Partial<PaidCall> = { waitForRoom: async () => await Promise.resolve(null) };
		const { http } = await send([limited, ok], { words });
		expect(http.times).toEqual([0, 500]);
	});

	it.each([500, 503])('is not HTTP %i', async (status) => {
		const asked: boolean[] = [];
		await send([{ status }, ok], { words: room(asked) });
		expect(asked).toEqual([]);
	});
});

it.each<[string, Answer[], boolean[]]>([
	['a limit', [{ status: 429 }, ok], [false]],
	['a refusal', [{ status: 422 }], [false]],
	['no connection', [{ noReply: 'notSent' }, ok], [false]],
	['what n8n does not let through', [{ noReply: 'blocked' }], [false]],
	['a gateway in between', [{ status: 502 }, { status: 429 }, ok], [true, true]],
	['a reply that is too large', [{ noReply: 'tooLarge' }], []],
	['a cancel', [{ noReply: 'cancelled' }], []],
	['a limit after a lost connection', [{ noReply: 'connectionLost' }, { status: 429 }, ok], []],
])(
	'tells after %s whether nothing was made, and whether it may be in work',
	async (_, script, told) => {
		const tellings: boolean[] = [];
		const words = {
			onNothingMade: (isPerhapsTaken: boolean) => void tellings.push(isPerhapsTaken),
		};
		await send(script, { retryOn: 'any', words });
		expect(tellings).toEqual(told);
	},
);

it('tells of every attempt before it is sent', async () => {
	let sent = 0;
	await send([{ status: 500 }, { status: 500 }, ok], { words: { onSend: () => (sent += 1) } });
	expect(sent).toBe(3);
});

it('ends a pause at the moment of the cancel', async () => {
	const clock = new VirtualClock();
	const http = new ScriptedHttp(clock, () => ({ status: 429, headers: { 'retry-after': '600' } }));
	const effects = effectsFor(clock, http, { cancellation: cancelledAt(clock, 12_345) });
	const settings: RetrySettings = {
		retryOn: 'safe',
		maxRetries: 4,
		requestTimeoutMs: 300_000,
		totalTimeoutMs: 900_000,
	};
	const request = { request: call, maxReplyBytes: 1000, deadline: 900_000, settings };
	const outcome = await clock.run(sendPaid({ ...request, ...plain }, effects));
	expect(outcome).toMatchObject({ accepted: false, because: 'stopped', attempts: 1 });
	expect(clock.now()).toBe(12_345);
});
