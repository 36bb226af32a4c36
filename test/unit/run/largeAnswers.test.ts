import { pngNumber } from '../../money/png';
import type { MemoryRequest } from '../../support/memoryNode';
import { ordersOf, retried, type Told } from '../../support/retried';

const large = Buffer.concat([pngNumber(1), Buffer.alloc(5_000_000)]).toString('base64');
const answer = ({ method }: MemoryRequest): Told =>
	method === 'POST'
		? { body: { id: 'job-1', status: 'queued' } }
		: { body: { status: 'completed', images: [{ b64_json: large }] } };

test('a job whose answer is too large is never ordered anew, and there once the limit is raised', async () => {
	const parameters = { options: { maxFileSize: 1 } };
	const outcomes = await retried([
		...['1', '1', '2', '3'].map((id) => ({ id, answer, parameters })),
		{ id: '4', answer },
	]);
	expect(outcomes.map(({ outcome }) => outcome)).toEqual([
		...Array.from({ length: 4 }, () => expect.stringMatching(/about job job-1 is too large/)),
		'image',
	]);
	expect(ordersOf(outcomes)).toHaveLength(1);
});
