import type { Fault } from '../../sandbox/index.ts';
import { startCdn } from './cdn.ts';
import { atOnce, type Scene, status, theatre } from './scenes.ts';
import {
	answerJson,
	dataUri,
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

describe('pending jobs', () => {
	const job = { reply: 'job-id', pendingPolls: 0 } as const;
	const poll = (fault: Fault, times?: number) => ({
		where: 'status' as const,
		fault,
		...(times !== undefined && { times }),
	});
	const surviving: Record<string, Scene> = {
		'two 503': { rules: [job, poll(status(503, atOnce), 2)] },
		'a 429': { rules: [job, poll(status(429, atOnce), 1)] },
		'two 404': { rules: [job, poll(status(404, atOnce), 2)] },
		'a reset': { rules: [job, poll({ kind: 'reset' }, 1)] },
		'a hanging poll': { rules: [job, poll({ kind: 'hang' }, 1)], options: { requestTimeout: 1.5 } },
		'an HTML page': { rules: [job, poll({ kind: 'html' }, 1)] },
		'half a reply': { rules: [job, poll({ kind: 'truncatedJson' }, 1)] },
	};
	const failing: Record<string, Scene & { says: RegExp }> = {
		'a job that fails': { rules: [{ reply: 'job-failed-failed' }], says: /upstream model failed/ },
		'a job that never ends': {
			rules: [{ ...job, pendingPolls: 1000 }],
			options: { totalTimeout: 2.5 },
			says: /did not finish job gen_[0-9a-f]+ within Total Timeout/,
		},
		'a job that nobody knows': {
			rules: [job, poll(status(404, atOnce))],
			says: /job gen_.*404/,
		},
		'a key that is not accepted any more': {
			rules: [job, poll(status(401))],
			says: /job gen_.*401/,
		},
		'a service that stays away': {
			rules: [job, poll(status(503))],
			options: { totalTimeout: 2.5 },
			says: /did not finish job gen_.*503/,
		},
		'a service that names no wait': {
			rules: [job, poll(status(503, atOnce))],
			options: { totalTimeout: 2.5 },
			says: /did not finish job gen_/,
		},
	};
	const scenes = { ...surviving, ...failing };
	const { itemOf, errorOf, sent, requests, made, expectDelivered } = theatre(scenes);

	test.each(Object.keys(surviving))('%s: the job survives', async (name) => {
		const generation = only(made(name));
		expect(itemOf(name).json).toMatchObject({ generationId: generation.id, attempts: 1 });
		await expectDelivered(name);
	});

	test.each(Object.entries(failing))(
		'%s: an error with the id, and no second order',
		(name, { says }) => {
			expect(errorOf(name)).toMatch(says);
			expect(errorOf(name)).toMatch(/gen_[0-9a-f]{32}/);
			expect(sent(name)).toHaveLength(1);
		},
	);

	test('“Retry-After: 0” does not make the node ask in a tight loop', () => {
		expect(requests('a service that names no wait', 'status').length).toBeLessThan(20);
	});

	test('a status address on another host is asked without the key, and only over https', async () => {
		const cdn = await startCdn((response) =>
			answerJson(response, { status: 'done', image: dataUri(green, 'image/png') }),
		);
		const elsewhere = await startRecorder((response) => answerJson(response, {}));
		const recorder = await startRecorder((response, { body }) => {
			const { prompt } = JSON.parse(body.toString()) as { prompt: string };
			const headers = { 'retry-after': '0' };
			answerJson(response, { status_url: `${prompt}/job` }, { headers });
		});
		const { json } = await runImage(
			recorder,
			{ prompt: '={{ $json.host }}' },
			{ items: [cdn.url, elsewhere.url].map((host) => ({ json: { host } })), settings: goOn },
		);
		await Promise.all([recorder.close(), cdn.close(), elsewhere.close()]);
		expect(json[0]).toMatchObject({ width: 12, height: 8 });
		expect(only(cdn.requests).headers).not.toHaveProperty('authorization');
		expect(elsewhere.requests).toEqual([]);
		expect(json[1]?.error).toContain(`${elsewhere.url}/job`);
	});

	test('a status address on another host does not get the key where the id is known', async () => {
		const elsewhere = await startRecorder((response) => answerJson(response, {}));
		const recorder = await startRecorder((response, { method }) => {
			const headers = { 'retry-after': '0' };
			const pending = { id: 'job7', status: 'queued', status_url: `${elsewhere.url}/steal` };
			if (method === 'POST') return answerJson(response, pending, { headers });
			answerJson(response, { image: dataUri(green, 'image/png') });
		});
		await mustRun(recorder);
		await Promise.all([recorder.close(), elsewhere.close()]);
		expect(elsewhere.requests).toEqual([]);
		expect(recorder.requests[1]?.path).toBe('/v1/generate/image/job7');
	});
});
