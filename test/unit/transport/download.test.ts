import type { Readable } from 'node:stream';

import type { IBinaryData } from 'n8n-workflow';

import { storeStream, type StoredImage } from '../../../nodes/OakgenImage/output/storeImage';
import { download, type Download } from '../../../nodes/OakgenImage/transport/download';
import { cancelledAt } from '../../support/cancelling';
import type { DownloadTrouble } from '../../../nodes/OakgenImage/transport/failedAttempt';
import { effectsFor } from '../../support/effects';
import { imageHeads, plainImage } from '../../support/images';
import { ScriptedHttp, type Answer } from '../../support/scriptedHttp';
import { VirtualClock } from '../../support/virtualClock';

const BASE = 'https://api.oakgen.ai';
const URL_1 = 'https://files.oakgen.example/1.png';

const redirect = (location: string, status = 302): Answer => ({ status, headers: { location } });

interface Setting {
	startsAtMs?: number;
	url?: string;
	maxFileSizeBytes?: number;
	requestTimeoutMs?: number;
	totalTimeoutMs?: number;
	cancelledAtMs?: number;
	prepare?: () => Promise<IBinaryData>;
}

type Result = Download<StoredImage>;

async function fetchImage(
	script: ConstructorParameters<typeof ScriptedHttp>[1],
	setting: Setting = {},
) {
	const clock = new VirtualClock(setting.startsAtMs);
	const http = new ScriptedHttp(clock, script);
	const { url = URL_1, maxFileSizeBytes = 1e6, requestTimeoutMs = 300_000 } = setting;
	const { totalTimeoutMs = 900_000, cancelledAtMs } = setting;
	const prepareBinaryData = async (source: unknown): Promise<IBinaryData> => {
		const chunks: Buffer[] = [];
		for await (const chunk of source as Readable) chunks.push(chunk as Buffer);
		if (setting.prepare) return await setting.prepare();
		return { data: Buffer.concat(chunks).toString('base64'), mimeType: 'image/png' };
	};
	const destination = { prepareBinaryData, maxFileSizeBytes, fileNameFor: () => 'fox.png' };
	const result: Result = await clock.run(
		download(
			url,
			{ baseUrl: BASE, requestTimeoutMs, totalTimeoutMs },
			effectsFor(
				clock,
				http,
				cancelledAtMs === undefined ? {} : { cancellation: cancelledAt(clock, cancelledAtMs) },
			),
			async (stream, isLengthKnown) =>
				await storeStream(stream, destination, isLengthKnown ? 'sentWhole' : 'stream'),
		),
	);
	return { clock, http, result };
}

function failureOf(result: Result): string {
	if (result.kind !== 'failed') throw new Error(`It is ${result.kind}`);
	return result.why;
}

