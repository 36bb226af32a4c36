import { memoryContext } from '../../support/memoryHost';
import type { MemoryRequest } from '../../support/memoryNode';
import { ordersOf, retried, type Told } from '../../support/retried';
import { identifyRun } from '../../../nodes/OakgenImage/run/identifyRun';

// An order that may have been taken goes out under its key again: whoever heeds it makes nothing twice.

const image: Told = { body: { images: [{ b64_json: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB' }] } };
const parameters = { options: { maxRetries: 1 } };
const keysOf = (outcomes: Awaited<ReturnType<typeof retried>>): number =>
	new Set(ordersOf(outcomes).map(({ key }) => key)).size;

const told: Array<[string, Told, number]> = [
	['HTTP 408', { status: 408 }, 1],
	['HTTP 409', { status: 409, body: { error: 'a request with this key is in progress' } }, 1],
	['409 in words', { body: { code: 409, message: 'already processing' } }, 1],
	['HTTP 425', { status: 425 }, 1],
	['HTTP 502', { status: 502, body: '<html>Bad gateway</html>' }, 1],
	['HTTP 504', { status: 504 }, 1],
	['HTTP 520', { status: 520 }, 1],
	['HTTP 522', { status: 522 }, 1],
	['a reply that cannot be read', { body: '<html>Sign in</html>' }, 1],
	// A service that repeats its answers by key would refuse these for ever.
	['HTTP 400', { status: 400 }, 2],
	['HTTP 429', { status: 429 }, 2],
	['HTTP 500', { status: 500 }, 2],
	['HTTP 503', { status: 503 }, 2],
];

test.each(told)(
	'after %s: %j, in two executions under so many keys: %d',
	async (_, answer, keys) => {
		const outcomes = await retried([
			{ id: '1', answer: () => answer, parameters },
			{ id: '2', answer: () => answer, parameters },
		]);
		expect(outcomes.map(({ paid }) => paid.length > 0)).toEqual([true, true]);
		expect(keysOf(outcomes)).toBe(keys);
	},
);

test('after HTTP 502 and then 409, which says that the order is in work, there is one key', async () => {
	let times = 0;
	const outcomes = await retried([
		{ id: '1', answer: () => ({ status: times++ === 0 ? 502 : 409 }), parameters },
		{ id: '1', answer: () => ({ status: 409 }), parameters },
		{ id: '2', answer: () => image, parameters },
	]);
	expect(outcomes.at(-1)?.outcome).toBe('image');
	expect(keysOf(outcomes)).toBe(1);
});

test('of several models each keeps its own key, and the first is asked first again', async () => {
	const models = (status: Record<string, number>) => {
		return ({ body }: MemoryRequest): Told => {
			const code = status[(body as { model: string }).model];
			return code === undefined ? image : { status: code };
		};
	};
	const several = {
		modelId: { mode: 'id', value: 'first' },
		options: { maxRetries: 1, fallbackModelIds: 'second' },
	};
	const outcomes = await retried([
		{ id: '1', answer: models({ first: 502, second: 502 }), parameters: several },
		{ id: '2', answer: models({ first: 404 }), parameters: several },
	]);
	const orders = ordersOf(outcomes).map(({ body, key }) => [
		(body as { model: string }).model,
		key,
	]);
	expect(orders.map(([model]) => model)).toEqual([
		...['first', 'first', 'second', 'second'],
		...['first', 'second'],
	]);
	expect(new Set(orders.map(([model, key]) => `${String(model)} ${String(key)}`)).size).toBe(2);
	expect(outcomes.at(-1)?.outcome).toBe('image');
});

describe('a key that is refused because the order had another body', () => {
	const lost: Told = { status: 504 };
	const words = [
		'Keys for idempotent requests can only be used with the same parameters they were first used with.',
		'idempotency_key_reused: the request body does not match the original',
		'This Idempotency-Key was already used with a different payload',
	];
	test.each(words)('%s', async (message) => {
		for (const status of [400, 409, 422]) {
			const refused: Told = { status, body: { error: { message } } };
			const outcomes = await retried([
				{ id: '1', answer: () => lost, parameters },
				{ id: '2', answer: () => refused, parameters },
				{ id: '2', answer: () => image, parameters },
				{ id: '3', answer: () => image, parameters },
			]);
			expect(outcomes[1]?.outcome).toMatch(/under the same key.*may have been made and billed/);
			// The same execution does not order it again; the next one does, under another key.
			expect(outcomes.map(({ paid }) => paid.length > 0)).toEqual([true, true, false, true]);
			expect(outcomes[3]?.outcome).toBe('image');
			expect(keysOf(outcomes)).toBe(2);
		}
	});

	test('is not taken for one whose order is in work, nor for a plain refusal', async () => {
		for (const message of [
			'Idempotency-Key is still being processed',
			'Idempotency-Key too long',
		]) {
			const answer = (): Told => ({ status: 400, body: { error: { message } } });
			const [only] = await retried([{ id: '1', answer }]);
			expect(only?.outcome).not.toContain('billed');
		}
	});
});

test('nodes of a workflow have their own keys, also where a program gave both one id', () => {
	const identityOf = (name: string) => {
		const stage = {
			node: { id: '1', name },
			context: {},
			executionId: '7',
			token: 'a-token-of-the-execution',
			runIndex: 0,
		};
		return identifyRun(memoryContext(stage as unknown as Parameters<typeof memoryContext>[0]));
	};
	expect(identityOf('Image')).not.toEqual(identityOf('Image1'));
	expect(identityOf('Image')).toEqual(identityOf('Image'));
});

test('where n8n gives an execution no id, its tries are of one execution all the same', async () => {
	const outcomes = await retried([
		{ id: '', answer: () => ({ status: 504 }) },
		{ id: '', answer: () => image },
	]);
	expect(outcomes.map(({ paid }) => paid.length)).toEqual([1, 0]);
});
