import { gemini } from '../../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../../nodes/OakgenImage/providers/oakgen';
import * as assumptions from '../../../nodes/OakgenImage/providers/evidence/assumptions';
import { httpReply, imageRequest } from '../../support/imageRequest';
import { read } from '../../support/readOakgen';

/** Every name that the reader knows. */
const names = [
	...new Set(
		Object.values(assumptions)
			.filter((list) => Array.isArray(list))
			.flat()
			.filter((name) => typeof name === 'string'),
	),
];

const parsed = (text: string): unknown => JSON.parse(text);

// What JSON can hold and JavaScript cannot turn into a text or a number, and what it turns into one.
test.each<[what: string, value: unknown]>([
	['an object without toString', { toString: 1, valueOf: 2 }],
	['one without toJSON', { toJSON: 1 }],
	['one that has an own prototype', parsed('{"__proto__": null}')],
	['one in a list', [{ toString: null }]],
	['an empty list', []],
	['a list in a list', [[[]]]],
	['an empty object', {}],
	['nothing', null],
	['a huge number', 1e308],
	['a number below zero', -0.5],
	['a blank', ' '],
])('%s under any name is read without a throw, and is no picture', (_, value) => {
	const waits = [value, { value, unit: value }, { amount: [value] }, { [String(names[0])]: value }];
	for (const wait of waits) {
		expect(oakgen.retryDelayMs(httpReply({ retry_after: wait })) ?? 0).toBeGreaterThanOrEqual(0);
	}
	const all = Object.fromEntries(names.map((name) => [name, value]));
	for (const name of names) {
		const body = { [name]: value, status: value, code: value };
		expect(read(body).status).not.toBe('done');
		expect(read(body, {}, 'j-7').status).not.toBe('done');
	}
	for (const body of [all, { data: { result: all } }]) {
		expect(read(body).status).not.toBe('done');
		expect(read(body, {}, 'j-7').status).not.toBe('done');
		const reply = httpReply(body, { status: 429 });
		expect(gemini.toGeneration(httpReply(body), imageRequest()).status).not.toBe('done');
		for (const provider of [oakgen, gemini]) {
			expect(provider.statusOf(reply)).toBeGreaterThanOrEqual(200);
			expect(typeof provider.errorText(reply)).toBe('string');
			expect(typeof provider.isFinalLimit(reply)).toBe('boolean');
			expect(provider.retryDelayMs(reply) ?? 0).toBeGreaterThanOrEqual(0);
		}
	}
});