describe('a download', () => {
	let png: Buffer;
	let ok: Answer;
	beforeAll(async () => {
		png = await plainImage(40, 30).png().toBuffer();
		ok = { status: 200, body: png };
	});

	it('stores the image that is there', async () => {
		const { http, result } = await fetchImage([ok]);
		expect(result).toMatchObject({
			kind: 'done',
			result: { fileSize: png.length, width: 40, height: 30, mimeType: 'image/png' },
		});
		expect(http.calls).toEqual([
			{ at: 0, method: 'GET', url: URL_1, withKey: false, deadline: 300_000 },
		]);
	});

	describe('carries the key', () => {
		it.each<[string, string, boolean]>([
			['to the origin of the base URL', `${BASE}/v1/files/1.png`, true],
			['not to another host', URL_1, false],
			['not to another port', 'https://api.oakgen.ai:8443/1.png', false],
			['not to a host below it', 'https://files.api.oakgen.ai/1.png', false],
			['not to a host that begins like it', 'https://api.oakgen.ai.evil.example/1.png', false],
		])('%s', async (_, url, withKey) => {
			const { http } = await fetchImage([ok], { url });
			expect(http.calls).toMatchObject([{ url, withKey }]);
		});

		it('to each address by its own origin when redirected', async () => {
			const { http } = await fetchImage([redirect(URL_1), redirect(`${BASE}/v1/files/2.png`), ok], {
				url: `${BASE}/v1/files/1.png`,
			});
			expect(http.calls.map(({ withKey }) => withKey)).toEqual([true, false, true]);
		});
	});

	describe('follows redirects', () => {
		it.each([301, 302, 303, 307, 308])('of status %i', async (status) => {
			const { http, result } = await fetchImage([redirect('https://cdn.example/x', status), ok]);
			expect(http.calls.map(({ url }) => url)).toEqual([URL_1, 'https://cdn.example/x']);
			expect(result.kind).toBe('done');
		});

		it('to relative addresses', async () => {
			const { http } = await fetchImage([redirect('../b.png?x=1'), ok], {
				url: 'https://cdn.example/a/1.png',
			});
			expect(http.calls[1].url).toBe('https://cdn.example/b.png?x=1');
		});

		it('five times', async () => {
			const script = [...Array.from({ length: 5 }, () => redirect('/next')), ok];
			const { http, result } = await fetchImage(script);
			expect(result.kind).toBe('done');
			expect(http.calls).toHaveLength(6);
		});

		it('but not a sixth time', async () => {
			const { http, result } = await fetchImage(() => redirect('/next'));
			expect(failureOf(result)).toContain('more than 5 redirects');
			expect(http.calls).toHaveLength(6);
		});

		it.each([
			['a private address', 'https://10.0.0.1/1.png'],
			['cloud metadata', 'https://169.254.169.254/latest/meta-data/'],
			['localhost', 'https://localhost/1.png'],
			['a local file', 'file:///etc/passwd'],
			['a user name', 'https://user@files.example/1.png'],
		])('but not to %s, not even after a good one', async (_, target) => {
			const { http, result } = await fetchImage([redirect('/moved'), redirect(target)]);
			expect(failureOf(result)).toContain(`the redirect to ${target} is not followed because`);
			expect(http.calls).toHaveLength(2);
		});

		it.each<[string, Answer]>([
			['without an address', { status: 302 }],
			['to what is no address', redirect('https://[')],
		])('but not %s', async (_, answer) => {
			const { http, result } = await fetchImage([answer]);
			expect(failureOf(result)).toContain('HTTP 302');
			expect(http.calls).toHaveLength(1);
		});

		it('and closes the bodies on the way', async () => {
			const { http } = await fetchImage([{ ...redirect('/next'), body: 'moved' } as Answer, ok]);
			expect(http.streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
		});
	});

	it.each(['ftp://files.example/1.png', 'https://127.0.0.1/1.png', 'https://[::1]/', 'soon'])(
		'does not begin at %s',
		async (url) => {
			const { http, result } = await fetchImage([], { url });
			expect(http.calls).toEqual([]);
			expect(failureOf(result)).toMatch(/^the address is not followed because it is /);
		},
	);

	describe('is tried again', () => {
		const html: Answer = { status: 502, body: '<h1>Bad gateway</h1>' };

		it.each<[string, () => Answer]>([
			['HTTP 500', () => ({ status: 500 })],
			['HTTP 502 with a page', () => html],
			['HTTP 503', () => ({ status: 503 })],
			['HTTP 404, as the file may yet appear', () => ({ status: 404 })],
			['HTTP 429', () => ({ status: 429 })],
			['HTTP 412', () => ({ status: 412 })],
			['HTTP 424', () => ({ status: 424 })],
			['a status that nobody has defined', () => ({ status: 460 })],
			['HTTP 408', () => ({ status: 408 })],
			['a lost connection', () => ({ noReply: 'connectionLost' })],
			['a refused connection', () => ({ noReply: 'notSent' })],
			['a timeout', () => ({ noReply: 'timeout' })],
			['an empty file', () => ({ status: 200 })],
			['a truncated file', () => ({ status: 200, body: png.subarray(0, png.length - 9) })],
			['a file that breaks off', () => ({ status: 200, body: png.subarray(0, 60), breaks: true })],
			['a connection that breaks at once', () => ({ status: 200, breaks: true })],
		])('after %s, at least four times in all', async (_, trouble) => {
			const { result } = await fetchImage([trouble(), trouble(), trouble(), ok]);
			expect(result.kind).toBe('done');
		});

		it.each<[string, Answer]>([
			['HTTP 500', { status: 500 }],
			['HTTP 403', { status: 403 }],
			['HTTP 404', { status: 404 }],
			['HTTP 202', { status: 202 }],
			['HTTP 204', { status: 204 }],
			['a refused connection', { noReply: 'notSent' }],
			['a lost connection', { noReply: 'connectionLost' }],
			['an empty file', { status: 200 }],
			['a state', { status: 200, body: { status: 'processing', id: 7 } }],
			['another state', { status: 200, body: { state: 'in_progress' } }],
			['a sentence', { status: 200, body: { message: 'The image is not ready yet' } }],
			['an error', { status: 200, body: { error: 'File not found' } }],
		])('after %s for at least a minute, ever more slowly', async (_, answer) => {
			const { http, result } = await fetchImage(() => answer);
			expect(result.kind).toBe('failed');
			expect(http.times.slice(0, 6)).toEqual([0, 500, 1500, 3500, 7500, 15_500]);
			const last = http.times.at(-1) ?? 0;
			expect(last).toBeGreaterThanOrEqual(60_000);
			expect(last).toBeLessThanOrEqual(70_000);
		});

		it('for at least a minute, however long n8n has been running', async () => {
			const startsAtMs = 600_000;
			const { clock } = await fetchImage(() => ({ status: 404 }), { startsAtMs });
			expect(clock.now() - startsAtMs).toBeGreaterThanOrEqual(60_000);
		});

		it.each([3, 12, 29, 59])('and found when it appears after %i s', async (seconds) => {
			const later = (call: { deadline: number }) =>
				call.deadline - 300_000 < seconds * 1000 ? { status: 403 } : ok;
			const { result } = await fetchImage(later as () => Answer);
			expect(result.kind).toBe('done');
		});

		it('no longer than until Total Timeout, waits that are asked for included', async () => {
			const slow: Answer = { status: 503, headers: { 'retry-after': '50' } };
			const { clock, http } = await fetchImage(() => slow, { totalTimeoutMs: 20_000 });
			expect(http.calls.length).toBeGreaterThanOrEqual(4);
			expect(http.calls.every(({ deadline }) => deadline <= 20_000)).toBe(true);
			expect(clock.now()).toBeLessThanOrEqual(20_000);
		});

		it('when Retry-After says so, but not after more than a minute', async () => {
			const { http } = await fetchImage([
				{ status: 503, headers: { 'retry-after': '20' } },
				{ status: 429, headers: { 'retry-after': '3600' } },
				ok,
			]);
			expect(http.times).toEqual([0, 20_000, 80_000]);
		});

		it.each([202, 403, 404])('as late as HTTP %i says', async (status) => {
			const { http } = await fetchImage([{ status, headers: { 'retry-after': '7' } }, ok]);
			expect(http.times).toEqual([0, 7000]);
		});

		it('after n8n could not store it', async () => {
			const prepare = () => Promise.reject(new Error('disk full'));
			const { http, result } = await fetchImage(() => ok, { prepare });
			expect(result).toMatchObject({ kind: 'failed', trouble: 'storageFailed' });
			expect(failureOf(result)).toContain('disk full');
			expect(http.calls).toHaveLength(5);
		});

		it('five times after what takes its time', async () => {
			const { http, result } = await fetchImage(() => ({ noReply: 'timeout' }));
			expect(result).toMatchObject({ kind: 'failed', trouble: 'broken' });
			expect(http.times).toEqual([0, 500, 1500, 3500, 7500]);
		});

		it.each<[string, number, Answer, number[]]>([
			['not when the pause would take all that is left', 500, { status: 500 }, [0]],
			['when the pause leaves a moment', 501, { status: 500 }, [0, 500]],
			[
				'early, when the wait that is asked for would take all that is left',
				1000,
				{ status: 500, headers: { 'retry-after': '1' } },
				[0, 500],
			],
			[
				'as late as is asked for, when that leaves a moment',
				1001,
				{ status: 500, headers: { 'retry-after': '1' } },
				[0, 1000],
			],
		])('%s', async (_, totalTimeoutMs, answer, times) => {
			const { http, result } = await fetchImage(() => answer, { totalTimeoutMs });
			expect(http.times).toEqual(times);
			expect(failureOf(result)).toBe('HTTP 500');
		});

		it('not sooner than backoff says, whatever Retry-After says', async () => {
			const { http } = await fetchImage([{ status: 503, headers: { 'retry-after': '0' } }, ok]);
			expect(http.times).toEqual([0, 500]);
		});

		it('from the beginning, so that redirects are followed anew', async () => {
			const { http } = await fetchImage([
				redirect('/signed?1'),
				{ status: 500 },
				redirect('/signed?2'),
				ok,
			]);
			expect(http.calls.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
				'/1.png',
				'/signed?1',
				'/1.png',
				'/signed?2',
			]);
		});

		it('when it stalls, each time after the request timeout', async () => {
			const stalled: Answer = { status: 200, body: png.subarray(0, 60), stalls: true };
			const { http, result } = await fetchImage([stalled, ok], { requestTimeoutMs: 10_000 });
			expect(result.kind).toBe('done');
			expect(http.times).toEqual([0, 10_500]);
			expect(http.streams[0].destroyed).toBe(true);
		});

		it('and given up when it stalls every time, with the reason', async () => {
			const stalled: Answer = { status: 200, body: png.subarray(0, 60), stalls: true };
			const { http, result } = await fetchImage(() => stalled, { requestTimeoutMs: 10_000 });
			expect(failureOf(result)).toBe('the download took too long');
			expect(http.streams).toHaveLength(5);
			expect(http.streams.every(({ destroyed }) => destroyed)).toBe(true);
		});

		it('and ends at Total Timeout, however often it stalls', async () => {
			const stalled: Answer = { status: 200, body: png.subarray(0, 60), stalls: true };
			const { clock, result } = await fetchImage(() => stalled, {
				requestTimeoutMs: 10_000,
				totalTimeoutMs: 25_000,
			});
			expect(result).toMatchObject({ kind: 'failed', trouble: 'broken' });
			expect(clock.now()).toBe(25_000);
		});

		it('and ends although n8n’s storage never answers', async () => {
			const prepare = async () => await new Promise<never>(() => undefined);
			const { clock, result } = await fetchImage(() => ok, { prepare, totalTimeoutMs: 25_000 });
			expect(result).toMatchObject({ kind: 'failed', trouble: 'storageFailed' });
			expect(failureOf(result)).toBe('n8n’s storage did not take it in time');
			expect(clock.now()).toBe(25_000);
		});
	});

	describe('is not tried again', () => {
		it.each<[string, Answer, RegExp]>([
			['HTTP 401', { status: 401 }, /HTTP 401/],
			['HTTP 410', { status: 410 }, /HTTP 410/],
			['HTTP 400', { status: 400 }, /HTTP 400/],
			['HTTP 451', { status: 451 }, /HTTP 451/],
			[
				'an HTML page',
				{ status: 200, body: '<!doctype html><title>Sign in</title>' },
				/an HTML page/,
			],
			['JSON', { status: 200, body: { error: 'expired' } }, /JSON/],
			['a text', { status: 200, body: 'gone' }, /a text/],
		])('after %s', async (_, answer, why) => {
			const { http, result } = await fetchImage([answer]);
			expect(failureOf(result)).toMatch(why);
			expect(http.calls).toHaveLength(1);
			expect(http.streams.every(({ destroyed }) => destroyed)).toBe(true);
		});

		it('after a file that is too large', async () => {
			const { http, result } = await fetchImage([ok], { maxFileSizeBytes: png.length - 1 });
			expect(failureOf(result)).toContain('Max File Size');
			expect(http.calls).toHaveLength(1);
			expect(http.streams[0].destroyed).toBe(true);
		});

		it('after n8n refused the address', async () => {
			const { http, result } = await fetchImage([{ noReply: 'blocked', detail: 'SSRF' }]);
			expect(failureOf(result)).toBe('SSRF');
			expect(http.calls).toHaveLength(1);
		});

		it('when the execution is cancelled', async () => {
			const script = () => ({ status: 500 });
			const { clock, http, result } = await fetchImage(script, { cancelledAtMs: 1234 });
			expect(result).toEqual({ kind: 'cancelled' });
			expect(http.times).toEqual([0, 500]);
			expect(clock.now()).toBe(1234);
		});

		it('when n8n says in place of a reply that the execution is cancelled', async () => {
			const { http, result } = await fetchImage([{ noReply: 'cancelled' }]);
			expect(result).toEqual({ kind: 'cancelled' });
			expect(http.calls).toHaveLength(1);
		});

		it.each([
			['the file', 1, 1234],
			['its last try', 5, 50_000],
		])(
			'when the execution is cancelled in the middle of %s, which is closed',
			async (_, tries, cancelledAtMs) => {
				const stalled: Answer = { status: 200, body: png.subarray(0, 60), stalls: true };
				const { clock, http, result } = await fetchImage(() => stalled, {
					requestTimeoutMs: 10_000,
					cancelledAtMs,
				});
				expect(result).toEqual({ kind: 'cancelled' });
				expect(clock.now()).toBe(cancelledAtMs);
				expect(http.streams.map(({ destroyed }) => destroyed)).toEqual(Array(tries).fill(true));
			},
		);
	});

	describe('tells an image that is gone', () => {
		const own = `${BASE}/v1/files/1.png`;

		it.each<[string, string, Answer, boolean]>([
			['a deleted file', URL_1, { status: 404 }, true],
			['an expired link', URL_1, { status: 403 }, true],
			['an expired link of another kind', URL_1, { status: 400 }, true],
			['a deleted file at the service itself', own, { status: 404 }, true],
			['a file that the service says is gone', own, { status: 410 }, true],
			['a refused key', own, { status: 401 }, false],
			['a key that may not', own, { status: 403 }, false],
			['a service that is down', URL_1, { status: 503 }, false],
			['a rate limit', URL_1, { status: 429 }, false],
			['a page', URL_1, { status: 200, body: '<html>expired</html>' }, false],
			['a redirect to nowhere', URL_1, { status: 302 }, false],
			['a lost connection', URL_1, { noReply: 'connectionLost' }, false],
			['a lost connection to the service itself', own, { noReply: 'connectionLost' }, false],
			['an address that n8n blocks', URL_1, { noReply: 'blocked' }, false],
		])('%s', async (_, url, answer, isGone) => {
			const { result } = await fetchImage(() => answer, { url });
			if (result.kind !== 'failed') throw new Error(`It is ${result.kind}`);
			expect(result.isGone ?? false).toBe(isGone);
		});
	});
});

