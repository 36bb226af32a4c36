import { pngNumber } from '../../money/png';
import { BASE_URL } from '../../support/orderOne';
import type { MemoryRequest } from '../../support/memoryNode';
import { ordersOf, picture, retried, type Told } from '../../support/retried';

// An address of a result can expire before its file is fetched, and the job that gave it gives another.

const file = (name: string) => `https://cdn.example/${name}.png`;
const done = (...names: string[]): Told => ({
	body: { status: 'completed', images: names.map((name) => ({ url: file(name) })) },
});
const queued: Told = { body: { id: 'job-1', status: 'queued' } };

/** The old address brings `expired`, any other the file. */
const script = (expired: Told, job: (times: number) => Told) => {
	let times = 0;
	return ({ method, url }: MemoryRequest): Told => {
		if (method === 'POST') return queued;
		if (url.startsWith(BASE_URL)) return job(times++);
		return url === file('old') ? expired : picture();
	};
};

const ways: Array<[string, Told]> = [
	['HTTP 403', { status: 403 }],
	['HTTP 410', { status: 410 }],
	['a page', { body: '<html>This link has expired</html>' }],
	['a service that is down', { status: 503 }],
];

describe.each(ways)('an address that brings %s', (_, expired) => {
	test('gives way to the one that the job has now, in the same run', async () => {
		const answer = script(expired, (times) => (times === 0 ? done('old') : done('new')));
		const [only] = await retried([{ id: '1', answer }]);
		expect(only?.outcome).toBe('image');
		expect(only?.paid).toHaveLength(1);
		expect(only?.asked.at(-1)).toBe(file('new'));
	});

	test('and in a retried execution, however often it brought nothing before', async () => {
		const old = script(expired, () => done('old'));
		const answer = script(expired, () => done('new'));
		const outcomes = await retried([
			{ id: '1', answer: old },
			{ id: '1', answer: old },
			{ id: '2', answer },
		]);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual([
			expect.stringContaining('could not be fetched'),
			expect.stringContaining('could not be fetched'),
			'image',
		]);
		expect(ordersOf(outcomes)).toHaveLength(1);
	});
});

test('where the job has no other, the address is named, and the image ordered anew as before', async () => {
	const answer = script({ status: 410 }, () => done('old'));
	const outcomes = await retried(['1', '1', '2'].map((id) => ({ id, answer })));
	const [first] = outcomes;
	expect(first?.outcome).toContain(file('old'));
	expect(outcomes.map(({ paid }) => paid.length)).toEqual([1, 0, 1]);
});

test('where the job is not found, what is told is why the file could not be fetched', async () => {
	const answer = script({ status: 403 }, (times) => (times === 0 ? done('old') : { status: 404 }));
	const [only] = await retried([{ id: '1', answer }]);
	expect(only?.outcome).toContain(`could not be fetched from ${file('old')}: HTTP 403`);
});

test('what came by its first address is handed out, though nothing came by the new ones', async () => {
	let times = 0;
	const answer = ({ method, url }: MemoryRequest): Told => {
		if (method === 'POST') return queued;
		if (url.startsWith(BASE_URL))
			return times++ === 0 ? done('good', 'old') : done('down', 'down2');
		return url === file('good') ? picture() : { status: 410 };
	};
	const parameters = { numberOfImages: 1 };
	const run = await retried([{ id: '1', answer, parameters, continues: true }]);
	expect(run[0]?.outcome).toBe('image');
	expect(run[0]?.errors).toEqual([expect.stringContaining(file('old'))]);
});

test('of a run of several, no image is left out because the first address had expired', async () => {
	let orders = 0;
	const answer = ({ method, url }: MemoryRequest): Told => {
		if (method === 'POST') return { body: { id: `job-${(orders += 1)}`, status: 'queued' } };
		if (url === file('old')) return { status: 410 };
		if (!url.startsWith(BASE_URL)) return picture();
		const isFirst = url.endsWith('job-1');
		return done(isFirst && !asked.has(url) && asked.add(url) ? 'old' : 'new');
	};
	const asked = new Set<string>();
	const parameters = { numberOfImages: 5, options: { concurrency: 1 } };
	const [only] = await retried([{ id: '1', answer, parameters }]);
	expect(only?.outcome).toBe('image');
	expect(only?.paid).toHaveLength(5);
});

describe('one of two images of a reply', () => {
	const inline = [1, 2].map((number) => ({ b64_json: pngNumber(number).toString('base64') }));
	let stored = 0;
	/** n8n's storage takes the first file, and no other. */
	const full = () => {
		stored += 1;
		if (stored > 1) throw new Error('ENOSPC: no space left on device');
	};
	beforeEach(() => {
		stored = 0;
	});

	test('that was not stored is had from its job, by Retry On Fail as well', async () => {
		const answer = ({ method }: MemoryRequest): Told =>
			method === 'POST' ? queued : { body: { status: 'completed', images: inline } };
		for (const id of ['1', '2']) {
			stored = 0;
			const outcomes = await retried([
				{ id: '1', answer, onStore: full },
				{ id, answer },
			]);
			expect(outcomes.map(({ outcome }) => outcome)).toEqual([
				expect.stringContaining('no space left'),
				'image',
			]);
			expect(outcomes[1]?.warnings).toEqual([]);
			expect(ordersOf(outcomes)).toHaveLength(1);
		}
	});

	test('that is nowhere else is named by the other, which is handed out', async () => {
		const answer = (): Told => ({ body: { id: 'gen-1', status: 'completed', images: inline } });
		const outcomes = await retried([
			{ id: '1', answer, onStore: full },
			{ id: '2', answer },
		]);
		expect(outcomes.map(({ outcome, paid }) => [outcome, paid.length])).toEqual([
			[expect.stringContaining('no space left'), 1],
			['image', 0],
		]);
		expect(outcomes[1]?.warnings).toEqual([
			expect.stringMatching(/Another image of the same reply is missing.*id gen-1.*no space left/),
		]);
	});
});
