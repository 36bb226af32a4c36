import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import type { Generation } from '../../../nodes/OakgenImage/providers/types';
import {
	pollIntervalMs,
	pollUntilSettled,
	type JobAddresses,
	type PollAnswer,
	type PollReading,
} from '../../../nodes/OakgenImage/transport/poll';
import type { HttpReply } from '../../../nodes/OakgenImage/transport/types';
import { cancelledAt } from '../../support/cancelling';
import { effectsFor } from '../../support/effects';
import { imageRequest } from '../../support/imageRequest';
import { ScriptedHttp, type Answer } from '../../support/scriptedHttp';
import { VirtualClock } from '../../support/virtualClock';

const BASE = 'https://api.oakgen.ai';
const IMAGE = 'https://files.oakgen.example/1.png';
const BY_ID = `${BASE}/v1/generate/image/job_1`;
const queued: Answer = { status: 200, body: { id: 'job_1', status: 'queued' } };
const refusedInWords: Answer = { status: 200, body: { text: 'no such job' } };
const done: Answer = { status: 200, body: { status: 'completed', url: IMAGE } };

interface Setting {
	addresses?: Partial<JobAddresses>;
	isReady?: boolean;
	firstDelayMs?: number;
	totalTimeoutMs?: number;
	requestTimeoutMs?: number;
	cancelledAtMs?: number;
	readRefusal?: (reply: HttpReply) => PollReading<Generation> | null;
}

/** As the run reads a poll of Oakgen. */
function read(reply: HttpReply): PollReading<Generation> {
	const generation = oakgen.toGeneration(reply, imageRequest());
	if (generation.status === 'unclear') {
		const { excerpt } = generation;
		return { kind: 'unreadable', excerpt, isRefusal: excerpt.includes('no such job') };
	}
	if (generation.status !== 'pending') return { kind: 'settled', value: generation };
	const { resultUrl } = generation.job;
	if (resultUrl !== null) return { kind: 'moved', to: resultUrl };
	return generation.isDone ? { kind: 'imageless', value: generation } : { kind: 'pending' };
}

async function poll(
	script: ConstructorParameters<typeof ScriptedHttp>[1],
	{
		addresses,
		isReady = false,
		firstDelayMs,
		totalTimeoutMs = 900_000,
		requestTimeoutMs = 300_000,
		cancelledAtMs,
		readRefusal,
	}: Setting = {},
) {
	const clock = new VirtualClock();
	const http = new ScriptedHttp(clock, script);
	const answer: PollAnswer<Generation> = await clock.run(
		pollUntilSettled(
			{
				addresses: { named: null, path: '/v1/generate/image/job_1', ...addresses },
				baseUrl: BASE,
				firstDelayMs: firstDelayMs ?? null,
				isReady,
				headers: { Accept: 'application/json' },
				maxReplyBytes: 100_000,
				requestTimeoutMs,
				deadline: totalTimeoutMs,
				read,
				...(readRefusal && { readRefusal }),
				errorText: oakgen.errorText,
			},
			effectsFor(
				clock,
				http,
				cancelledAtMs === undefined ? {} : { cancellation: cancelledAt(clock, cancelledAtMs) },
			),
		),
	);
	return { answer, clock, http };
}

it.each([
	[0, null, 900_000, 2000],
	[1, null, 900_000, 3000],
	[2, null, 900_000, 4500],
	[3, null, 900_000, 6750],
	[4, null, 900_000, 10_000],
	[5000, null, 900_000, 10_000],
	[0, 30_000, 900_000, 30_000],
	[4, 0, 900_000, 500],
	// A wish that goes past the deadline is not granted.
	[0, 30_000, 30_000, 2000],
	[4, 30_000, 29_999, 10_000],
	// The last question comes a second before the deadline.
	[4, null, 10_500, 9500],
	[4, null, 11_000, 10_000],
	[0, 20_000, 20_500, 19_500],
	[4, null, 1000, 10_000],
])('before poll %i, %s ms asked for, %i ms left: wait %i ms', (count, named, left, expected) => {
	expect(pollIntervalMs(count, named, left)).toBe(expected);
});

