import { ordersOf, retried, type Told } from '../../support/retried';
import { pngNumber } from '../../money/png';

// What is lost from one cause, one image after the other, ends: within a run, over the rounds of a loop,
// and over the tries of Retry On Fail.

const page: Told = {
	headers: { 'content-type': 'text/html' },
	body: '<!doctype html><html><body>Sign in</body></html>',
};
const inline: Told = { body: { images: [{ b64_json: pngNumber(1).toString('base64') }] } };
const noPicture = Buffer.from('hello '.repeat(20)).toString('base64');
const full = () => {
	throw new Error('no space left on device');
};
const wordless = () => {
	throw Object.create(null) as Error;
};

interface Lost {
	answer: Told;
	onStore?(): void;
	/** Images that are ordered before nothing more is. */
	orders: number;
	because: RegExp;
}

const lost: Record<string, Lost> = {
	'a page that answers': { answer: page, orders: 3, because: /no image could be taken/ },
	'a full storage': { answer: inline, onStore: full, orders: 3, because: /storage did not take/ },
	'a storage that fails without a word': {
		...{ answer: inline, onStore: wordless, orders: 3, because: /storage did not take/ },
	},
	'data that is no picture': {
		...{ answer: { body: { images: [{ b64_json: noPicture }] } }, orders: 3 },
		because: /no image could be taken/,
	},
	'no answer that is known': { answer: { status: 504 }, orders: 5, because: /brought no answer/ },
};
const oneByOne = { options: { concurrency: 1 } };

describe.each(Object.entries(lost))('%s', (_, { answer, onStore, orders, because }) => {
	const run = { answer: () => answer, continues: true, ...(onStore && { onStore }) };

	it('ends the ordering of a run', async () => {
		const parameters = { ...oneByOne, numberOfImages: 10 };
		const [outcome] = await retried([{ id: '1', ...run, parameters }]);
		expect(outcome?.paid).toHaveLength(orders);
		expect(outcome?.errors.at(-1)).toMatch(because);
	});

	it('ends the ordering of all rounds of a loop, until another execution', async () => {
		const rounds = Array.from({ length: 10 }, (_, runIndex) => ({ id: '1', ...run, runIndex }));
		const outcomes = await retried([...rounds, { id: '2', ...run, runIndex: 10 }]);
		expect(ordersOf(outcomes.slice(0, -1))).toHaveLength(orders);
		expect(outcomes.at(-2)?.outcome).toMatch(because);
		expect(outcomes.at(-1)?.paid).toHaveLength(1);
	});

	it.each([true, false])(
		'is not tried once more by Retry On Fail (continues: %s)',
		async (continues) => {
			const parameters = { numberOfImages: 10 };
			const tries = Array.from({ length: 5 }, () => ({ id: '1', ...run, parameters, continues }));
			const [first, ...others] = await retried(tries);
			expect(first?.paid.length).toBeGreaterThan(0);
			expect(ordersOf(others)).toHaveLength(0);
		},
	);
});

it('a storage that works again takes what is made, and the rest is ordered', async () => {
	const answer = ({ method }: { method: string }): Told =>
		method === 'POST'
			? { body: { images: [{ url: 'https://cdn.example/1.png' }] } }
			: { body: pngNumber(1) };
	const parameters = { numberOfImages: 10 };
	const outcomes = await retried([
		{ id: '1', answer, parameters, continues: true, onStore: full },
		{ id: '1', answer, parameters, continues: true },
	]);
	expect(outcomes.at(-1)).toMatchObject({ outcome: 'image', errors: [] });
	expect(ordersOf(outcomes)).toHaveLength(10);
});
