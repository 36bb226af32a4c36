import type { MemoryRequest } from '../../support/memoryNode';
import { BASE_URL, FILE } from '../../support/orderOne';
import { ordersOf, picture, retried, type Told } from '../../support/retried';

// Max Credits per Run, and jobs that a try orders and only the next one sees done.

const parameters = {
	numberOfImages: 6,
	options: { maxCreditsPerRun: 20, concurrency: 2, totalTimeout: 30 },
};

let jobs = 0;

/** @param told credits in the first reply of a job, and in its last */
const script = (isReady: boolean, [first, last]: [number | null, number | null]) => {
	return ({ method, url }: MemoryRequest): Told => {
		if (method === 'POST') {
			const id = `job-${(jobs += 1)}`;
			return { body: { id, status: 'queued', ...(first !== null && { credits: first }) } };
		}
		if (!url.startsWith(BASE_URL)) return picture();
		const credits = last === null ? {} : { credits: last };
		return isReady
			? { body: { status: 'completed', ...credits, images: [{ url: FILE }] } }
			: { body: { status: 'processing' } };
	};
};

const costs: Array<[number | null, number | null]> = [
	[null, 10],
	[10, 10],
	[4, 10],
	[10, null],
];
test.each(costs)(
	'told as %d when they began and as %d when they ended, they count in each try of an execution',
	async (first, last) => {
		const outcomes = await retried([
			{ id: '1', answer: script(false, [first, last]), parameters },
			{ id: '1', answer: script(true, [first, last]), parameters },
		]);
		expect(outcomes[1]?.outcome).toContain('Max Credits per Run is 20');
		// Two of them make 20 credits, and two more may be in flight.
		expect(ordersOf(outcomes).length).toBeLessThanOrEqual(4);
	},
);

test('a retried execution begins to count anew', async () => {
	const outcomes = await retried([
		{ id: '1', answer: script(false, [null, 10]), parameters },
		{ id: '2', answer: script(true, [null, 10]), parameters },
	]);
	expect(outcomes[0]?.paid).toHaveLength(2);
	expect(outcomes[1]?.paid.length).toBeGreaterThanOrEqual(2);
});
