import fc from 'fast-check';

import {
	encodePathPart,
	hasSameOrigin,
	isWebAddress,
	joinUrl,
	protectedAddress,
	shownAddress,
	whyNotFetched,
} from '../../../nodes/OakgenImage/transport/addresses';

const OAKGEN = 'https://api.oakgen.ai';
const LOCAL = 'http://127.0.0.1:4000';

describe('an address that a reply names', () => {
	it.each([
		['another host', 'https://files.example/1.png'],
		['another port', 'https://files.example:8443/1.png'],
		['a signed address', 'https://r2.example/1.png?X-Amz-Signature=a%2Fb&x=1#part'],
		['a public IPv4', 'https://93.184.216.34/1.png'],
		['just below 10/8', 'https://9.255.255.255/'],
		['just above 10/8', 'https://11.0.0.0/'],
		['just below 172.16/12', 'https://172.15.255.255/'],
		['just above 172.16/12', 'https://172.32.0.0/'],
		['just above 192.168/16', 'https://192.169.0.0/'],
		['just below 192.168/16', 'https://192.167.255.255/'],
		['just below 100.64/10', 'https://100.63.255.255/'],
		['just above 100.64/10', 'https://100.128.0.0/'],
		['just below 169.254/16', 'https://169.253.255.255/'],
		['just above 169.254/16', 'https://169.255.0.0/'],
		['just above 0/8', 'https://1.0.0.0/'],
		['just below 127/8', 'https://126.255.255.255/'],
		['just above 127/8', 'https://128.0.0.0/'],
		['just above 192.0.0/24', 'https://192.0.1.0/'],
		['just below 198.18/15', 'https://198.17.255.255/'],
		['just above 198.18/15', 'https://198.20.0.0/'],
		['just below 224/4', 'https://223.255.255.255/'],
		['only in its second part like 100.64/10', 'https://93.100.0.1/'],
		['only in its second part like 169.254/16', 'https://93.254.0.1/'],
		['only in its second part like 172.16/12', 'https://93.16.0.1/'],
		['only in its second part like 192.168/16', 'https://93.168.0.1/'],
		['only in its second part like 198.18/15', 'https://93.18.0.1/'],
		['only in its second part like 198.19', 'https://93.19.0.1/'],
		['only behind its first part like 192.0.0/24', 'https://93.0.0.1/'],
		['only in its first and third part like 192.0.0/24', 'https://192.1.0.1/'],
		['a public IPv6', 'https://[2606:2800:220:1:248:1893:25c8:1946]/1.png'],
		['a public IPv6 with zeros', 'https://[2606:0:220::1]/1.png'],
		['a short public IPv6', 'https://[2606::1]/1.png'],
		['the first global IPv6', 'https://[2000::]/'],
		['the last global IPv6', 'https://[3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]/'],
		['just above Teredo', 'https://[2001:1::1]/'],
		['just below 6to4', 'https://[2001:ffff::1]/'],
		['just above 6to4', 'https://[2003::1]/'],
		['capitals', 'HTTPS://FILES.EXAMPLE/1.png'],
		['a trailing dot', 'https://files.example./1.png'],
		['a host that only looks private', 'https://10.0.0.1.example/'],
		['a host that begins like localhost', 'https://localhost.example/'],
		['the base itself', `${OAKGEN}/v1/files/1.png`],
	])('is fetched: %s', (_, url) => {
		expect(whyNotFetched(url, OAKGEN)).toBeNull();
	});

	it.each([
		['private 10/8', 'https://10.0.0.1/'],
		['private 172.16/12', 'https://172.16.0.1/'],
		['the end of 172.16/12', 'https://172.31.255.255/'],
		['private 192.168/16', 'https://192.168.1.1/'],
		['loopback', 'https://127.0.0.1/'],
		['all of the loopback net', 'https://127.255.255.254/'],
		['this host', 'https://0.0.0.0/'],
		['link-local, as of cloud metadata', 'https://169.254.169.254/latest/meta-data/'],
		['carrier-grade NAT', 'https://100.64.0.1/'],
		['the end of carrier-grade NAT', 'https://100.127.255.255/'],
		['benchmarking', 'https://198.18.0.1/'],
		['the end of benchmarking', 'https://198.19.255.255/'],
		['IETF protocol assignments', 'https://192.0.0.8/'],
		['multicast', 'https://224.0.0.1/'],
		['broadcast', 'https://255.255.255.255/'],
		['decimal', 'https://2130706433/'],
		['hexadecimal', 'https://0x7f000001/'],
		['octal', 'https://017700000001/'],
		['hexadecimal parts', 'https://0x7f.0.0.0x1/'],
		['octal parts', 'https://0177.0.0.01/'],
		['two parts', 'https://127.1/'],
		['three parts', 'https://10.0.1/'],
		['escaped', 'https://%31%32%37.0.0.1/'],
		['full-width digits', 'https://１２７.0.0.1/'],
		['full-width dots', 'https://127。0。0。1/'],
		['with a port', 'https://10.0.0.1:8443/'],
		['with a trailing dot', 'https://127.0.0.1./'],
		['localhost', 'https://localhost/'],
		['LOCALHOST', 'https://LOCALHOST/'],
		['localhost with a trailing dot', 'https://localhost./'],
		['below localhost', 'https://api.localhost/'],
		['below localhost with a trailing dot', 'https://api.localhost./'],
		['a name of one label', 'https://intranet/'],
		['a name of one label with a dot', 'https://intranet./'],
		['IPv6 loopback', 'https://[::1]/'],
		['IPv6 unspecified', 'https://[::]/'],
		['IPv6 link-local', 'https://[fe80::1]/'],
		['IPv6 unique local', 'https://[fd12:3456::1]/'],
		['IPv6 unique local, fc00', 'https://[fc00::1]/'],
		['IPv6 site-local', 'https://[fec0::1]/'],
		['IPv6 multicast', 'https://[ff02::1]/'],
		['IPv4-mapped', 'https://[::ffff:127.0.0.1]/'],
		['IPv4-mapped, hexadecimal', 'https://[::ffff:7f00:1]/'],
		['IPv4-mapped, all groups', 'https://[0:0:0:0:0:ffff:10.0.0.1]/'],
		['IPv4-compatible', 'https://[::127.0.0.1]/'],
		['6to4', 'https://[2002:7f00:1::]/'],
		['NAT64', 'https://[64:ff9b::7f00:1]/'],
		['NAT64, local use', 'https://[64:ff9b:1::7f00:1]/'],
		['Teredo', 'https://[2001:0:53aa:64c::1]/'],
		['Teredo, shortened', 'https://[2001::1]/'],
		['discard', 'https://[100::1]/'],
		['just below global IPv6', 'https://[1fff:ffff::1]/'],
		['just above global IPv6', 'https://[4000::1]/'],
	])('is refused as private: %s', (_, url) => {
		expect(whyNotFetched(url, OAKGEN)).toBe('it is an address inside a private network');
		expect(whyNotFetched(url, LOCAL)).toBe('it is an address inside a private network');
	});

	it.each([
		['http', 'http://files.example/1.png', 'it is not an https address'],
		['ftp', 'ftp://files.example/1.png', 'it is not an https address'],
		['a file', 'file:///etc/passwd', 'it is not an https address'],
		['data', 'data:image/png;base64,AAAA', 'it is not an https address'],
		['script', 'javascript:alert(1)', 'it is not an https address'],
		['a user name', 'https://user@files.example/', 'it contains a user name'],
		['a password', 'https://:secret@files.example/', 'it contains a user name'],
		['a user name on the base', 'https://user@api.oakgen.ai/', 'it contains a user name'],
		['the base as a user name', 'https://api.oakgen.ai@evil.example/', 'it contains a user name'],
		['the base over http', 'http://api.oakgen.ai/1.png', 'it is not an https address'],
		['no URL', 'soon', 'it is no valid URL'],
		['a relative address', '/v1/files/1.png', 'it is no valid URL'],
		['nothing', '', 'it is no valid URL'],
		['an invalid host', 'https://1.2.3.4.5.256/', 'it is no valid URL'],
	])('is refused: %s', (_, url, why) => {
		expect(whyNotFetched(url, OAKGEN)).toBe(why);
	});

	it.each<[string, string, boolean]>([
		['the origin of a local base', `${LOCAL}/files/1.png`, true],
		['the origin of a local base, written otherwise', 'http://0x7f.1:4000/files/1.png', true],
		['another port of the local base', 'http://127.0.0.1:4001/', false],
		['another port of the local base, over https', 'https://127.0.0.1:4001/', false],
		['another protocol of the local base', 'https://127.0.0.1:4000/', false],
		['another name of the local base', 'http://localhost:4000/', false],
		['another local address', 'http://127.0.0.2:4000/', false],
	])('with a local base URL: %s', (_, url, isFetched) => {
		expect(whyNotFetched(url, LOCAL) === null).toBe(isFetched);
	});

	/** Every IPv4 address of the private, loopback and link-local ranges. */
	const byte = fc.nat(255);
	const privateIpv4 = fc.oneof(
		fc.tuple(fc.constant(10), byte, byte, byte),
		fc.tuple(fc.constant(127), byte, byte, byte),
		fc.tuple(fc.constant(0), byte, byte, byte),
		fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
		fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
		fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
		fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
	);
	const radix = fc.constantFrom(
		(part: number) => String(part),
		(part: number) => `0x${part.toString(16)}`,
		(part: number) => `0X${part.toString(16).toUpperCase()}`,
		(part: number) => `0${part.toString(8)}`,
		(part: number) => `000${part.toString(8)}`,
	);
	/** The last part stands for as many bytes as are left. */
	const spelled = fc
		.tuple(
			privateIpv4,
			fc.integer({ min: 1, max: 4 }),
			fc.array(radix, { minLength: 4, maxLength: 4 }),
		)
		.map(([bytes, parts, notations]) => {
			const head = bytes.slice(0, parts - 1);
			const rest = bytes.slice(parts - 1).reduce((sum, part) => sum * 256 + part, 0);
			return [...head, rest].map((part, at) => notations[at](part)).join('.');
		});

	it('is refused when it is a private IPv4 address in any notation', () => {
		const end = fc.constantFrom('', '.', ':443', ':8443');
		fc.assert(
			fc.property(spelled, end, fc.constantFrom(OAKGEN, LOCAL), (host, suffix, base) => {
				expect(whyNotFetched(`https://${host}${suffix}/1.png`, base)).not.toBeNull();
			}),
			{ numRuns: 2000 },
		);
	});

	it('is refused when it wraps a private IPv4 address in IPv6', () => {
		const wrap = fc.constantFrom(
			(v4: string, _hex: string) => `::ffff:${v4}`,
			(v4: string, _hex: string) => `::${v4}`,
			(_v4: string, hex: string) => `2002:${hex}::1`,
			(v4: string, _hex: string) => `64:ff9b::${v4}`,
			(_v4: string, hex: string) => `::ffff:${hex}`,
		);
		fc.assert(
			fc.property(privateIpv4, wrap, ([a, b, c, d], wrapped) => {
				const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
				const host = wrapped(`${a}.${b}.${c}.${d}`, hex);
				expect(whyNotFetched(`https://[${host}]/`, OAKGEN)).not.toBeNull();
			}),
			{ numRuns: 500 },
		);
	});

	it('never makes it throw', () => {
		const begin = fc.constantFrom('', 'https://', 'http://[', '//', 'HTTPS:\\\\', 'data:', '%');
		const text = fc.tuple(begin, fc.string({ unit: 'grapheme' })).map((parts) => parts.join(''));
		fc.assert(
			fc.property(text, text, (url, base) => {
				expect(() => whyNotFetched(url, base)).not.toThrow();
			}),
			{ numRuns: 500 },
		);
	});
});

