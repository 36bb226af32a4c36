import { FILE, orderOne, outcomeOf } from '../../support/orderOne';
import { retried, picture, type Told } from '../../support/retried';

const done: Told = { body: { status: 'completed', images: [{ url: FILE }] } };

/** Far more often than an answer that cannot be read is asked again. */
const OFTEN = 14;

describe('a job is followed as long as its answers tell of no end', () => {
	it.each<[what: string, told: Told]>([
		...[
			'',
			' \n',
			'null',
			'""',
			'false',
			'true',
			'0',
			'0.45',
			'45 %',
			'"0.45"',
			'"45%"',
			'[]',
			'{}',
		].map((body): [string, Told] => [JSON.stringify(body), { body }]),
		['blanks that keep the connection open', { body: ' '.repeat(5000) }],
		['a text', { body: 'Please wait, your image is being generated.' }],
		['a page', { body: '<html><body>Generating… please wait</body></html>' }],
		...[201, 205, 206, 304, 408, 409, 421, 423, 425, 429, 499].map((status): [string, Told] => [
			`HTTP ${status} without a word`,
			{ status },
		]),
	])('%s', async (_, told) => {
		let polls = 0;
		const run = await orderOne(600, ({ method }) => {
			if (method === 'POST') return { status: 200, body: { id: 'job-1', status: 'queued' } };
			polls += 1;
			const { status = 200, body = '' } = polls <= OFTEN ? told : done;
			return { status, body };
		});
		expect(outcomeOf(run)).toBe('image');
		expect(polls).toBe(OFTEN + 1);
	});
});

test('a job that moves is asked for at the address that an answer names, once the other refuses', async () => {
	let asked = 0;
	const moving = ({ method, url }: { method: string; url: string }): Told => {
		if (method === 'POST') return { body: { id: 'job-1', status: 'queued' } };
		if (url === FILE) return picture();
		if (url.endsWith('/v2/jobs/7')) return asked > 6 ? done : { body: { status: 'processing' } };
		asked += 1;
		return asked === 1
			? { body: { status: 'processing', status_url: '/v2/jobs/7' } }
			: { status: 404, body: { error: 'gone' } };
	};
	const parameters = { options: { totalTimeout: 30 } };
	const outcomes = await retried([
		{ id: '1', answer: moving, parameters },
		{ id: '2', answer: (call) => moving({ ...call }), parameters },
		{ id: '3', answer: (call) => ((asked = 9), moving({ ...call })), parameters },
	]);
	expect(outcomes.map(({ paid }) => paid.length)).toEqual([1, 0, 0]);
	expect(outcomes.at(-1)?.outcome).toBe('image');
});
