import { type FaultTable, type Row, type RowRule, saying } from '../row.ts';

const inside = 'it is an address inside a private network';
const noTls = 'it is not an https address';
const withUser = 'it contains a user name';

/** Addresses that a hostile or mistaken reply may name, and why nothing is asked of them. */
const refused: Array<[what: string, address: string, why: string]> = [
	['the metadata service of a cloud', 'https://169.254.169.254/latest/meta-data/', inside],
	['loopback', 'https://127.0.0.1/1.png', inside],
	['loopback without zeros', 'https://127.1/1.png', inside],
	['another address of loopback', 'https://127.255.255.254/1.png', inside],
	['a private network, 10/8', 'https://10.0.0.1/1.png', inside],
	['a private network, 172.16/12', 'https://172.16.0.1/1.png', inside],
	['a private network, 192.168/16', 'https://192.168.1.1/1.png', inside],
	['a provider’s own network, 100.64/10', 'https://100.64.0.1/1.png', inside],
	['this host, 0.0.0.0', 'https://0.0.0.0/1.png', inside],
	['everybody, 255.255.255.255', 'https://255.255.255.255/1.png', inside],
	['loopback as a decimal number', 'https://2130706433/1.png', inside],
	['loopback in hexadecimal', 'https://0x7f000001/1.png', inside],
	['loopback in octal', 'https://017700000001/1.png', inside],
	['loopback in parts of all sorts', 'https://0x7f.0.0.01/1.png', inside],
	['loopback in percent-encoding', 'https://%31%32%37.0.0.1/1.png', inside],
	['loopback in full-width digits', 'https://１２７.0.0.1/1.png', inside],
	['loopback with a dot behind it', 'https://127.0.0.1./1.png', inside],
	['IPv6 loopback', 'https://[::1]/1.png', inside],
	['IPv6 unspecified', 'https://[::]/1.png', inside],
	['IPv6 link-local', 'https://[fe80::1]/1.png', inside],
	['IPv6 unique local', 'https://[fd00::1]/1.png', inside],
	['IPv4 in IPv6', 'https://[::ffff:10.0.0.1]/1.png', inside],
	['IPv4 in IPv6, hexadecimal', 'https://[::ffff:a9fe:a9fe]/1.png', inside],
	['IPv4 behind NAT64', 'https://[64:ff9b::7f00:1]/1.png', inside],
	['localhost', 'https://localhost/1.png', inside],
	['localhost with a dot behind it', 'https://LOCALHOST./1.png', inside],
	['a name below localhost', 'https://files.localhost/1.png', inside],
	['a name without a dot, as of a printer', 'https://printer/1.png', inside],
	['another port of the provider’s host', 'https://127.0.0.1:4444/1.png', inside],
	['another host with a user name', 'https://user:password@cdn.oakgen.test/1.png', withUser],
	['the provider as the user name of a host', '{url}@169.254.169.254/1.png', withUser],
];

/** What only a redirect, or a reply of Google, can name: others are not taken for addresses. */
const noAddress: typeof refused = [
	['a file of this machine', 'file:///etc/passwd', noTls],
	['another protocol', 'ftp://cdn.oakgen.test/1.png', noTls],
	['a script', 'javascript:alert(1)', noTls],
];

/** A finished image at an address, in the words of both providers. */
const imageAt = (url: string): RowRule[] => [
	{ provider: 'oakgen', fault: saying({ id: '{id}', status: 'completed', url }) },
	{
		provider: 'gemini',
		fault: saying({
			id: '{id}',
			status: 'completed',
			steps: [{ type: 'model_output', content: [{ type: 'image', uri: url }] }],
		}),
	},
];

/** Headers take no other signs. */
const inHeaders = ([, address]: [string, string, string]) => /^[!-~]+$/.test(address);

const named = (address: string) => address.replace('{url}', '{base}');

/** Messages show an address in the signs that it travels in. */
const shown = (address: string) => named(address).replace(/[^!-~]+/g, encodeURIComponent);

const rows: Row[] = [
	...refused.map(([what, address, why]): Row => ({
		fault: `The image is said to be at ${what}: \`${named(address)}\``,
		provider: 'both',
		rules: imageAt(address),
		paid: [200],
		billed: 1,
		outcome: `The image was made and is paid for, but it could not be fetched from ${shown(address)}: the address is not followed because ${why}`,
	})),
	...noAddress.map(([what, address, why]): Row => ({
		fault: `The image is said to be at ${what}: \`${address}\``,
		provider: 'gemini',
		rules: imageAt(address),
		paid: [200],
		billed: 1,
		outcome: `The image was made and is paid for, but it could not be fetched from ${shown(address)}: the address is not followed because ${why}`,
	})),
	...[...refused, ...noAddress].filter(inHeaders).map(([what, address, why]): Row => ({
		fault: `A redirect to ${what}: \`${named(address)}\``,
		rules: [{ where: 'download', fault: { kind: 'redirect', location: address } }],
		paid: [200],
		downloads: 1,
		billed: 1,
		outcome: `The image was made and is paid for, but it could not be fetched from {url}: the redirect to … is not followed because ${why}`,
	})),
	{
		fault: 'A redirect to a path of the same host',
		rules: [
			{ where: 'download', times: 1, fault: { kind: 'redirect', location: '{path}?signature=1' } },
		],
		paid: [200],
		downloads: 2,
		billed: 1,
		outcome: 'image',
	},
];

export const addresses: FaultTable = {
	title: 'Addresses that are not asked',
	text: 'A reply or a redirect can name any address. Those that lead into a network, or that are not protected, are not asked; the key goes to none but the Base URL.',
	where: 'generate',
	rows,
};
