import fc from 'fast-check';

import { decodeDataUri, encodeDataUri } from '../../../nodes/OakgenImage/image/dataUri';

it.each<[string, string, string]>([
	['data:image/png;base64,UE5H', 'image/png', 'PNG'],
	['DATA:IMAGE/PNG;BASE64,UE5H', 'image/png', 'PNG'],
	['data:image/svg+xml;charset=utf-8;base64,UE5H', 'image/svg+xml', 'PNG'],
	['data:;base64,UE5H', 'text/plain', 'PNG'],
	['data:,PNG', 'text/plain', 'PNG'],
	['data:text/plain,a%20b,c', 'text/plain', 'a b,c'],
	['data:application/x,%50%4e%47', 'application/x', 'PNG'],
	['data:image/png;base64,', 'image/png', ''],
	['data:image/png;base64,UE5H\n', 'image/png', 'PNG'],
])('%j is read', (uri, mimeType, content) => {
	expect(decodeDataUri(uri)).toEqual({ mimeType, bytes: Buffer.from(content) });
});

it('keeps bytes that are no text', () => {
	expect(decodeDataUri('data:image/png,%89PNG')?.bytes).toEqual(Buffer.from('\x89PNG', 'latin1'));
});

it.each(['', 'data:', 'data:image/png;base64', 'https://a.example/data:,x', 'xdata:,x', 'UE5H'])(
	'%j is no data URI',
	(text) => {
		expect(decodeDataUri(text)).toBeNull();
	},
);

// RFC 2397 and the Fetch standard: percent-encoding is undone first, and "=" often comes as %3D.
it('reads base64 with escaped characters', () => {
	expect(decodeDataUri('data:image/png;base64,%2B%2B8%3D')?.bytes).toEqual(
		Buffer.from([0xfb, 0xef]),
	);
});

it('gives back whatever was encoded', () => {
	fc.assert(
		fc.property(fc.uint8Array(), (array) => {
			const bytes = Buffer.from(array);
			const uri = encodeDataUri(bytes, 'image/webp');
			expect(decodeDataUri(uri)).toEqual({ mimeType: 'image/webp', bytes });
		}),
	);
});

it('never throws', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(() => decodeDataUri(`data:${text}`)).not.toThrow();
		}),
	);
});

it('leaves alone what only looks like an escape', () => {
	const uri = 'data:text/plain,100%,%4,%zz,%%41,%4g,%';
	expect(decodeDataUri(uri)?.bytes.toString()).toBe('100%,%4,%zz,%A,%4g,%');
});

it('gives back bytes however they are escaped', () => {
	fc.assert(
		fc.property(fc.uint8Array(), fc.func(fc.boolean()), (array, isEscaped) => {
			const escaped = [...array].map((byte) => {
				const letter = String.fromCharCode(byte);
				const isPlain = letter !== '%' && !isEscaped(byte);
				return isPlain ? letter : `%${byte.toString(16).padStart(2, '0')}`;
			});
			const uri = `data:image/png,${escaped.join('')}`;
			expect(decodeDataUri(uri)?.bytes).toEqual(Buffer.from(array));
		}),
	);
});

// The pattern for them overflowed the stack.
it.each([';', ';a=b'])('survives millions of parameters: %s', (parameter) => {
	const parameters = parameter.repeat(60_000_000 / parameter.length);
	expect(decodeDataUri(`data:image/png${parameters},x`)).toBeNull();
	expect(decodeDataUri(`data:image/png${parameters}`)).toBeNull();
});
