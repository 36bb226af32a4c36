import { importsIn, reachedFrom } from '../../support/imports';

/** The modules that send what is paid for, and that note what is. */
const paying = [
	'run/pay.ts',
	'run/order.ts',
	'run/orderAndDeliver.ts',
	'transport/attempts.ts',
	'paid/ledger.ts',
	'paid/fingerprint.ts',
];

describe('what fetches an image', () => {
	const imports = importsIn('nodes/OakgenImage', 'notTypes');
	const reached = reachedFrom('run/fetchImage.ts', imports);

	it.each(paying)('has no way to %s', (module) => {
		expect(imports.has(module)).toBe(true);
		expect([...reached]).not.toContain(module);
	});

	it('is looked at in earnest: the way to what it needs is found', () => {
		const needed = ['run/deliver.ts', 'transport/poll.ts', 'transport/download.ts'];
		expect([...reached]).toEqual(expect.arrayContaining(needed));
	});

	it('and an order does reach what pays', () => {
		const ordering = reachedFrom('run/makeImage.ts', imports);
		expect([...ordering]).toEqual(
			expect.arrayContaining(['run/pay.ts', 'transport/attempts.ts', 'paid/fingerprint.ts']),
		);
	});
});
