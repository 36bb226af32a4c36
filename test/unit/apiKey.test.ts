import fc from 'fast-check';

import { cleanApiKey } from '../../nodes/OakgenImage/apiKey';
import { credentialFields } from '../../nodes/OakgenImage/credentialFields';

const key = 'oak_live_9f8Zq+2LmX4/vT7cRb1WnY0=';

describe('a pasted key', () => {
	it.each([
		key,
		`  ${key}\n`,
		`Bearer ${key}`,
		`bearer  ${key}`,
		`BEARER\t${key}`,
		`Bearer\u00a0${key}`,
		`Bearer\u200b${key}`,
		`Bearer: ${key}`,
		`Bearer Bearer ${key}`,
		`"${key}"`,
		`'Bearer ${key}'`,
		`Bearer "${key}"`,
		`\u201c${key}\u201d`,
		`\`${key}\``,
		`Authorization: Bearer ${key}`,
		`"Authorization": "Bearer ${key}"`,
		`-H 'Authorization: Bearer ${key}'`,
		`x-goog-api-key: ${key}`,
		`\ufeff${key}\u200d`,
		`${key.slice(0, 9)}\n${key.slice(9)}`,
		`${key.slice(0, 9)}\u200b\u00ad${key.slice(9)}`,
		`${key},`,
	])('%j is the key', (pasted) => {
		expect(cleanApiKey(pasted)).toBe(key);
	});

	it.each(['', ' ', '\u200b', '""', 'Bearer', 'Authorization: Bearer '])('%j is none', (pasted) => {
		expect(cleanApiKey(pasted)).toBe('');
	});

	it('keeps what only looks like more', () => {
		expect(cleanApiKey('bearerless-key')).toBe('bearerless-key');
		expect(cleanApiKey('bearer_9f8Zq')).toBe('bearer_9f8Zq');
	});

	it('is always fit for a header, and stays what it is once it is clean', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (pasted) => {
				const cleaned = cleanApiKey(pasted);
				expect(cleaned).toMatch(/^[!-~]*$/);
				expect(cleanApiKey(cleaned)).toBe(cleaned);
			}),
		);
	});
});

it('the fields of a credential are clean, whatever is missing', () => {
	const empty = { apiKey: '', baseUrl: '' };
	expect([null, undefined, {}].map(credentialFields)).toEqual([empty, empty, empty]);
	expect(credentialFields({ apiKey: `Bearer ${key} `, baseUrl: ' https://a.example ' })).toEqual({
		apiKey: key,
		baseUrl: 'https://a.example',
	});
});
