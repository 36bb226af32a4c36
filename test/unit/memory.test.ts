import { freeMemory, SpentPieces } from '../../nodes/OakgenImage/memory';

const LARGE = 64 * 1024;

it('a large piece of memory is given back', () => {
	const bytes = Buffer.alloc(LARGE);
	freeMemory(bytes);
	expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0]);
	expect(() => freeMemory(bytes)).not.toThrow();
});

it.each<[what: string, bytes: Buffer]>([
	['a small piece', Buffer.alloc(100)],
	['a piece of Node’s pool', Buffer.from('a reply')],
	['the beginning of a larger one', Buffer.alloc(LARGE).subarray(0, -1)],
	['its end', Buffer.alloc(LARGE).subarray(1)],
	['nothing', Buffer.alloc(0)],
])('%s stays', (_, bytes) => {
	const { length, buffer } = bytes;
	freeMemory(bytes);
	expect([bytes.length, bytes.buffer]).toEqual([length, buffer]);
});

it.each<[where: string, transfer: unknown]>([
	['Node.js is older', undefined],
	[
		'Node.js keeps it for itself',
		() => {
			throw new TypeError('Cannot perform ArrayBuffer.prototype.transfer on this buffer');
		},
	],
])('nothing happens where %s', (_, transfer) => {
	const bytes = Buffer.alloc(LARGE);
	Object.defineProperty(bytes.buffer, 'transfer', { value: transfer });
	freeMemory(bytes);
	expect(bytes).toHaveLength(LARGE);
});

describe('of the pieces of a stream', () => {
	const own = (length: number) => Buffer.alloc(length);
	it.each<[what: string, pieces: Buffer[], left: number[]]>([
		['those of a socket are given back', [own(LARGE), own(20_000), own(16_384)], [0, 0, 0]],
		['the only one stays', [own(LARGE)], [LARGE]],
		['small ones stay', [own(16_383), own(LARGE), own(100)], [16_383, 0, 100]],
		[
			'parts of others stay',
			[own(LARGE).subarray(1), own(LARGE).subarray(1)],
			[LARGE - 1, LARGE - 1],
		],
	])('%s', (_, pieces, left) => {
		const spent = new SpentPieces();
		for (const piece of pieces) spent.add(piece);
		expect(pieces.map(({ length }) => length)).toEqual(left);
	});
});