describe('a key that the address’s own service does not want', () => {
	const own = `${BASE}/v1/files/1.png?signature=1`;

	const isDestroyed = ({ destroyed }: Readable) => destroyed;

	it.each([400, 401, 403])('is left out after HTTP %i', async (status) => {
		const png = await plainImage(4, 3).png().toBuffer();
		const script = ({ withKey }: { withKey: boolean }): Answer =>
			withKey ? { status } : { status: 200, body: png };
		const { http, result } = await fetchImage(script, { url: own });
		expect(result.kind).toBe('done');
		expect(http.calls).toMatchObject([
			{ method: 'GET', url: own, withKey: true },
			{ method: 'GET', url: own, withKey: false },
		]);
		expect(http.streams.every(isDestroyed)).toBe(true);
	});

	it('is left out when that leads elsewhere', async () => {
		const png = await plainImage(4, 3).png().toBuffer();
		const script = [{ status: 401 }, redirect(URL_1), { status: 200, body: png }];
		const { http, result } = await fetchImage(script, { url: own });
		expect(result.kind).toBe('done');
		expect(http.calls.map(({ url }) => url)).toEqual([own, own, URL_1]);
		expect(http.streams.every(isDestroyed)).toBe(true);
	});

	it.each([404, 410, 429, 500])('stays after HTTP %i', async (status) => {
		const { http } = await fetchImage(() => ({ status }), { url: own });
		expect(http.calls.every(({ withKey }) => withKey)).toBe(true);
	});

	it.each<[string, Answer]>([
		['HTTP 404', { status: 404 }],
		['HTTP 500', { status: 500 }],
		['a lost connection', { noReply: 'connectionLost' }],
	])('is told of when nothing else helps, but %s', async (_, answer) => {
		const script = [{ status: 401 }, answer];
		const { http, result } = await fetchImage(script, { url: own });
		expect(result).toMatchObject({ kind: 'failed', trouble: 'broken', why: 'HTTP 401' });
		expect(http.calls).toHaveLength(2);
		expect(http.streams.every(isDestroyed)).toBe(true);
	});

	it('is never tried at another host', async () => {
		const { http } = await fetchImage(() => ({ status: 401 }));
		expect(http.calls.map(({ withKey }) => withKey)).toEqual([false]);
	});
});