describe('the same origin', () => {
	it.each<[string, string, boolean]>([
		['https://a.example/x', 'https://a.example', true],
		['https://a.example:443/x', 'https://a.example', true],
		['https://A.EXAMPLE/x', 'https://a.example/v1', true],
		['http://a.example', 'https://a.example', false],
		['https://a.example:444', 'https://a.example', false],
		['https://b.a.example', 'https://a.example', false],
		['https://a.example.', 'https://a.example', false],
		['https://a.example.evil.example', 'https://a.example', false],
		['data:,x', 'data:,x', false],
		['file:///a', 'file:///a', false],
		['', '', false],
		['x', 'https://a.example', false],
	])('of %s and %s: %s', (url, other, expected) => {
		expect(hasSameOrigin(url, other)).toBe(expected);
	});
});

it.each([
	['https://api.oakgen.ai', '/v1/generate/image', 'https://api.oakgen.ai/v1/generate/image'],
	['https://api.oakgen.ai/', '/v1/x', 'https://api.oakgen.ai/v1/x'],
	['https://g.example/v1//', 'interactions', 'https://g.example/v1/interactions'],
	['https://g.example/v1', '//x', 'https://g.example/v1/x'],
	['https://g.example/v1', 'jobs/7//x', 'https://g.example/v1/jobs/7//x'],
	['https://a.example/v1', '/v1/generate/image', 'https://a.example/v1/generate/image'],
	['https://a.example/v1/', 'v1/generate/image', 'https://a.example/v1/generate/image'],
	[
		'https://a.example/v1/generate/image',
		'/v1/generate/image',
		'https://a.example/v1/generate/image',
	],
	['https://a.example/gw/v1', '/v1/generate/image/7', 'https://a.example/gw/v1/generate/image/7'],
	['https://a.example/v1beta', '/v1/x', 'https://a.example/v1beta/v1/x'],
	['https://a.example/v1', '/v1beta/x', 'https://a.example/v1/v1beta/x'],
	['https://v1', '/v1/x', 'https://v1/v1/x'],
	['https://a.example?x=1', '/v1/x', 'https://a.example/v1/x'],
	['https://a.example/#/keys', '/v1/x', 'https://a.example/v1/x'],
])('joinUrl(%s, %s)', (base, path, expected) => {
	expect(joinUrl(base, path)).toBe(expected);
});

