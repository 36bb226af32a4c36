import { gunzipSync } from 'node:zlib';
import { faultKinds, startSandbox } from '../../tools/sandbox/index.ts';
import type { Fault, Sandbox } from '../../tools/sandbox/index.ts';
import { only } from '../engine/support.ts';
import { bytesOf, getWithKey, jsonOf, postGemini, postOakgen, rawGet } from './support.ts';

describe('faults of the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ plain: true });
	});
	afterEach(() => sandbox.reset());
	afterAll(async () => await sandbox.close());

	/** A finished image whose download is spoilt. */
	const spoilDownload = async (fault: Fault) => {
		await postOakgen(sandbox);
		sandbox.addRule({ where: 'download', fault });
		const image = sandbox.generations[0]?.images[0];
		return { url: image?.url ?? '', bytes: image?.bytes ?? Buffer.alloc(0) };
	};
	const spoilGeneration = async (fault: Fault) => {
		sandbox.addRule({ where: 'generate', fault, times: 1 });
		return await postOakgen(sandbox);
	};
	const bodyOf = (raw: Buffer) => raw.subarray(raw.indexOf('\r\n\r\n') + 4);

	it('status: with words of its own, and with headers', async () => {
		const fault: Fault = {
			kind: 'status',
			status: 429,
			json: { detail: 'slow down' },
			headers: { 'x-limit': '5' },
			retryAfterSeconds: 7,
		};
		const response = await spoilGeneration(fault);
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('7');
		expect(response.headers.get('x-limit')).toBe('5');
		expect(await jsonOf(response)).toEqual({ detail: 'slow down' });
	});

	it("status: in the provider's words, with a date or a RetryInfo", async () => {
		const dated = await spoilGeneration({
			kind: 'status',
			status: 503,
			retryAfterDateInSeconds: 60,
		});
		expect(Date.parse(dated.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
		expect(await jsonOf(dated)).toMatchObject({ error: { code: 'overloaded' } });

		sandbox.addRule({
			where: 'generate',
			provider: 'gemini',
			fault: { kind: 'status', status: 429, retryInfoDelay: '17s' },
		});
		expect(await jsonOf(await postGemini(sandbox))).toMatchObject({
			error: { status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay: '17s' }] },
		});
		expect(sandbox.bill()).toBe(0);
	});

	it.each(['stalls', 'endless', 'breaks'] as const)(
		'status: whose body %s comes with that status all the same',
		async (body) => {
			const { url } = await spoilDownload({
				kind: 'status',
				status: 500,
				text: 'x'.repeat(100),
				body,
			});
			const response = await fetch(url);
			expect(response.status).toBe(500);
			const reader = (response.body as ReadableStream<Uint8Array>).getReader();
			const read = async () => (await reader.read()).value?.length ?? 0;
			let length = await read();
			if (body === 'endless') while (length < 1_000_000) length += await read();
			else expect(length).toBe(50);
			if (body === 'breaks') await expect(read()).rejects.toThrow();
			else await reader.cancel();
		},
	);

	it('status: blanks are filled in, with the request and with what was made for it', async () => {
		const text =
			'{path} {key} {keyInBase64} {keyInPercent} {id} {image} {base64} {foreignUrl} {other}';
		sandbox.addRule({ where: 'generate', reply: 'job-id' });
		const response = await spoilGeneration({
			kind: 'status',
			status: 202,
			json: { list: [text], keyInJson: '{keyInJson}' },
			headers: { 'x-id': '{id}' },
			afterGenerating: true,
		});
		const { id, url, images } = only(sandbox.generations);
		const key = sandbox.oakgenApiKey;
		expect(response.headers.get('x-id')).toBe(id);
		expect(await jsonOf(response)).toEqual({
			list: [
				[
					'/v1/generate/image',
					key,
					Buffer.from(key).toString('base64'),
					encodeURIComponent(key),
					id,
					url,
					images[0]?.bytes.toString('base64'),
					sandbox.foreignUrl,
					'{other}',
				].join(' '),
			],
			keyInJson: key.replaceAll('-', '\\u002d'),
		});
		// The job was opened all the same.
		const poll = await getWithKey(sandbox, `/v1/generate/image/${id}`);
		expect(await jsonOf(poll)).toMatchObject({ status: 'queued' });
	});

	it('status: the image that a request sent can be quoted', async () => {
		const sent = Buffer.alloc(90, 'image').toString('base64');
		sandbox.addRule({ where: 'generate', fault: { kind: 'status', status: 400, text: '{sent}' } });
		const response = await postOakgen(sandbox, { image_urls: [`data:image/png;base64,${sent}`] });
		expect(await response.text()).toBe(sent);
	});

	it('padded: the real image, and zeros', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'padded', bytes: 1000 });
		const padded = Buffer.concat([bytes, Buffer.alloc(1000)]);
		expect((await bytesOf(await fetch(url))).equals(padded)).toBe(true);
	});

	it('reset: no byte comes', async () => {
		const { url } = await spoilDownload({ kind: 'reset' });
		expect(await rawGet(url)).toEqual({ bytes: Buffer.alloc(0), end: 'reset' });
		expect(sandbox.requests.at(-1)?.status).toBeNull();
	});

	it('resetMidBody: exactly half of the image comes', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'resetMidBody' });
		const answer = await rawGet(url);
		expect(answer.end).toBe('reset');
		expect(answer.bytes.toString('latin1')).toContain(`content-length: ${bytes.length}`);
		expect(bodyOf(answer.bytes).equals(bytes.subarray(0, Math.floor(bytes.length / 2)))).toBe(true);
	});

	it('stall: half of the image comes, and then nothing', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'stall' });
		const half = Math.floor(bytes.length / 2);
		const response = await fetch(url);
		const reader = (response.body as ReadableStream<Uint8Array>).getReader();
		let length = 0;
		while (length < half) length += (await reader.read()).value?.length ?? 0;
		expect(length).toBe(half);
		await reader.cancel();
	});

	it('trickle: the whole image comes, in many pieces', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'trickle', intervalMs: 1, chunkBytes: 400 });
		expect((await bytesOf(await fetch(url))).equals(bytes)).toBe(true);
	});

	it('wrongContentLength: more is promised than comes', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'wrongContentLength', by: 10 });
		const answer = await rawGet(url);
		expect(answer.bytes.toString('latin1')).toContain(`content-length: ${bytes.length + 10}`);
		expect(bodyOf(answer.bytes)).toHaveLength(bytes.length);
		await expect(fetch(url).then(bytesOf)).rejects.toThrow();
	});

	it('wrongContentLength: less is promised than comes', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'wrongContentLength', by: -10 });
		expect(bodyOf((await rawGet(url)).bytes)).toHaveLength(bytes.length);
	});

	it.each([
		[{ kind: 'staysOpen' }, 'transfer-encoding'],
		[{ kind: 'wrongContentLength', by: 1, staysOpen: true }, 'content-length'],
	] as Array<[Fault, string]>)('%j: all of it comes, and no end', async (fault, header) => {
		const response = await spoilGeneration(fault);
		expect(response.headers.get(header)).not.toBeNull();
		const reader = (response.body as ReadableStream<Uint8Array>).getReader();
		let text = '';
		while (!text.endsWith('}')) text += Buffer.from((await reader.read()).value ?? []).toString();
		expect(JSON.parse(text)).toHaveProperty('images');
		await reader.cancel();
		expect(sandbox.bill()).toBe(1);
	});

	it('noLastChunk: all of it comes, and the connection closes without saying so', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'noLastChunk' });
		const { bytes: raw, end } = await rawGet(url);
		expect(end).toBe('closed');
		expect(raw.includes(bytes.subarray(0, 200))).toBe(true);
		expect(raw.toString('latin1').endsWith('0\r\n\r\n')).toBe(false);
		await expect(fetch(url).then(bytesOf)).rejects.toThrow();
	});

	it.each([
		[302, true, 1],
		[303, true, 1],
		[303, false, 0],
	])('a redirect %i of a paid order, processed: %s', async (status, afterGenerating, billed) => {
		const location = '{url}/v1/generate/image/{id}';
		const response = await spoilGeneration({ kind: 'redirect', status, location, afterGenerating });
		expect(response.status).toBe(status);
		expect(sandbox.bill()).toBe(billed);
		const found = await getWithKey(sandbox, response.headers.get('location') ?? '');
		expect(found.status).toBe(billed === 1 ? 200 : 404);
	});

	it.each([
		[{ times: 2 }, [403, 403, 200]],
		[{ untilSeconds: 3600 }, [403, 403, 403]],
		[{ untilSeconds: 0 }, [200, 200, 200]],
	])('a file that is not there at first: %j', async (rule, statuses) => {
		await postOakgen(sandbox);
		const fault: Fault = { kind: 'status', status: 403 };
		sandbox.addRule({ where: 'download', fault, ...rule });
		const { url } = only(sandbox.generations);
		const seen: number[] = [];
		for (let time = 0; time < 3; time++) seen.push((await fetch(url)).status);
		expect(seen).toEqual(statuses);
	});

	it('endless: more comes than any limit allows', async () => {
		const { url, bytes } = await spoilDownload({ kind: 'endless' });
		const answer = await rawGet(url, bytes.length + 2_000_000);
		expect(answer.end).toBe('enough');
	});

	it.each([
		[{ kind: 'html' }, 'text/html; charset=utf-8', /^<!doctype html>/],
		[{ kind: 'svg' }, 'image/svg+xml', /^<svg/],
		[{ kind: 'empty' }, null, /^$/],
		[{ kind: 'noise', bytes: 100 }, 'application/octet-stream', /^[^]{10,}$/],
	] as Array<[Fault, string | null, RegExp]>)(
		'%j answers 200',
		async (fault, contentType, body) => {
			const { url } = await spoilDownload(fault);
			const response = await fetch(url);
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe(contentType);
			expect(await response.text()).toMatch(body);
		},
	);

	it('wrongContentType: the real image under another name', async () => {
		const { url, bytes } = await spoilDownload({
			kind: 'wrongContentType',
			contentType: 'text/plain',
		});
		const response = await fetch(url);
		expect(response.headers.get('content-type')).toBe('text/plain');
		expect((await bytesOf(response)).equals(bytes)).toBe(true);
	});

	it('truncatedJson: valid HTTP, invalid JSON', async () => {
		const response = await spoilGeneration({ kind: 'truncatedJson' });
		const text = await response.text();
		expect(text).toMatch(/^\{"id":/);
		expect(() => JSON.parse(text) as unknown).toThrow();
		expect(sandbox.bill()).toBe(1);
	});

	it('invalidBase64: JSON whose image cannot be decoded', async () => {
		sandbox.addRule({ where: 'generate', reply: 'b64_json' });
		const { b64_json } = await jsonOf<{ b64_json: string }>(
			await spoilGeneration({ kind: 'invalidBase64' }),
		);
		expect(b64_json).toMatch(/^!.*\*not base64\*$/);
	});

	it('gzipBomb: small on the wire, large in memory', async () => {
		const { url } = await spoilDownload({ kind: 'gzipBomb', megabytes: 3 });
		const body = bodyOf((await rawGet(url)).bytes);
		expect(body.length).toBeLessThan(10_000);
		expect(gunzipSync(body)).toHaveLength(3 * 1024 * 1024);
	});

	it('redirect: to another host, without the key in the location', async () => {
		const { url } = await spoilDownload({
			kind: 'redirect',
			location: '{foreignUrl}{path}',
			status: 307,
		});
		const response = await fetch(url, { redirect: 'manual' });
		expect(response.status).toBe(307);
		expect(response.headers.get('location')).toBe(`${sandbox.foreignUrl}${new URL(url).pathname}`);
	});

	it.each([
		[false, 0],
		[true, 1],
	])('afterGenerating %s bills %i', async (afterGenerating, billed) => {
		const response = await spoilGeneration({ kind: 'status', status: 504, afterGenerating });
		expect(response.status).toBe(504);
		expect(sandbox.bill()).toBe(billed);
	});

	it.each(faultKinds)('%s does not keep the sandbox from closing', async (kind) => {
		const closing = await startSandbox({ plain: true });
		const params = {
			status: 500,
			intervalMs: 1000,
			bytes: 10,
			contentType: 'text/plain',
			location: '{url}',
			megabytes: 2,
		};
		closing.addRule({ where: 'generate', fault: { kind, ...params } as Fault });
		closing.addRule({ where: 'generate', latencyMs: kind === 'html' ? 3_600_000 : 0 });
		const answered = postOakgen(closing)
			.then(bytesOf)
			.catch(() => null);
		while (closing.requests[0]?.ruleApplied == null) await new Promise(setImmediate);
		await closing.close();
		await answered;
	});
});
