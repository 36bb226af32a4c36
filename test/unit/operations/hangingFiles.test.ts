import type { IExecuteFunctions } from 'n8n-workflow';

import { readFile } from '../../../nodes/OakgenImage/operations/binaryFields';

const field = {
	name: 'data',
	value: { mimeType: 'image/png', data: 'filesystem', id: 'filesystem:1' },
};
const never = async () => await new Promise<never>(() => undefined);

async function* stalled(): AsyncGenerator<Buffer> {
	yield Buffer.from('\x89PNG');
	await never();
}

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

it.each<[what: string, open: () => Promise<unknown>]>([
	['does not answer', never],
	['stops in the middle of a file', async () => ({ [Symbol.asyncIterator]: stalled })],
])('a storage that %s keeps nobody waiting for ever', async (_, open) => {
	const context = { helpers: { getBinaryStream: open } } as unknown as IExecuteFunctions;
	const outcome = readFile(context, field).catch((error: Error) => error.message);
	await jest.advanceTimersByTimeAsync(125_000);
	expect(await outcome).toBe(
		'The file of the binary field "data" could not be read from n8n’s storage: it did not answer in time',
	);
});
