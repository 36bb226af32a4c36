import fc from 'fast-check';

import { Edges } from '../../../nodes/OakgenImage/image/edges';

const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));

describe('the edges of a file', () => {
	it('are its first and last bytes, however it is cut into pieces', () => {
		const length = fc.integer({ min: 1, max: 20 });
		fc.assert(
			fc.property(fc.array(bytes, { maxLength: 12 }), length, length, (pieces, most, mostTail) => {
				const edges = new Edges(most, mostTail);
				const seen: Buffer[] = [];
				for (const piece of pieces) {
					edges.push(piece);
					seen.push(piece);
					const file = Buffer.concat(seen);
					expect(edges.head).toEqual(file.subarray(0, most));
					expect(edges.tail).toEqual(file.subarray(-mostTail));
				}
			}),
		);
	});

	it('do not hold on to the pieces, which may be views of something larger', () => {
		const edges = new Edges(8, 8);
		const piece = Buffer.from('fox');
		edges.push(piece);
		piece.fill(0);
		expect([String(edges.head), String(edges.tail)]).toEqual(['fox', 'fox']);
	});
});
