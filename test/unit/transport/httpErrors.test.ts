import { connectionError, requestError } from '../../../nodes/OakgenImage/transport/httpErrors';
import type { NoReplyReason } from '../../../nodes/OakgenImage/transport/types';

interface Facts {
	code?: unknown;
	httpCode?: string;
	syscall?: string;
	cause?: unknown;
}

const errorOf = (message: string, facts: Facts = {}) => Object.assign(new Error(message), facts);

/** As n8n hands on what the HTTP client threw: inside one or two errors of its own. */
const wrapped = (cause: unknown, depth: number): unknown =>
	depth === 0 ? cause : wrapped(errorOf(`wrapper ${depth}`, { cause }), depth - 1);

const connecting = { syscall: 'connect' };

describe('an error instead of a reply', () => {
	it.each<[string, NoReplyReason, string]>([
		['ECONNREFUSED', 'notSent', 'the connection was refused'],
		['ENOTFOUND', 'notSent', 'the host name does not exist'],
		['EAI_AGAIN', 'notSent', 'the host name could not be looked up'],
		['EHOSTUNREACH', 'notSent', 'the host cannot be reached'],
		['ENETUNREACH', 'notSent', 'the network cannot be reached'],
		// The request may have been sent, and paid for.
		['ECONNRESET', 'connectionLost', 'it was closed before the reply was complete'],
		['EPIPE', 'connectionLost', 'it was closed before the reply was complete'],
		['ECONNABORTED', 'timeout', 'no reply in time'],
		['ETIMEDOUT', 'timeout', 'no reply in time'],
		['HPE_INVALID_CONSTANT', 'connectionLost', 'the message'],
		// Nothing is sent before the handshake is done, nor ever will be.
		['EPROTO', 'blocked', 'the secure connection failed (the message)'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'blocked', 'the secure connection failed (the message)'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'blocked', 'the secure connection failed (the message)'],
		['CERT_HAS_EXPIRED', 'blocked', 'the secure connection failed (the message)'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'blocked', 'the secure connection failed (the message)'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'blocked', 'the secure connection failed (the message)'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'blocked', 'the secure connection failed (the message)'],
		['ERR_INVALID_URL', 'blocked', 'the secure connection failed (the message)'],
		// Only at its beginning does a code tell the kind.
		['MY_CERT_STORE', 'connectionLost', 'the message'],
	])('with code %s: %s, %s', (code, reason, detail) => {
		const expected = { kind: 'noReply', reason, detail };
		const error = errorOf('the message', { code });
		expect(requestError(error)).toEqual(expected);
		expect(requestError(wrapped(error, 1))).toEqual(expected);
		expect(requestError(wrapped(error, 2))).toEqual(expected);
		// All that n8n 1.121 keeps of it.
		expect(requestError(errorOf('the message', { httpCode: code }))).toEqual(expected);
	});

	it('with the status of a reply in place of a code is none of the connection', () => {
		const error = errorOf('the message', { httpCode: '504' });
		expect(requestError(error)).toMatchObject({ reason: 'blocked' });
	});

	it.each<[string, unknown]>([
		['of one address', errorOf('connect ETIMEDOUT', { code: 'ETIMEDOUT', ...connecting })],
		[
			'of several addresses',
			Object.assign(new AggregateError([], 'several'), { code: 'ETIMEDOUT' }),
		],
	])('because connecting took too long was not sent: %s', (_, error) => {
		const expected = { kind: 'noReply', reason: 'notSent', detail: 'the host did not answer' };
		expect(requestError(error)).toEqual(expected);
		expect(requestError(wrapped(error, 2))).toEqual(expected);
	});

	it.each<[string, Facts, NoReplyReason]>([
		['reading took too long', { code: 'ETIMEDOUT', syscall: 'read' }, 'timeout'],
		// A connection can also be reset while it is made, but by then n8n may have sent something.
		['it was reset', { code: 'ECONNRESET', ...connecting }, 'connectionLost'],
	])('may be paid for when %s', (_, facts, reason) => {
		expect(requestError(errorOf('x', facts))).toMatchObject({ reason });
	});

	it.each<[string, unknown, string]>([
		['without a code', errorOf('The host is not allowed'), 'The host is not allowed'],
		['with a code that is no text', errorOf('No', { code: 403 }), 'No'],
		['inside another', errorOf('', { cause: errorOf('SSRF') }), 'SSRF'],
		['inside one that says more', errorOf('Blocked', { cause: errorOf('') }), 'Blocked'],
		['without words', errorOf(''), 'the request failed'],
		['that is a text', 'No', 'the request failed'],
		['that is nothing', undefined, 'the request failed'],
		['that is an object', { code: 'ECONNREFUSED', message: 'No' }, 'the request failed'],
	])('of n8n’s own blocks the request, in its words: %s', (_, error, detail) => {
		expect(requestError(error)).toEqual({ kind: 'noReply', reason: 'blocked', detail });
	});

	it('is looked for five errors deep, and no deeper', () => {
		const refused = errorOf('x', { code: 'ECONNREFUSED' });
		expect(requestError(wrapped(refused, 4))).toMatchObject({ reason: 'notSent' });
		expect(requestError(wrapped(refused, 5))).toMatchObject({ reason: 'blocked' });
		const endless = errorOf('x');
		Object.assign(endless, { cause: endless });
		expect(requestError(endless)).toMatchObject({ reason: 'blocked' });
	});
});

it.each<[unknown, NoReplyReason, string]>([
	[errorOf('x', { code: 'ECONNABORTED' }), 'timeout', 'no reply in time'],
	[errorOf('x', { code: 'ETIMEDOUT', ...connecting }), 'timeout', 'no reply in time'],
	[
		errorOf('x', { code: 'ECONNRESET' }),
		'connectionLost',
		'it was closed before the reply was complete',
	],
	[
		errorOf('x', { code: 'EPIPE' }),
		'connectionLost',
		'it was closed before the reply was complete',
	],
	// Once a reply has begun, nothing can be taken for not sent.
	[errorOf('connect', { code: 'ECONNREFUSED' }), 'connectionLost', 'connect'],
	[errorOf('Premature close'), 'connectionLost', 'Premature close'],
	['x', 'connectionLost', 'the request failed'],
])('an error while a reply is on its way: %p', (error, reason, detail) => {
	expect(connectionError(error)).toEqual({ kind: 'noReply', reason, detail });
});
