import { withFullAddress } from '../../../../nodes/OakgenImage/providers/evidence/addresses';
import type { FoundImage } from '../../../../nodes/OakgenImage/providers/generation';

const https = 'https://api.example/v1';
const sandbox = 'http://127.0.0.1:5001/v1';

it.each<[what: string, url: string, base: string, full: string]>([
	['in full', 'https://cdn.example/a.png', https, 'https://cdn.example/a.png'],
	['in full, without https', 'http://cdn.example/a.png', https, 'http://cdn.example/a.png'],
	['from the root', '/files/a.png', https, 'https://api.example/files/a.png'],
	['beside the Base URL', 'files/a.png', https, 'https://api.example/v1/files/a.png'],
	['a query', '?id=7', https, 'https://api.example/v1/?id=7'],
	['a Base URL with its slash', 'a.png', `${https}/`, 'https://api.example/v1/a.png'],
	['from the root of a sandbox', '/a.png', sandbox, 'http://127.0.0.1:5001/a.png'],
	['without a scheme', '//cdn.example/a.png', https, 'https://cdn.example/a.png'],
	['another host than the sandbox', '//cdn.example/a.png', sandbox, 'https://cdn.example/a.png'],
	['another host by backslashes', '\\\\cdn.example\\a.png', sandbox, 'https://cdn.example/a.png'],
	[
		'the sandbox without a scheme',
		'//127.0.0.1:5001/a.png',
		sandbox,
		'http://127.0.0.1:5001/a.png',
	],
	['another port', '//127.0.0.1:5002/a.png', sandbox, 'https://127.0.0.1:5002/a.png'],
	['no address', '//', https, '//'],
	['a Base URL that is none', '/a.png', 'api.example', '/a.png'],
])('an address in full: %s', (_, url, base, full) => {
	const image: FoundImage = { kind: 'url', url, mimeType: 'image/png', isFiltered: true };
	expect(withFullAddress(image, base)).toEqual({ ...image, url: full });
});

it('bytes have no address', () => {
	const image: FoundImage = { kind: 'bytes', bytes: Buffer.from('x') };
	expect(withFullAddress(image, https)).toBe(image);
});