describe('an unprotected address of a public host', () => {
	const refused: Answer = { status: 410 };

	it('is asked over https', async () => {
		const { http } = await fetchImage([refused], { url: 'http://files.example/1.png' });
		expect(http.calls).toMatchObject([{ url: 'https://files.example/1.png', withKey: false }]);
	});

	it('is asked over https after a redirect', async () => {
		const { http } = await fetchImage([redirect('http://files.example/1.png'), refused]);
		expect(http.calls[1].url).toBe('https://files.example/1.png');
	});

	it('is not asked in a private network', async () => {
		const { http, result } = await fetchImage([redirect('http://10.0.0.1/1.png')]);
		expect(failureOf(result)).toContain('private network');
		expect(http.calls).toHaveLength(1);
	});
});

describe('an image that is whole', () => {
	it.each<[string, Partial<Answer>]>([
		['breaks', { breaks: true }],
		['stays open', { stalls: true }],
	])('is taken though its connection %s', async (_, how) => {
		const png = await plainImage(40, 30).png().toBuffer();
		const answer = { status: 200, body: png, ...how } as Answer;
		const { clock, http, result } = await fetchImage([answer]);
		expect(result).toMatchObject({ kind: 'done', result: { fileSize: png.length } });
		expect(clock.now()).toBeLessThanOrEqual(10_000);
		expect(http.streams[0].destroyed).toBe(true);
	});
});