it.each([
	['job_1', 'job_1'],
	['a/b?c#d e', 'a%2Fb%3Fc%23d%20e'],
	['🦊', '%F0%9F%A6%8A'],
	['half \ud83e a fox', 'half%20%EF%BF%BD%20a%20fox'],
])('encodePathPart(%j)', (text, expected) => {
	expect(encodePathPart(text)).toBe(expected);
});

it.each([
	['https://a.example/x?y=%20#z', 'https://a.example/x?y=%20#z'],
	['https://a.example/two words', 'https://a.example/two%20words'],
	['https://a.example/🦊', 'https://a.example/%F0%9F%A6%8A'],
	['https://a.example/a\u202eb\n', 'https://a.example/a%E2%80%AEb%0A'],
	['x'.repeat(5000), `${'x'.repeat(4096)}…`],
])('shownAddress(%j)', (url, expected) => {
	expect(shownAddress(url)).toBe(expected);
});

it.each<[string, boolean]>([
	['https://a.example', true],
	['HTTP://127.0.0.1:4000/v1', true],
	['ftp://a.example', false],
	['a.example', false],
	['httpsa.example', false],
	['', false],
])('isWebAddress(%j): %s', (text, expected) => {
	expect(isWebAddress(text)).toBe(expected);
});

it.each([
	['http://cdn.example/1.png?a=1#b', 'https://cdn.example/1.png?a=1#b'],
	['HTTP://CDN.example:80/1.png', 'https://cdn.example/1.png'],
	['http://cdn.example:8080/1.png', 'https://cdn.example:8080/1.png'],
	['http://93.184.216.34/1.png', 'https://93.184.216.34/1.png'],
	['http://api.oakgen.ai/1.png', 'https://api.oakgen.ai/1.png'],
	['https://cdn.example/1.png', 'https://cdn.example/1.png'],
	['http://127.0.0.1:4001/1.png', 'http://127.0.0.1:4001/1.png'],
	['http://10.0.0.1/1.png', 'http://10.0.0.1/1.png'],
	['http://printer/1.png', 'http://printer/1.png'],
	['ftp://cdn.example/1.png', 'ftp://cdn.example/1.png'],
	['no address', 'no address'],
])('instead of %s, %s is asked', (url, asked) => {
	expect(protectedAddress(url, OAKGEN)).toBe(asked);
});

it('the sandbox’s own address is asked as it is', () => {
	expect(protectedAddress(`${LOCAL}/1.png`, LOCAL)).toBe(`${LOCAL}/1.png`);
	expect(protectedAddress('http://img.example/1.png', 'http://img.example')).toBe(
		'http://img.example/1.png',
	);
});
