import { keys } from './keys.ts';
import { leaksIn } from './secrets.ts';

const leak = (text: string) => leaksIn([{ what: 'here', text }]);

describe.each(Object.values(keys))('the key %s is found', (key) => {
	it.each<[string, string]>([
		['as it is', `Bearer ${key}`],
		['cut off', `…${key.slice(0, 20)}`],
		['without its beginning', key.slice(-20)],
		['in an address', `https://a.example/?key=${encodeURIComponent(key)}`],
		['in base64', Buffer.from(key).toString('base64')],
		['in base64 for addresses', Buffer.from(key).toString('base64url')],
		...['a', 'ab', 'abc', 'Bearer '].map((before): [string, string] => [
			`in base64 behind "${before}"`,
			Buffer.from(`${before}${key} and so on`).toString('base64'),
		]),
		['in JSON that escapes slashes', JSON.stringify(key).replaceAll('/', '\\/')],
	])('%s', (_, text) => {
		expect(leak(text)).toEqual([expect.stringMatching(/^here: the key/)]);
	});
});

it('finds image data', () => {
	expect(leak(Buffer.alloc(160, 'image').toString('base64'))).toEqual([
		expect.stringMatching(/^here: image data/),
	]);
});

it('takes nothing else for a secret', () => {
	const id = 'gen_0123456789abcdef0123456789abcdef';
	expect(leak(`${id} https://a.example/${id}.png?${'signature=0a.'.repeat(30)} [API key]`)).toEqual(
		[],
	);
});