describe('an attempt that the end of all of them cuts off', () => {
	const slow: Answer = { status: 200, takesMs: 100_000 };
	const why = async (script: readonly Answer[]) => {
		const scripted = (_call: unknown, count: number) => script[count] ?? slow;
		return failureOf((await fetchImage(scripted, { totalTimeoutMs: 20_000 })).result);
	};

	it('does not hide what was the matter before', async () => {
		expect(await why([{ status: 404 }, { status: 503 }])).toBe('HTTP 503');
	});

	it('is told of when there was no other', async () => {
		expect(await why([])).toBe('no reply in time');
	});
});

describe('the trouble with a download', () => {
	const png = { 'content-type': 'image/png' };
	// A JPEG without its end mark may be whole, when all of it came.
	const unmarked = Buffer.from('ffd8ffda000200112233', 'hex');
	const partOf = { 'content-length': '10', 'content-range': 'bytes 0-9/5000' };

	it.each<[string, Record<string, string>]>([
		['a length', { 'content-length': '10' }],
		['pieces that tell their lengths', { 'transfer-encoding': 'chunked' }],
	])('is none when all of an unmarked file came, by %s', async (_, headers) => {
		const { result } = await fetchImage(() => ({ status: 200, headers, body: unmarked }));
		expect(result).toMatchObject({ kind: 'done' });
	});

	it.each<[string, Answer, DownloadTrouble]>([
		['a page', { status: 200, body: '<html>Sign in</html>' }, 'notAnImage'],
		['the job itself', { status: 200, body: { id: 1, status: 'completed' } }, 'notAnImage'],
		['a state', { status: 200, body: { status: 'queued' } }, 'notThere'],
		['nothing', { status: 200 }, 'notThere'],
		['HTTP 202', { status: 202 }, 'notThere'],
		['HTTP 404', { status: 404 }, 'notThere'],
		['HTTP 410', { status: 410 }, 'gone'],
		['HTTP 500', { status: 500 }, 'broken'],
		['a lost connection', { noReply: 'connectionLost' }, 'broken'],
		['a refusal of n8n', { noReply: 'blocked' }, 'notAsked'],
		[
			'a part that ends where one cannot tell',
			{ status: 206, headers: partOf, body: unmarked },
			'broken',
		],
		['a file that ends where one cannot tell', { status: 200, body: unmarked }, 'broken'],
		['HTTP 204', { status: 204 }, 'notThere'],
		['HTTP 205', { status: 205 }, 'notThere'],
		['a redirect to nowhere', { status: 302 }, 'broken'],
		['redirects without end', redirect('/next'), 'broken'],
		['a redirect into a private network', redirect('https://10.0.0.1/1.png'), 'notAsked'],
		['a single byte', { status: 200, body: Buffer.from([0x89]) }, 'notAnImage'],
		[
			'a PDF that is declared as an image',
			{ status: 200, headers: png, body: '%PDF-1.7' },
			'notAnImage',
		],
		['half a file', { status: 200, body: imageHeads.PNG }, 'broken'],
	])('%s', async (_, answer, trouble) => {
		const { result } = await fetchImage(() => answer);
		expect(result).toMatchObject({ kind: 'failed', trouble });
	});

	it('too large', async () => {
		const body = await plainImage(40, 30).png().toBuffer();
		const { result } = await fetchImage([{ status: 200, body }], { maxFileSizeBytes: 50 });
		expect(result).toMatchObject({ kind: 'failed', trouble: 'tooLarge' });
	});
});
