import type { IDataObject } from 'n8n-workflow';
import { type Fault, startSandbox } from '../../sandbox/index.ts';
import { startCdn } from './cdn.ts';
import { type Scene, status, theatre } from './scenes.ts';
import {
	answerJson,
	bytesOf,
	goOn,
	mustRun,
	only,
	picture,
	runImage,
	startRecorder,
} from './support.ts';

let green: Buffer;

beforeAll(async () => {
	green = await picture('#00cc00');
});

describe('downloads', () => {
	const once: Record<string, Fault> = {
		'HTTP 500': status(500),
		'HTTP 503': status(503),
		'HTTP 404': status(404),
		'HTTP 429': status(429),
		reset: { kind: 'reset' },
		resetMidBody: { kind: 'resetMidBody' },
		stall: { kind: 'stall' },
		hang: { kind: 'hang' },
		'half of the file': { kind: 'truncatedJson' },
		'an empty file': { kind: 'empty' },
		'a length that is too long': { kind: 'wrongContentLength' },
	};
	const always: Record<
		string,
		{ fault: Fault; why: RegExp; atLeast?: number; options?: IDataObject }
	> = {
		'HTTP 404': { fault: status(404), why: /HTTP 404/, atLeast: 4 },
		'HTTP 503': { fault: status(503), why: /HTTP 503/, atLeast: 4 },
		'HTTP 403': { fault: status(403), why: /HTTP 403/ },
		'HTTP 410': { fault: status(410), why: /HTTP 410/ },
		'an HTML page': { fault: { kind: 'html' }, why: /not an image but an HTML page/ },
		'an SVG': { fault: { kind: 'svg' }, why: /not an image but an SVG/ },
		noise: { fault: { kind: 'noise', bytes: 4096, contentType: 'image/png' }, why: /not an image/ },
		'half of the file': { fault: { kind: 'truncatedJson' }, why: /before its end/, atLeast: 4 },
		'no end': {
			fault: { kind: 'endless' },
			why: /larger than Max File Size \(0.1 MB/,
			options: { maxFileSize: 0.1 },
		},
		'a redirect without end': {
			fault: { kind: 'redirect', location: '{url}{path}' },
			why: /5 redirects/,
		},
		'a redirect into the network': {
			fault: { kind: 'redirect', location: 'http://169.254.169.254/latest/meta-data' },
			why: /redirect to http:\/\/169\.254\.169\.254.* is not followed/,
		},
		'a redirect to a file': {
			fault: { kind: 'redirect', location: 'file:///etc/passwd' },
			why: /redirect to file:.* is not followed/,
		},
		'a redirect to another origin without TLS': {
			fault: { kind: 'redirect', location: '{foreignUrl}{path}' },
			why: /redirect to http:.* is not followed/,
		},
	};
	const scenes: Record<string, Scene> = {};
	for (const [name, fault] of Object.entries(once)) {
		scenes[`once ${name}`] = {
			rules: [{ where: 'download', times: 1, fault }],
			options: { requestTimeout: 2.5, retryOn: 'never', maxRetries: 0 },
		};
	}
	for (const [name, { fault, options = {} }] of Object.entries(always)) {
		scenes[`always ${name}`] = { rules: [{ where: 'download', fault }], options };
	}
	scenes['another type in the header'] = {
		rules: [{ where: 'download', fault: { kind: 'wrongContentType', contentType: 'text/html' } }],
	};
	scenes['a slow file'] = {
		rules: [{ where: 'download', fault: { kind: 'trickle', intervalMs: 5, chunkBytes: 2048 } }],
	};

	const { errorOf, sent, requests, made, sandbox, expectDelivered } = theatre(scenes);

	test.each(Object.keys(once))('%s once: fetched again, though Retry On is Never', async (name) => {
		await expectDelivered(`once ${name}`);
		expect(requests(`once ${name}`, 'download')).toHaveLength(2);
	});

	test.each(Object.entries(always))(
		'%s always: an error that names the URL',
		(name, { why, atLeast = 1 }) => {
			const { url } = only(made(`always ${name}`));
			expect(errorOf(`always ${name}`)).toContain(url);
			expect(errorOf(`always ${name}`)).toMatch(why);
			expect(errorOf(`always ${name}`)).toMatch(/^The image was made/);
			expect(requests(`always ${name}`, 'download').length).toBeGreaterThanOrEqual(atLeast);
			if (atLeast === 1 && !name.includes('without end')) {
				expect(requests(`always ${name}`, 'download')).toHaveLength(1);
			}
			expect(sent(`always ${name}`)).toHaveLength(1);
		},
	);

	test.each(['another type in the header', 'a slow file'])('%s does no harm', async (name) => {
		await expectDelivered(name);
	});

	test('no other origin was asked', () => {
		expect(sandbox().foreignRequests).toEqual([]);
	});
});

test('of a reply with two images that cannot be fetched, each has an error with its address', async () => {
	const sandbox = await startSandbox({ plain: true });
	try {
		sandbox.addRule({ where: 'generate', reply: 'two-images-objects' });
		sandbox.addRule({ where: 'download', fault: status(403) });
		const { json } = await runImage(sandbox, {}, { settings: goOn });
		const urls = only(sandbox.generations).images.map(({ url }) => url);
		expect(urls).toHaveLength(2);
		expect(json).toEqual(urls.map((url) => ({ error: expect.stringContaining(url) as unknown })));
	} finally {
		await sandbox.close();
	}
});

describe('files on other hosts', () => {
	test.each(['oakgen', 'gemini'] as const)(
		'%s: fetched without the key, redirects followed, also back to the provider’s host',
		async (provider) => {
			const cdn = await startCdn((response, path) => {
				const location =
					path === '/first' ? `${cdn.url}/second?signature=1` : `${recorder.url}/third`;
				response.writeHead(302, { location }).end();
			});
			const recorder = await startRecorder((response, { method }) => {
				if (method === 'GET') return void response.end(green);
				const url = `${cdn.url}/first`;
				const content = [{ type: 'image', mime_type: 'image/png', uri: url }];
				answerJson(response, { id: 'v1_1', url, steps: [{ type: 'model_output', content }] });
			});
			const { items, json } = await mustRun(recorder, { provider });
			await Promise.all([recorder.close(), cdn.close()]);

			expect(cdn.requests.map(({ path }) => path)).toEqual(['/first', '/second?signature=1']);
			for (const { headers } of cdn.requests) {
				expect(headers).not.toHaveProperty('authorization');
				expect(headers).not.toHaveProperty('x-goog-api-key');
				expect(JSON.stringify(headers)).not.toContain('key');
			}
			expect(only(json).url).toBe(`${cdn.url}/first`);
			expect((await bytesOf(items[0])).equals(green)).toBe(true);
		},
	);

	test('five redirects are followed, six are not', async () => {
		const cdn = await startCdn((response, path) => {
			const [, count = 0] = /(\d+)$/.exec(path) ?? [];
			if (Number(count) === 0) return void response.end(green);
			response.writeHead(307, { location: `/${Number(count) - 1}` }).end();
		});
		const recorder = await startRecorder((response, { body }) => {
			const { prompt } = JSON.parse(body.toString()) as { prompt: string };
			answerJson(response, { url: `${cdn.url}/${prompt}` });
		});
		const { json } = await runImage(
			recorder,
			{ prompt: '={{ $json.p }}' },
			{ items: [{ json: { p: 5 } }, { json: { p: 6 } }], settings: goOn },
		);
		await Promise.all([recorder.close(), cdn.close()]);
		expect(json[0]).toMatchObject({ width: 12, url: `${cdn.url}/5` });
		expect(json[1]?.error).toContain(`${cdn.url}/6`);
		expect(json[1]?.error).toContain('5 redirects');
	});

	test('addresses inside a network are refused, and named', async () => {
		const elsewhere = await startRecorder((response) => void response.end(green));
		const addresses = [
			'http://example.com/a.png',
			'https://10.0.0.1/a.png',
			'https://192.168.1.1/a.png',
			'https://172.20.0.1/a.png',
			'https://169.254.169.254/latest',
			'https://127.0.0.1/a.png',
			'https://2130706433/a.png',
			'https://0x7f.1/a.png',
			'https://[::1]/a.png',
			'https://[::ffff:10.0.0.1]/a.png',
			'https://[fd00::1]/a.png',
			'https://localhost/a.png',
			'https://printer/a.png',
			`${elsewhere.url}/a.png`,
			'https://user:secret@example.com/a.png',
		];
		const recorder = await startRecorder((response, { body }) => {
			const { prompt } = JSON.parse(body.toString()) as { prompt: string };
			answerJson(response, { images: [{ url: prompt }] });
		});
		const { json } = await runImage(
			recorder,
			{ prompt: '={{ $json.address }}', options: { concurrency: 20 } },
			{ items: addresses.map((address) => ({ json: { address } })), settings: goOn },
		);
		await Promise.all([recorder.close(), elsewhere.close()]);
		expect(recorder.requests).toHaveLength(addresses.length);
		expect(elsewhere.requests).toEqual([]);
		for (const [position, address] of addresses.entries()) {
			expect(json[position]?.error).toContain(address);
			expect(json[position]?.error).toMatch(/not followed because/);
		}
	});
});
