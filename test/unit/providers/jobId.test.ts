import { asJobId } from '../../../nodes/OakgenImage/providers/jobId';
import { httpReply, imageRequest } from '../../support/imageRequest';
import { providers, type ProviderName } from '../../support/providers';

it.each<[unknown, string | null]>([
	['job_1', 'job_1'],
	[' job_1\n', 'job_1'],
	['../../admin', '../../admin'],
	['...', '...'],
	[42, '42'],
	[0, '0'],
	[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	['x'.repeat(1024), 'x'.repeat(1024)],

	['', null],
	[' ', null],
	['.', null],
	[' ..', null],
	['x'.repeat(1025), null],
	[2 ** 53, null],
	[1.5, null],
	[Infinity, null],
	[NaN, null],
	[true, null],
	[null, null],
	[undefined, null],
	[['job_1'], null],
	[{ id: 'job_1' }, null],
])('%j as an id is %j', (value, id) => {
	expect(asJobId(value)).toBe(id);
});

describe.each<ProviderName>(['oakgen', 'gemini'])('%s', (name) => {
	const { toGeneration, statusPath } = providers[name];
	const base = 'https://api.example/v1/';
	const folder = statusPath('', imageRequest().settings);

	it.each(['../../admin', '..%2f..', '?x=y', '#', 'a/b', '\\..\\', '\u0000', '%', '{id}', '$&'])(
		'asks for the job %j inside of the folder of jobs',
		(id) => {
			const url = new URL(`.${statusPath(id, imageRequest().settings)}`, base);
			expect(url.href).toBe(`${new URL(`.${folder}`, base).href}${encodeURIComponent(id)}`);
		},
	);

	it('keeps an id above 2^53 whole', () => {
		const body = '{"id": 12345678901234567890, "status":"in_progress"}';
		const { facts } = toGeneration(httpReply(body), imageRequest());
		expect(facts.id).toBe('12345678901234567890');
	});

	it.each(['"."', '".."', '1e400', `"${'x'.repeat(10_000_000)}"`])(
		'does not follow a job by an id of no use: %.30s',
		(id) => {
			const body = `{"id":${id},"status":"in_progress"}`;
			const generation = toGeneration(httpReply(body), imageRequest());
			expect(generation).toMatchObject({ facts: { id: null } });
			expect(generation.status).not.toBe('pending');
		},
	);
});