describe('a pending job', () => {
	it('is asked for after 2 s, then half as long again each time, at most every 10 s', async () => {
		const { answer, http } = await poll([queued, queued, queued, queued, queued, queued, done]);
		expect(http.times).toEqual([2000, 5000, 9500, 16_250, 26_250, 36_250, 46_250]);
		expect(answer).toMatchObject({
			kind: 'settled',
			value: { status: 'done', images: [{ url: IMAGE }] },
		});
	});

	it('is asked for with GET and the key, at the provider’s path for its id', async () => {
		const { http } = await poll([done]);
		expect(http.calls).toEqual([
			{
				at: 2000,
				method: 'GET',
				url: BY_ID,
				withKey: true,
				headers: { Accept: 'application/json' },
				deadline: 302_000,
			},
		]);
	});

	it('is asked for when Retry-After says so, of the first reply and of every poll', async () => {
		const later: Answer = { ...queued, headers: { 'retry-after': '30' } };
		const { http } = await poll([later, queued, done], { firstDelayMs: 7000 });
		expect(http.times).toEqual([7000, 37_000, 41_500]);
	});

	it.each<[string, Answer]>([
		['a fault', { status: 500 }],
		['an overload', { status: 503, body: 'try later' }],
		['a gateway timeout', { status: 504 }],
		['a rate limit', { status: 429 }],
		['a lost connection', { noReply: 'connectionLost' }],
		['a refused connection', { noReply: 'notSent' }],
		['a timeout', { noReply: 'timeout' }],
	])('survives %s, again and again', async (_, trouble) => {
		const script = [...Array.from({ length: 40 }, () => trouble), done];
		const { answer, http } = await poll(script);
		expect(answer.kind).toBe('settled');
		expect(http.calls).toHaveLength(41);
	});

	const unreadable: Array<[string, Answer]> = [
		['a page of HTML', { status: 200, body: '<h1>Bad gateway</h1>' }],
		['an empty answer', { status: 200 }],
		['truncated JSON', { status: 200, body: '{"url": "htt' }],
	];
	it.each(unreadable)('survives %s nine times in a row, and as often again', async (_, trouble) => {
		const nine = Array.from({ length: 9 }, () => trouble);
		const { answer } = await poll([...nine, queued, ...nine, done]);
		expect(answer.kind).toBe('settled');
	});

	it.each(unreadable)('is lost after %s ten times in a row', async (_, trouble) => {
		const { answer, http } = await poll(() => trouble);
		expect(answer).toMatchObject({
			kind: 'lost',
			trouble: expect.stringContaining('cannot be read') as string,
		});
		expect(http.calls).toHaveLength(10);
	});

	it.each<[string, number, Partial<JobAddresses>]>([
		['three times in a row', 3, {}],
		['three times at each of its addresses', 6, { named: `${BASE}/jobs/7` }],
	])('is lost when its answers refuse in words %s', async (_, calls, addresses) => {
		const { answer, http } = await poll(() => refusedInWords, { addresses });
		expect(answer).toMatchObject({
			kind: 'lost',
			trouble: expect.stringMatching(/^\{.*no such job/) as string,
			status: null,
		});
		expect(http.calls).toHaveLength(calls);
		expect(new Set(http.calls.map(({ url }) => url)).size).toBe(calls / 3);
	});

	it('is asked some more times when it is done and its images are not there', async () => {
		const imageless: Answer = { status: 200, body: { id: 'job_1', status: 'completed' } };
		const four = Array.from({ length: 4 }, () => imageless);
		expect((await poll([...four, queued, ...four, done])).answer).toMatchObject({
			kind: 'settled',
			value: { status: 'done' },
		});
		const never = await poll(() => imageless);
		expect(never.http.calls).toHaveLength(5);
		expect(never.answer).toMatchObject({ kind: 'settled', value: { isDone: true } });
	});

	describe('whose answer is a refusal of which the provider knows what it means', () => {
		const refused: Answer = { status: 422, body: { detail: 'nudity' } };

		it('is over when that is its end', async () => {
			const value = { status: 'failed', reason: 'nudity' } as Generation;
			const readRefusal = () => ({ kind: 'settled' as const, value });
			const { answer, http } = await poll([refused], { readRefusal });
			expect(answer).toEqual({ kind: 'settled', value });
			expect(http.calls).toHaveLength(1);
		});

		it('goes on when it is not, however often', async () => {
			const readRefusal = () => ({ kind: 'pending' as const });
			const script = [...Array.from({ length: 20 }, () => refused), done];
			expect((await poll(script, { readRefusal })).answer.kind).toBe('settled');
		});
	});

	it('obeys the Retry-After of a failed poll', async () => {
		const { http } = await poll([{ status: 429, headers: { 'retry-after': '60' } }, done]);
		expect(http.times).toEqual([2000, 62_000]);
	});

	it('is over when a poll says that it failed', async () => {
		const { answer } = await poll([{ status: 200, body: { status: 'failed', error: 'nudity' } }]);
		expect(answer).toMatchObject({
			kind: 'settled',
			value: { status: 'failed', reason: 'nudity' },
		});
	});

	it.each([404, 400, 401, 403, 410, 302])(
		'is lost when it is refused with HTTP %i three times in a row',
		async (status) => {
			const refused: Answer = { status, body: { detail: 'no such job' } };
			const { answer, http } = await poll(() => refused);
			expect(answer).toEqual({ kind: 'lost', trouble: `HTTP ${status} no such job`, status });
			expect(http.calls).toHaveLength(3);
		},
	);

	it('is not lost when it is found in between', async () => {
		const missing: Answer = { status: 404 };
		const { answer } = await poll([missing, missing, queued, missing, missing, done]);
		expect(answer.kind).toBe('settled');
	});

	it('is there, and asked no further, when its answer is too large: it would be again', async () => {
		const { answer, http } = await poll([{ noReply: 'tooLarge' }]);
		expect(answer.kind).toBe('tooLarge');
		expect(http.calls).toHaveLength(1);
	});

	it('is late at the deadline, with the last trouble', async () => {
		const { answer, clock } = await poll(() => ({ status: 500, body: 'boom' }), {
			totalTimeoutMs: 60_000,
		});
		expect(answer).toEqual({ kind: 'late', trouble: 'HTTP 500 boom', status: 500 });
		expect(clock.now()).toBeLessThanOrEqual(60_000);
	});

	it.each<[string, Answer, object]>([
		['a fault without words', { status: 500 }, { trouble: 'HTTP 500', status: 500 }],
		['no connection', { noReply: 'notSent', detail: 'refused' }, { trouble: 'refused' }],
		['no end', queued, { trouble: '', status: null }],
	])('is late at the deadline after %s, with what is known', async (_, answers, expected) => {
		const { answer } = await poll(() => answers, { totalTimeoutMs: 60_000 });
		expect(answer).toEqual({ kind: 'late', status: null, ...expected });
	});

	it.each([
		['once others were answered', 2, ''],
		['when none was ever answered', 0, 'no reply in time'],
	])('says of a poll that the deadline cuts off, %s: %s', async (_, answered, trouble) => {
		const script = (_call: unknown, count: number): Answer =>
			count < answered ? queued : { ...queued, takesMs: 100_000 };
		const { answer } = await poll(script, { totalTimeoutMs: 60_000 });
		expect(answer).toEqual({ kind: 'late', trouble, status: null });
	});

	it.each<[string, Answer, number, string]>([
		['a poll that had all its time', { ...queued, takesMs: 400_000 }, 900_000, 'no reply in time'],
		[
			'a connection',
			{ noReply: 'connectionLost', detail: 'it was closed' },
			60_000,
			'it was closed',
		],
	])('tells of %s that was lost before the deadline', async (_, lost, totalTimeoutMs, trouble) => {
		const script = (_call: unknown, count: number): Answer => (count === 0 ? queued : lost);
		const { answer } = await poll(script, { totalTimeoutMs });
		expect(answer).toEqual({ kind: 'late', trouble, status: null });
	});

	it('is not asked for at the deadline itself, which no answer could keep', async () => {
		const { answer, http } = await poll([], { firstDelayMs: 100, totalTimeoutMs: 500 });
		expect(answer.kind).toBe('late');
		expect(http.calls).toEqual([]);
	});

	it('is asked for a last time a second before the deadline', async () => {
		// The sixth poll is at 36 250 ms; the seventh would be at 46 250 ms.
		const { answer, http } = await poll([queued, queued, queued, queued, queued, queued, done], {
			totalTimeoutMs: 46_000,
		});
		expect(http.times.at(-1)).toBe(45_000);
		expect(answer.kind).toBe('settled');
	});

	it.each([
		[10_000, 300_000, 10_000],
		[900_000, 60_000, 62_000],
	])(
		'with %i ms left and Request Timeout at %i ms, is waited for until %i ms',
		async (totalTimeoutMs, requestTimeoutMs, deadline) => {
			const { http } = await poll([done], { totalTimeoutMs, requestTimeoutMs });
			expect(http.calls[0].deadline).toBe(deadline);
		},
	);

	it('is left alone when the execution is cancelled', async () => {
		const { answer, clock, http } = await poll(() => queued, { cancelledAtMs: 5500 });
		expect(answer).toEqual({ kind: 'cancelled' });
		expect(http.calls).toHaveLength(2);
		expect(clock.now()).toBe(5500);
	});

	it('is left alone when a poll was cancelled', async () => {
		const { answer } = await poll([{ noReply: 'cancelled' }]);
		expect(answer).toEqual({ kind: 'cancelled' });
	});
});

describe('the addresses of a job', () => {
	it.each<[string, Partial<JobAddresses>, string, boolean]>([
		['of the provider', { named: `${BASE}/v1/jobs/7` }, `${BASE}/v1/jobs/7`, true],
		['relative', { named: '/v1/jobs/7' }, `${BASE}/v1/jobs/7`, true],
		['relative, from the base URL', { named: 'jobs/7' }, `${BASE}/jobs/7`, true],
		['only a query', { named: '?job=7' }, `${BASE}/?job=7`, true],
		['foreign', { named: 'https://queue.fal.run/7' }, 'https://queue.fal.run/7', false],
		['foreign, unprotected', { named: 'http://queue.fal.run/7' }, 'https://queue.fal.run/7', false],
		[
			'of a host that only begins like the provider’s',
			{ named: 'https://api.oakgen.ai.evil.example/7', path: null },
			'https://api.oakgen.ai.evil.example/7',
			false,
		],
		['private, beside an id', { named: 'https://10.0.0.1/7' }, BY_ID, true],
		['no URL, beside an id', { named: 'http://[' }, BY_ID, true],
		['only the id', {}, BY_ID, true],
	])('are asked in order of trust: %s', async (_, addresses, url, withKey) => {
		const { http } = await poll([done], { addresses });
		expect(http.calls).toMatchObject([{ url, withKey }]);
	});

	it('are asked in turns when one of them refuses', async () => {
		const named = 'https://queue.fal.run/7';
		const { answer, http } = await poll([{ status: 403 }, queued, done], { addresses: { named } });
		expect(http.calls.map(({ url, withKey }) => [url, withKey])).toEqual([
			[named, false],
			[BY_ID, true],
			expect.anything(),
		]);
		expect(answer.kind).toBe('settled');
	});

	it('stays at the address that knows the job, though the other one refused it', async () => {
		const named = 'https://queue.fal.run/7';
		const script = (call: { url: string }, count: number): Answer =>
			call.url === named ? { status: 403 } : count > 8 ? done : queued;
		const { http } = await poll(script, { addresses: { named } });
		expect(http.calls.filter(({ url }) => url === named)).toHaveLength(1);
	});

	it.each<[string, Answer]>([
		['is busy', { status: 503 }],
		['cannot be reached', { noReply: 'notSent' }],
		['cannot be read', { status: 200, body: '<h1>wait</h1>' }],
	])('are not changed when the first one merely %s', async (_, trouble) => {
		const named = `${BASE}/v1/jobs/7`;
		const { http } = await poll([trouble, done], { addresses: { named } });
		expect(http.calls.map(({ url }) => url)).toEqual([named, named]);
	});

	it('are given up when both refuse three times', async () => {
		const named = `${BASE}/jobs/7`;
		const { answer, http } = await poll(() => ({ status: 404 }), { addresses: { named } });
		expect(answer.kind).toBe('lost');
		expect(http.calls.map(({ url }) => url)).toEqual([named, BY_ID, named, BY_ID, named, BY_ID]);
	});

	it.each([
		'http://10.0.0.1/7',
		'https://169.254.169.254/latest',
		'https://localhost/7',
		'//10.0.0.1/7',
		'file:///etc/passwd',
	])('are not asked when the only one is %s', async (named) => {
		const { answer, http } = await poll([], { addresses: { named, path: null } });
		expect(http.calls).toEqual([]);
		expect(answer).toMatchObject({
			kind: 'lost',
			trouble: expect.stringMatching(/^it is/) as string,
		});
	});

	it('may be none', async () => {
		const { answer } = await poll([], { addresses: { path: null } });
		expect(answer).toEqual({ kind: 'lost', trouble: 'it has no address', status: null });
	});
});

describe('a redirected poll', () => {
	const to = (location: string, status = 307): Answer => ({ status, headers: { location } });

	it.each<[string, string, string, boolean]>([
		['at the same origin', '/v2/jobs/1', `${BASE}/v2/jobs/1`, true],
		['relative to the address asked', 'result', `${BASE}/v1/generate/image/result`, true],
		['to a picture elsewhere', IMAGE, IMAGE, false],
	])('is followed at once, %s', async (_, location, url, withKey) => {
		const { http, answer } = await poll([to(location), done]);
		expect(http.calls).toMatchObject([
			{ url: BY_ID, at: 2000 },
			{ url, withKey, at: 2000 },
		]);
		expect(answer.kind).toBe('settled');
	});

	it('is followed for this one answer', async () => {
		const { http } = await poll([to('/elsewhere'), queued, done]);
		expect(http.calls.map(({ url }) => url)).toEqual([BY_ID, `${BASE}/elsewhere`, BY_ID]);
	});

	it.each<[string, Answer]>([
		['to another service', to('https://login.example/job')],
		['to itself', to(BY_ID)],
		['to nowhere', to('')],
		['to no address', to('http://[')],
		['to a picture in a private network', to('https://10.0.0.1/1.png')],
		['by a status that is none', to('/elsewhere', 404)],
		['without a location', { status: 302 }],
	])('is a refusal like any other %s', async (_, answer) => {
		const { http, answer: end } = await poll(() => answer);
		expect(http.calls.map(({ url }) => url)).toEqual([BY_ID, BY_ID, BY_ID]);
		expect(end.kind).toBe('lost');
	});

	it('is followed five times in a row; a circle is a refusal', async () => {
		const { answer, http } = await poll((_call, count) => to(`/${count}`));
		const places = ['/0', '/1', '/2', '/3', '/4'].map((path) => `${BASE}${path}`);
		expect(http.calls.map(({ url }) => url)).toEqual([BY_ID, ...places, BY_ID, BY_ID]);
		expect(http.times.slice(5)).toEqual([2000, expect.any(Number), expect.any(Number)]);
		expect(http.times[6]).toBeGreaterThan(2000);
		expect(answer).toEqual({ kind: 'lost', trouble: 'HTTP 307', status: 307 });
	});

	it('may lead in a circle as often as there are answers between', async () => {
		const script = (_call: unknown, count: number): Answer =>
			count > 30 ? done : count % 4 === 3 ? queued : to(`/${count}`);
		expect((await poll(script)).answer.kind).toBe('settled');
	});
});

describe('the promised address of a result', () => {
	const promised = 'https://files.oakgen.example/jobs/1.json';

	it.each<[string, Partial<JobAddresses>, string[]]>([
		['when the job is not known by its id', { promised }, [BY_ID, promised, BY_ID]],
		['when it may be fetched', { promised: 'https://10.0.0.1/1' }, [BY_ID, BY_ID, BY_ID]],
		[
			'when the job has no address of its own',
			{ promised, named: `${BASE}/jobs/7` },
			[`${BASE}/jobs/7`, BY_ID, `${BASE}/jobs/7`],
		],
	])('is asked %s', async (_, addresses, urls) => {
		const { http } = await poll([{ status: 404 }, { status: 404 }, done], { addresses });
		expect(http.calls.map(({ url }) => url)).toEqual(urls);
	});
});

describe('a job of FAL', () => {
	const statusUrl = `${BASE}/requests/r1/status`;
	const resultUrl = `${BASE}/requests/r1`;
	const completed: Answer = {
		status: 200,
		body: { status: 'COMPLETED', request_id: 'r1', response_url: resultUrl },
	};
	const result: Answer = { status: 200, body: { images: [{ url: IMAGE }] } };
	const addresses = { named: statusUrl };

	it('is fetched from its result address as soon as its status says that it is done', async () => {
		const { answer, http } = await poll([queued, completed, result], { addresses });
		expect(http.calls.map(({ url, at }) => [url, at])).toEqual([
			[statusUrl, 2000],
			[statusUrl, 5000],
			[resultUrl, 5000],
		]);
		expect(answer).toMatchObject({ kind: 'settled', value: { status: 'done' } });
	});

	it('that was done at once is asked for its result without a wait', async () => {
		const { http } = await poll([result], {
			addresses: { named: resultUrl },
			isReady: true,
		});
		expect(http.calls).toMatchObject([{ at: 0, url: resultUrl }]);
	});

	it.each<[string, Answer]>([
		['fails', { status: 503 }],
		['is not there yet', { status: 404 }],
		['cannot be read', { status: 200, body: 'wait' }],
		['is not reached', { noReply: 'notSent' }],
		['is still pending', queued],
	])('is not hammered without a pause when its result %s', async (_, trouble) => {
		const { http } = await poll([completed, trouble, trouble, result], { addresses });
		const [, first, second, third] = http.times;
		expect(second - first).toBeGreaterThan(0);
		expect(third - second).toBeGreaterThan(0);
	});

	it('is not hammered when its result moves again and again', async () => {
		const movesTo = (place: string): Answer => ({
			status: 200,
			body: { status: 'COMPLETED', response_url: `${BASE}/${place}` },
		});
		const script = (_: unknown, count: number) => movesTo(count % 2 === 0 ? 'a' : 'b');
		const { answer, http } = await poll(script, { addresses, totalTimeoutMs: 60_000 });
		expect(answer.kind).toBe('late');
		expect(http.times.slice(0, 4)).toEqual([2000, 2000, 6500, 13_250]);
	});

	it('obeys the Retry-After of its result', async () => {
		const limited: Answer = { status: 429, headers: { 'retry-after': '20' } };
		const { http } = await poll([completed, limited, result], { addresses });
		expect(http.times).toEqual([2000, 2000, 22_000]);
	});
});
