import { Ledger } from '../../../nodes/OakgenImage/paid/ledger';
import { runInMemory } from '../../support/memoryNode';
import { BASE_URL } from '../../support/orderOne';
import { VirtualClock } from '../../support/virtualClock';

// n8n saves what the node says in the moment of a cancel, so nothing may take long then.

/** A second try that is cancelled at once, with what the first one left of so many images. */
async function readsOfLedger(images: number): Promise<number> {
	const options = {
		parameters: {
			operation: 'edit',
			inputType: 'url',
			imageUrls: 'https://cdn.example/1.png',
			prompt: 'a fox',
			modelId: { mode: 'id', value: 'some-model' },
			numberOfImages: images,
			options: { concurrency: 1 },
		},
		...{ apiKey: 'sk-0123456789', baseUrl: BASE_URL, continues: true },
	};
	const lost = { status: 504, headers: {}, body: Buffer.from('') };
	const { context } = await runInMemory({ ...options, answer: () => lost });
	expect(new Ledger(structuredClone(context), 0).all().length).toBeGreaterThan(0);
	const clock = new VirtualClock();
	const stop = new AbortController();
	clock.at(10, () => stop.abort());
	const read = jest.spyOn(Ledger.prototype, 'all');
	const parameters = { ...options.parameters, prompt: 'another fox' };
	const { items } = await runInMemory({
		...{ ...options, parameters, context, clock, signal: stop.signal },
		answer: async () => {
			await clock.sleep(1000);
			return lost;
		},
	});
	expect(items).toHaveLength(images);
	const { length } = read.mock.calls;
	read.mockRestore();
	return length;
}

test('a cancel reads what is kept as often for ten images as for five', async () => {
	expect(await readsOfLedger(10)).toBe(await readsOfLedger(5));
});
