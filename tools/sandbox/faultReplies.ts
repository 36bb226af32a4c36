import { gzipSync } from 'node:zlib';
import type { Fault } from './faults.ts';
import { fillIn, type Blanks } from './fillIn.ts';
import { geminiError } from './gemini/errors.ts';
import { noise } from './noise.ts';
import { oakgenError } from './oakgen/errors.ts';
import type { ProviderName } from './providerName.ts';
import { jsonReply, textReply } from './wire.ts';
import type { WireReply } from './wire.ts';

export interface FaultSite {
	provider: ProviderName | null;
	blanks: Blanks;
}

const retryInfoType = 'type.googleapis.com/google.rpc.RetryInfo';

function statusReply(fault: Extract<Fault, { kind: 'status' }>, site: FaultSite): WireReply {
	const headers = fillIn({ ...fault.headers }, site.blanks);
	if (fault.retryAfterSeconds !== undefined)
		headers['retry-after'] = String(fault.retryAfterSeconds);
	if (fault.retryAfterDateInSeconds !== undefined) {
		// Not `Date.now()`: tests turn that clock to see what becomes of the client's waits.
		const now = performance.timeOrigin + performance.now();
		const at = now + fault.retryAfterDateInSeconds * 1000;
		headers['retry-after'] = new Date(at).toUTCString();
	}
	const withHeaders = (reply: WireReply): WireReply => ({
		...reply,
		headers: { ...reply.headers, ...headers },
	});
	const { json, text } = fillIn({ json: fault.json, text: fault.text }, site.blanks);
	if (json !== undefined) return withHeaders(jsonReply(json, fault.status));
	if (text !== undefined) return withHeaders(textReply(text, fault.status));
	if (site.provider !== 'gemini') return withHeaders(oakgenError(fault.status));
	const details = fault.retryInfoDelay
		? [{ '@type': retryInfoType, retryDelay: fault.retryInfoDelay }]
		: [];
	return withHeaders(geminiError(fault.status, undefined, details));
}

const page =
	'<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1><p>The upstream server did not answer.</p></body></html>';
const svg =
	'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script><rect width="64" height="64" fill="#d33"/></svg>';

/** gzip members may follow one another, so a bomb of any size costs one megabyte to build. */
function gzipBomb(megabytes: number): WireReply {
	const member = gzipSync(Buffer.alloc(1024 * 1024), { level: 9 });
	const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
	return { status: 200, headers, body: Buffer.concat(Array<Buffer>(megabytes).fill(member)) };
}

/** Long runs of base64, as image data has them; ids and words are shorter. */
const base64Run = /[A-Za-z0-9+/]{200,}={0,2}/g;

/** The spoilt reply of a fault that still is a reply; null when the fault is in the delivery. */
export function faultReply(
	fault: Fault,
	real: WireReply | null,
	site: FaultSite,
): WireReply | null {
	switch (fault.kind) {
		case 'status':
			return statusReply(fault, site);
		case 'html':
			return textReply(page, fault.status ?? 200, 'text/html; charset=utf-8');
		case 'empty':
			return { status: fault.status ?? 200, headers: {}, body: Buffer.alloc(0) };
		case 'noise':
			return {
				status: 200,
				headers: { 'content-type': fault.contentType ?? 'application/octet-stream' },
				body: noise(fault.bytes),
			};
		case 'svg':
			return textReply(svg, 200, 'image/svg+xml');
		case 'redirect': {
			const { location } = fillIn({ location: fault.location }, site.blanks);
			return { status: fault.status ?? 302, headers: { location }, body: Buffer.alloc(0) };
		}
		case 'gzipBomb':
			return gzipBomb(fault.megabytes ?? 512);
		case 'truncatedJson':
			return real && { ...real, body: real.body.subarray(0, Math.floor(real.body.length / 2)) };
		case 'padded':
			return real && { ...real, body: Buffer.concat([real.body, Buffer.alloc(fault.bytes)]) };
		case 'wrongContentType':
			return real && { ...real, headers: { ...real.headers, 'content-type': fault.contentType } };
		case 'invalidBase64': {
			const spoilt = real?.body
				.toString()
				.replace(base64Run, (run) => `!${run.slice(2, -8)}*not base64*`);
			return real && { ...real, body: Buffer.from(spoilt ?? '') };
		}
		case 'reset':
		case 'resetMidBody':
		case 'hang':
		case 'stall':
		case 'trickle':
		case 'wrongContentLength':
		case 'staysOpen':
		case 'noLastChunk':
		case 'endless':
			return null;
	}
}
