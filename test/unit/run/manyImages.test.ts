import type { IDataObject } from 'n8n-workflow';

import { pngNumber } from '../../money/png';
import { runInMemory, type MemoryAnswer, type MemoryRequest } from '../../support/memoryNode';
import { VirtualClock } from '../../support/virtualClock';

const BASE_URL = 'https://api.example';
const IMAGES = 10;

/** What the provider does, and how long that takes. */
interface Script {
	orderMs: number;
	/** Makes images by jobs. */
	jobMs?: number;
	/** Running jobs that are allowed; above it, orders get a 429. */
	mostJobs?: number;
	downloadMs?: number;
	/** The answer about a job that is done holds the image itself, and takes so long. */
	inlineMs?: number;
	fails?: (order: number) => boolean;
}

type Doing = 'orders' | 'jobs' | 'downloads' | 'inline answers';

/** A provider that counts what it does at the same time. */
class CountingProvider {
	readonly now: Record<Doing, number> = { orders: 0, jobs: 0, downloads: 0, 'inline answers': 0 };

	readonly most = { ...this.now };

	/** Orders that came. */
	orders = 0;

	refused = 0;

	private readonly doneAt = new Map<string, number>();

	private readonly clock: VirtualClock;

	private readonly script: Script;

	constructor(clock: VirtualClock, script: Script) {
		this.clock = clock;
		this.script = script;
	}

	readonly answer = async ({ method, url }: MemoryRequest): Promise<MemoryAnswer> => {
		if (method === 'POST') return await this.order();
		const { pathname } = new URL(url);
		const id = pathname.split('/').at(-1) ?? '';
		return pathname.startsWith('/files/') ? await this.download(id) : await this.tell(id);
	};

	private async order(): Promise<MemoryAnswer> {
		const { orderMs, jobMs, mostJobs = Infinity, fails } = this.script;
		if (this.now.jobs >= mostJobs) {
			this.refused += 1;
			return json({ error: 'too many running jobs' }, 429);
		}
		const number = (this.orders += 1);
		const id = `job${number}`;
		if (jobMs !== undefined) {
			this.begin('jobs');
			this.clock.at(this.clock.now() + orderMs + jobMs, () => (this.now.jobs -= 1));
			this.doneAt.set(id, this.clock.now() + orderMs + jobMs);
		}
		await this.during('orders', orderMs);
		if (fails?.(number)) return json({ error: 'no' }, 400);
		return json(jobMs === undefined ? withAddress(id) : { id, status: 'queued' });
	}

	private async tell(id: string): Promise<MemoryAnswer> {
		const isDone = (this.doneAt.get(id) ?? 0) <= this.clock.now();
		if (!isDone) return json({ id, status: 'running' });
		const { inlineMs } = this.script;
		if (inlineMs === undefined) return json({ id, status: 'completed', ...withAddress(id) });
		await this.during('inline answers', inlineMs);
		return json({ id, status: 'completed', images: [{ b64_json: png(id).toString('base64') }] });
	}

	private async download(id: string): Promise<MemoryAnswer> {
		await this.during('downloads', this.script.downloadMs ?? 0);
		return { status: 200, headers: { 'content-type': 'image/png' }, body: png(id) };
	}

	private async during(doing: Doing, ms: number): Promise<void> {
		this.begin(doing);
		await this.clock.sleep(ms);
		this.now[doing] -= 1;
	}

	private begin(doing: Doing): void {
		this.now[doing] += 1;
		this.most[doing] = Math.max(this.most[doing], this.now[doing]);
	}
}

