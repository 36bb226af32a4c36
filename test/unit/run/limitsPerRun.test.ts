import { pngNumber } from '../../money/png';
import { picture, retried, type Told } from '../../support/retried';

const images = [{ b64_json: pngNumber(1).toString('base64') }];

const play = async (options: object, told: object = {}) => {
	const answer = (): Told => ({ body: { images, ...told } });
	const parameters = { numberOfImages: 2, options: { concurrency: 1, ...options } };
	const [outcome] = await retried([{ id: '1', answer, parameters, continues: true }]);
	return { orders: outcome?.paid.length, outcome: outcome?.outcome };
};

describe('Max Images per Run counts what one order is to bring', () => {
	it.each(['n', 'N', 'num_images', 'numImages', 'number_of_images', 'batch_size', 'batchSize'])(
		'by %s in Additional Fields',
		async (name) => {
			const additionalFields = { [name]: 3 };
			expect(await play({ maxImagesPerRun: 5, additionalFields })).toEqual({
				orders: 0,
				outcome:
					'This run would order 6 images, but Max Images per Run is 5. None was ordered [item 0]',
			});
			expect(await play({ maxImagesPerRun: 6, additionalFields })).toMatchObject({ orders: 2 });
		},
	);

	it.each([{ n: 1 }, { n: 0 }, { n: 'many' }, { n: -4 }, { nonce: 9 }, { num_steps: 9 }])(
		'not by %j',
		async (additionalFields) => {
			expect(await play({ maxImagesPerRun: 2, additionalFields })).toMatchObject({ orders: 2 });
		},
	);
});

it('credits below zero tell nothing of a cost', async () => {
	expect(await play({ maxCreditsPerRun: 5 }, { credits: -1 })).toMatchObject({ orders: 1 });
	expect(await play({ maxCreditsPerRun: 5 }, { credits: 1 })).toMatchObject({ orders: 2 });
});

it('a job that Content-Location names is asked for', async () => {
	const answer = ({ method, url }: { method: string; url: string }): Told => {
		const headers = { 'content-location': '/v1/jobs/7' };
		if (method === 'POST') return { status: 202, headers };
		return url.endsWith('/v1/jobs/7') ? { body: { status: 'completed', images } } : picture();
	};
	const [outcome] = await retried([{ id: '1', answer }]);
	expect(outcome).toMatchObject({ outcome: 'image', asked: ['https://api.example/v1/jobs/7'] });
});
