import { pngNumber } from '../money/png';
import { runInMemory, type MemoryRun } from './memoryNode';

export const BASE_URL = 'https://api.example';

/** Where a picture is. */
export const FILE = 'https://cdn.example/files/1.png';

interface Asked {
	method: string;
	url: string;
}

/**
 * One image, ordered through the whole node in virtual time, and downloaded from `FILE`.
 *
 * @param totalTimeout in seconds
 * @param answer what the provider says to everything else
 */
export async function orderOne(
	totalTimeout: number,
	answer: (asked: Asked) => {
		status: number;
		body: object | string;
		headers?: Record<string, string>;
	},
): Promise<MemoryRun> {
	return await runInMemory({
		parameters: {
			provider: 'oakgen',
			operation: 'generate',
			prompt: 'a red fox',
			modelId: { mode: 'id', value: 'some-model' },
			downloadImage: true,
			simplify: false,
			options: { totalTimeout, requestTimeout: 10 },
		},
		apiKey: 'sk-0123456789',
		baseUrl: BASE_URL,
		continues: true,
		answer: (call) => {
			if (call.url === FILE) return { status: 200, headers: {}, body: pngNumber(1) };
			const { status, body, headers = {} } = answer(call);
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			return { status, headers, body: Buffer.from(text) };
		},
	});
}

/** The error of the only item, or `image`. */
export function outcomeOf({ items }: MemoryRun): string {
	return String(items[0]?.json.error ?? 'image');
}
