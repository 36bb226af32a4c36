import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import dns from 'node:dns';
import tls from 'node:tls';

/** DER (X.690): tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
	const body = Buffer.concat(content);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(body.length);
	const head = body.length < 128 ? [body.length] : [0x84, ...length];
	return Buffer.concat([Buffer.from([tag, ...head]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const integer = (...bytes: number[]) => der(0x02, Buffer.from(bytes));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const time = (text: string) => der(0x18, Buffer.from(text));
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);

/** A certificate (RFC 5280) that signs itself, for a host that exists only in this process. */
function selfSigned(host: string): { key: string; cert: string } {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
	const commonName = sequence(objectId('550403'), der(0x0c, Buffer.from(host)));
	const name = sequence(der(0x31, commonName));
	const alternativeNames = sequence(der(0x82, Buffer.from(host)));
	const extension = sequence(objectId('551d11'), der(0x04, alternativeNames));
	const toBeSigned = sequence(
		der(0xa0, integer(2)),
		integer(1),
		ecdsaWithSha256,
		name,
		sequence(time('20200101000000Z'), time('21200101000000Z')),
		name,
		createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(extension)),
	);
	const signature = sign('sha256', toBeSigned, privateKey);
	const certificate = sequence(toBeSigned, ecdsaWithSha256, bits(signature));
	const lines =
		certificate
			.toString('base64')
			.match(/.{1,64}/g)
			?.join('\n') ?? '';
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}

export interface PublicHost {
	host: string;
	/** Of the host; what it signs is trusted. */
	key: string;
	cert: string;
	close(): void;
}

/**
 * Until `close`, and in this process alone: a public-looking host with a certificate, which is what
 * the node demands of hosts that are not its provider's. All names beside it lead here too, but have
 * no certificate; names in `.invalid` are never known, without asking the network.
 */
export function publicHost(host = 'cdn.oakgen.test'): PublicHost {
	const { key, cert } = selfSigned(host);
	const trusted = tls.getCACertificates();
	tls.setDefaultCACertificates([...trusted, cert]);
	const domain = host.slice(host.indexOf('.'));
	const { lookup } = dns;
	const lookupHere = (name: string, ...rest: unknown[]) => {
		if (name.endsWith('.invalid')) return (rest.at(-1) as (error: Error) => void)(unknown(name));
		return Reflect.apply(lookup, dns, [
			name.endsWith(domain) ? '127.0.0.1' : name,
			...rest,
		]) as void;
	};
	dns.lookup = lookupHere as typeof lookup;
	return {
		host,
		key,
		cert,
		close: () => {
			dns.lookup = lookup;
			tls.setDefaultCACertificates(trusted);
		},
	};
}

function unknown(hostname: string): Error {
	const facts = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname };
	return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), facts);
}
