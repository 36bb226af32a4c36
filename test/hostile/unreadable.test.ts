import { oakgen } from '../../nodes/OakgenImage/providers/oakgen';
import { runInMemory } from '../support/memoryNode';

afterEach(() => {
	jest.restoreAllMocks();
});

it('a reply over which the reader stumbles is not ordered again by another try', async () => {
	jest.spyOn(oakgen, 'toGeneration').mockImplementation(() => {
		throw new RangeError('Maximum call stack size exceeded');
	});
	const options = {
		parameters: { prompt: 'a fox', modelId: { mode: 'id', value: 'some-model' } },
		apiKey: 'sk-oak-1234567890',
		baseUrl: 'https://api.example',
		answer: () => ({ status: 200, headers: {}, body: Buffer.from('{}') }),
	};
	const first = await runInMemory(options);
	expect(first.requests).toHaveLength(1);
	expect(String(first.error)).toContain('cannot be read (Maximum call stack size exceeded)');

	const second = await runInMemory({ ...options, context: first.context });
	expect(second.requests).toEqual([]);
	expect(String(second.error)).toContain('cannot be read');
});
