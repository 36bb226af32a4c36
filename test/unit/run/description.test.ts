import { describeRest, IN_LOG } from '../../../nodes/OakgenImage/run/description';

const urls = (count: number) =>
	Array.from({ length: count }, (_, number) => `https://files.example/${number}.png`);
const rest = { made: 0, wasCancelled: false, addresses: [], failures: [] };

test('a few images are named one by one', () => {
	const text = describeRest({ ...rest, made: 2, addresses: urls(2), failures: ['no [item 1]'] });
	for (const part of [...urls(2), '2 other image(s)', 'no [item 1]']) expect(text).toContain(part);
	expect(text).not.toContain(IN_LOG);
});

test.each([
	['images', { made: 2000, addresses: urls(2000) }],
	['failures', { failures: urls(2000).map((url) => `not fetched from ${url}`) }],
])('2,000 %s take less than 8 kB, and the rest is said to be in the log', (_, many) => {
	const text = describeRest({ ...rest, ...many });
	expect(text.length).toBeLessThan(8000);
	expect(text).toContain(urls(1)[0]);
	expect(text).toContain(IN_LOG);
});

test('nothing else: nothing is said', () => {
	expect(describeRest(rest)).toBe('');
});
