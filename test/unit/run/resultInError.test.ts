import { pngNumber } from '../../money/png';
import { picture, retried, type Told } from '../../support/retried';

const url = 'https://cdn.example/1.png';
const images = [{ url }];
const bytes = [{ b64_json: pngNumber(1).toString('base64') }];

const play = async (told: Told, parameters = {}) => {
	const answer = ({ method }: { method: string }) => (method === 'POST' ? told : picture());
	const [outcome] = await retried([{ id: '1', answer, parameters }]);
	return { outcome: outcome?.outcome, orders: outcome?.paid.length };
};

describe.each([400, 402, 409, 422, 429, 500, 502, 503, 504, 524])('HTTP %i', (status) => {
	it.each<[what: string, body: object]>([
		['its address', { images }],
		['its data', { data: bytes }],
		['its address, and that it is done', { id: 'gen-1', status: 'completed', output: images }],
	])('with the picture beside it, as %s, is taken for what it is', async (_, body) => {
		expect(await play({ status, body })).toEqual({ outcome: 'image', orders: 1 });
	});
});

it.each<[what: string, body: object]>([
	['an error in words', { error: 'bad prompt', images }],
	['a failed state', { status: 'failed', images }],
	['a code of its own', { code: 500, data: { images } }],
	['a page of help', { images: [{ url: 'https://docs.example/errors' }] }],
	['what was sent', { detail: [{ msg: 'field required', input: { images } }] }],
])('HTTP 400 with the picture and %s is an error', async (_, body) => {
	const { outcome, orders } = await play({ status: 400, body });
	expect(orders).toBe(1);
	expect(outcome).toMatch(/refused the request \(HTTP 400\)/);
});

describe('a failure in words, after an attempt of which nobody knows', () => {
	it.each<[what: string, last: Told, poll: Told]>([
		['of the order', { body: { status: 'failed', error: 'bad prompt' } }, {}],
		['of its job', { body: { id: 'job-1', status: 'queued' } }, { body: { status: 'failed' } }],
	])('%s says that the one before may be billed', async (_, last, poll) => {
		let orders = 0;
		const answer = ({ method }: { method: string }): Told => {
			if (method === 'GET') return poll;
			orders += 1;
			return orders === 1 ? { status: 504 } : last;
		};
		const parameters = { options: { retryOn: 'any', fallbackModelIds: 'another-model' } };
		const [outcome] = await retried([{ id: '1', answer, parameters }]);
		expect(outcome?.outcome).toMatch(
			/made no image.*; in an attempt before, the image may have been made and billed/,
		);
		expect(orders).toBe(2);
	});
});
