import fc from 'fast-check';

import { readGivenReply } from '../../../nodes/OakgenImage/operations/readGivenReply';
import { parametersOf } from '../../support/parameters';

const read = (reply: unknown) => readGivenReply(parametersOf({ reply }));
const bodyOf = (reply: unknown) => JSON.parse(read(reply).body.toString()) as unknown;

describe('a reply that came by other means', () => {
	const plain = { id: 'a', body: 'a text of the provider', headers: 3, json: 'x', extra: 1 };

	it('is itself when nothing of n8n is around it', () => {
		expect(bodyOf(plain)).toEqual(plain);
		expect(bodyOf([plain])).toEqual([plain]);
		expect(read(plain).status).toBe(200);
	});

	it('keeps the digits of long numbers that come as text', () => {
		expect(bodyOf('{"id": 12345678901234567890}')).toEqual({ id: '12345678901234567890' });
	});

	it('of an HTTP Request node has its status', () => {
		expect(read({ statusCode: 422, headers: {}, body: { error: 'x' } }).status).toBe(422);
	});

	it('several items are a list', () => {
		expect(bodyOf([{ json: { a: 1 } }, { json: { a: 2 } }])).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it('an address alone, and a stream of events, are replies too', () => {
		expect(bodyOf('https://cdn.example/a.png')).toEqual({ url: 'https://cdn.example/a.png' });
		expect(read('data: {"a": 1}\n\n').body.toString()).toContain('data: {"a": 1}');
	});

	it.each([undefined, null, '', '  ', 'hello', '<html>', 17, true, '[object Object]', '{"a": '])(
		'%j is a clear error',
		(reply) => {
			expect(() => read(reply)).toThrow(/^The reply is (empty|no JSON)/);
		},
	);

	it('whatever it is: JSON comes out, or a clear error', () => {
		fc.assert(
			fc.property(fc.oneof(fc.json(), fc.string(), fc.jsonValue()), (reply) => {
				try {
					expect(read(reply).body).toBeInstanceOf(Buffer);
				} catch (error) {
					expect((error as Error).message).toMatch(/^The reply is (empty|no JSON)/);
				}
			}),
		);
	});
});
