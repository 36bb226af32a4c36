import { BASE_URL, FILE } from '../../support/orderOne';
import type { MemoryRequest } from '../../support/memoryNode';
import { picture, retried, type Told } from '../../support/retried';

// Services answer with a redirect to the result once a job is done, or when its address has moved.

const STATUS = `${BASE_URL}/v1/generate/image/job-1`;
const done: Told = { body: { status: 'completed', images: [{ url: FILE }] } };

/** @param where the job's own address leads, step by step */
const follow = async (where: readonly string[], end: Told = done, status = 303) => {
	const asked: MemoryRequest[] = [];
	const addresses = [STATUS, ...where.map((location) => new URL(location, STATUS).href)];
	const answer = (request: MemoryRequest): Told => {
		if (request.method === 'POST') return { body: { id: 'job-1', status: 'queued' } };
		if (request.url === FILE && !where.includes(FILE)) return picture();
		asked.push(request);
		const location = where[addresses.indexOf(request.url.replace(/^http:/, 'https:'))];
		return location === undefined ? end : { status, headers: { location } };
	};
	const [only] = await retried([
		{ id: '1', answer, parameters: { options: { totalTimeout: 60 } } },
	]);
	return { asked, outcome: only?.outcome };
};

const ways: Array<[string, string[]]> = [
	['a path of the same host', ['/v1/results/job-1']],
	['the same path with a slash', ['/v1/generate/image/job-1/']],
	['several steps', ['/a', '/b', '/c', '/d']],
];
describe.each(ways)('%s', (_, where) => {
	test.each([301, 302, 303, 307, 308])('is followed with HTTP %d', async (status) => {
		const { outcome } = await follow(where, done, status);
		expect(outcome).toBe('image');
	});

	test('is asked with the key only at the host of the Base URL', async () => {
		const { asked } = await follow(where);
		expect(asked.map(({ url, withKey }) => [url, withKey])).toEqual(
			asked.map(({ url }) => [url, url.startsWith(BASE_URL)]),
		);
		expect(asked).toHaveLength(where.length + 1);
	});
});

test('the file itself may stand at its end', async () => {
	const { outcome } = await follow([FILE], picture());
	expect(outcome).toBe('image');
});

const wrong: Array<[string, string[]]> = [
	['another host', ['https://results.example/job-1']],
	['a private network', ['https://10.0.0.1/job-1']],
	['a cloud’s metadata', ['http://169.254.169.254/latest']],
	['an address with a user name', ['https://user:word@results.example/']],
	['no web address', ['javascript:alert(1)']],
	['more than five steps', ['/a', '/b', '/c', '/d', '/e', '/f']],
];
test.each(wrong)('%s is not followed, and the job is named', async (_, where) => {
	const { outcome, asked } = await follow(where);
	expect(outcome).toMatch(/job job-1, but it cannot be followed; last answer: HTTP 303/);
	const hosts = new Set(asked.map(({ url }) => new URL(url).host));
	expect([...hosts]).toEqual(['api.example']);
});
