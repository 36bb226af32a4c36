import fc from 'fast-check';

import { FileNames } from '../../../nodes/OakgenImage/output/fileNames';

function reserved(wanted: readonly string[]): string[] {
	const names = new FileNames();
	return wanted.map((name) => names.reserve(name));
}

describe('names of a run', () => {
	it.each<[string, string[], string[]]>([
		['stay as they are wanted', ['fox', 'owl'], ['fox', 'owl']],
		['get a number when they are wanted again', ['fox', 'fox', 'fox'], ['fox', 'fox-2', 'fox-3']],
		['take none that another has', ['fox', 'fox-2', 'fox'], ['fox', 'fox-2', 'fox-3']],
		['give way to those before', ['fox', 'fox', 'fox-2'], ['fox', 'fox-2', 'fox-2-2']],
		['differ where upper and lower case are the same', ['Fox', 'fox'], ['Fox', 'fox-2']],
		[
			'differ by more than how a letter is put together',
			['für', 'fu\u0308r'],
			['für', 'fu\u0308r-2'],
		],
	])('%s', (_, wanted, expected) => {
		expect(reserved(wanted)).toEqual(expected);
	});

	it('are found fast when all are wanted alike', () => {
		const names = reserved(Array.from({ length: 50_000 }, () => 'hero'));
		expect(names.at(-1)).toBe('hero-50000');
	});

	it('of a reply with several images are counted, past those that others have', () => {
		const names = new FileNames();
		const [first = '', second = ''] = ['hero', 'hero', 'hero-3'].map((name) => names.reserve(name));
		const three = (stem: string) => [0, 1, 2].map((index) => names.inReply(stem, { index, of: 3 }));
		expect(three(first)).toEqual(['hero-1', 'hero-4', 'hero-5']);
		expect(three(second)).toEqual(['hero-2-1', 'hero-2-2', 'hero-2-3']);
		expect(names.inReply(first, { index: 0, of: 1 })).toBe('hero');
	});
});

describe('any names', () => {
	/** Names that are easily taken for a number of one another. */
	const name = fc
		.tuple(
			fc.constantFrom('a', 'A', 'b', 'x'.repeat(107), `${'x'.repeat(106)}y`),
			fc.constantFrom('', '-1', '-2', '-1-1', '-2-2', '-10'),
		)
		.map((parts) => parts.join(''));
	const order = fc.record({ wanted: name, inReply: fc.integer({ min: 1, max: 12 }) });

	function filesOf(orders: ReadonlyArray<{ wanted: string; inReply: number }>): string[] {
		const names = new FileNames();
		const stems = orders.map(({ wanted }) => names.reserve(wanted));
		return stems.flatMap((stem, at) => {
			const of = orders[at]?.inReply ?? 1;
			return Array.from({ length: of }, (_, index) => names.inReply(stem, { index, of }));
		});
	}

	it('are never the same, however many images the replies have', () => {
		fc.assert(
			fc.property(fc.array(order, { maxLength: 30 }), (orders) => {
				const files = filesOf(orders).map((file) => file.toLowerCase());
				expect(new Set(files).size).toBe(files.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('are short enough for an extension', () => {
		fc.assert(
			fc.property(fc.array(order, { maxLength: 30 }), (orders) => {
				for (const file of filesOf(orders)) expect(file.length).toBeLessThanOrEqual(115);
			}),
		);
	});

	it('do not depend on which image is there first', () => {
		fc.assert(
			fc.property(fc.array(order, { minLength: 1, maxLength: 20 }), (orders) => {
				const names = new FileNames();
				const stems = orders.map(({ wanted }) => names.reserve(wanted));
				const ask = (at: number) =>
					names.inReply(stems[at] ?? '', { index: 0, of: orders[at]?.inReply ?? 1 });
				const forward = stems.map((_, at) => ask(at));
				const backward = stems.map((_, at) => ask(stems.length - 1 - at)).toReversed();
				expect(backward).toEqual(forward);
			}),
		);
	});
});