function json(body: IDataObject, status = 200): MemoryAnswer {
	const headers = { 'content-type': 'application/json' };
	return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

const withAddress = (id: string) => ({ images: [{ url: `${BASE_URL}/files/${id}` }] });
const png = (id: string) => pngNumber(Number(id.slice('job'.length)));

interface Around {
	options?: IDataObject;
	continues?: boolean;
	signal?: AbortSignal;
	clock?: VirtualClock;
}

async function make(
	script: Script,
	{ options = {}, clock = new VirtualClock(), ...around }: Around = {},
) {
	const provider = new CountingProvider(clock, script);
	const run = await runInMemory({
		parameters: {
			prompt: 'a fox',
			modelId: { mode: 'id', value: 'some-model' },
			numberOfImages: IMAGES,
			options: { concurrency: 2, ...options },
		},
		apiKey: 'sk-oak-1234567890',
		baseUrl: BASE_URL,
		answer: provider.answer,
		clock,
		...around,
	});
	return { run, provider, endedAt: clock.now() };
}

const names = (files: Array<{ bytes: Buffer }>) =>
	files.map(({ bytes }) => /file (\d+);/.exec(bytes.toString('latin1'))?.[1]);

describe('orders and downloads', () => {
	it('go on side by side, each with as many as allowed', async () => {
		const { run, provider } = await make({ orderMs: 1000, downloadMs: 1000 });
		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(IMAGES);
		expect(provider.most).toMatchObject({ orders: 2, downloads: 2 });
	});

	it('so downloads as long as orders take the time of one more', async () => {
		const without = await make({ orderMs: 1000, downloadMs: 0 });
		const { endedAt } = await make({ orderMs: 1000, downloadMs: 1000 });
		expect(endedAt - without.endedAt).toBe(1000);
	});

	it('never more of them than there is memory for, when downloads are slow', async () => {
		const stop = new AbortController();
		const clock = new VirtualClock();
		clock.at(60_000, () => stop.abort());
		const { provider } = await make(
			{ orderMs: 10, downloadMs: 10_000_000 },
			{ clock, signal: stop.signal, options: { concurrency: 3 } },
		);
		// Three are fetched, and three are ordered and wait for that.
		expect(provider.orders).toBe(6);
		expect(provider.most.downloads).toBe(3);
	});

	it('hands the images out in their order, whatever came first', async () => {
		const { run } = await make({ orderMs: 500, downloadMs: 20 });
		const fileNames = run.items.map(({ binary }) => binary?.data?.fileName);
		expect(fileNames).toEqual(
			Array.from({ length: IMAGES }, (_, index) => `a-fox-1-${index + 1}.png`),
		);
		expect(new Set(names(run.files)).size).toBe(IMAGES);
	});
});

describe('a failure in stop mode', () => {
	it('starts no further order, and fetches what is paid for', async () => {
		const { run, provider } = await make({
			orderMs: 1000,
			downloadMs: 1500,
			fails: (order) => order === 4,
		});
		expect(run.error).toBeDefined();
		expect(provider.orders).toBe(4);
		expect(names(run.files).toSorted()).toEqual(['1', '2', '3']);
	});
});

it('keeps little of each image that is made, when the run fails half way', async () => {
	const { run } = await make({ orderMs: 100, fails: (order) => order === 9 });
	const made = run.files.length;
	expect(made).toBeGreaterThanOrEqual(8);
	const error = run.error as Error & { description: string };
	const stored =
		JSON.stringify(run.context).length + error.message.length + error.description.length;
	expect(stored / made).toBeLessThan(2048);
});

describe('jobs', () => {
	const jobs = { orderMs: 100, jobMs: 30_000 };

	it('hold no place of an order', async () => {
		const { run, provider } = await make(jobs);
		expect(run.files).toHaveLength(IMAGES);
		expect(provider.most).toMatchObject({ orders: 2, jobs: IMAGES });
	});

	it.each<[string, IDataObject]>([
		['with the usual retries', {}],
		['with a single retry', { maxRetries: 1 }],
	])('of a provider that limits them are made all the same, %s', async (_, options) => {
		const { run, provider } = await make({ ...jobs, mostJobs: 3 }, { options });
		expect(run.error).toBeUndefined();
		expect(run.files).toHaveLength(IMAGES);
		expect(provider.orders).toBe(IMAGES);
		expect(provider.most.jobs).toBe(3);
		expect(provider.refused).toBeGreaterThan(0);
	});

	it.each<[string, IDataObject]>([
		['Retry On is Never', { retryOn: 'never' }],
		['Max Retries is 0', { maxRetries: 0 }],
	])('hold one when nothing is sent twice: %s', async (_, options) => {
		const { run, provider } = await make({ ...jobs, mostJobs: 2 }, { options });
		expect(run.files).toHaveLength(IMAGES);
		expect(provider).toMatchObject({ refused: 0, most: { jobs: 2 } });
	});

	it('whose answer holds the image are read only so many at a time', async () => {
		const { run, provider } = await make({ orderMs: 10, jobMs: 5000, inlineMs: 4000 });
		expect(run.files).toHaveLength(IMAGES);
		expect(provider.most).toMatchObject({ jobs: IMAGES, 'inline answers': 2 });
	});

	it('are asked for shortly before their deadline, though other answers are slow', async () => {
		const { run, provider } = await make(
			{ orderMs: 10, jobMs: 5000, inlineMs: 20_000 },
			{ options: { totalTimeout: 100, requestTimeout: 60 }, continues: true },
		);
		expect(run.files).toHaveLength(IMAGES);
		expect(provider.most['inline answers']).toBeGreaterThan(2);
	});
});
