import { UserError } from 'n8n-workflow';

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

const closed = 'it was closed before the reply was complete';

const connecting = { syscall: 'connect' };

describe('an error instead of a reply', () => {
	it.each<[string, NoReplyReason, string]>([
		['ECONNREFUSED', 'notSent', 'the connection was refused'],
		['ENOTFOUND', 'notSent', 'the host name does not exist'],
		['EAI_AGAIN', 'notSent', 'the host name could not be looked up'],
		['EAI_NODATA', 'notSent', 'the host name could not be looked up'],
		// Without its syscall, nobody knows when it came.
		['EHOSTUNREACH', 'connectionLost', 'the message'],
		['ENETUNREACH', 'connectionLost', 'the message'],
		// The request may have been sent, and paid for.
		['ECONNRESET', 'connectionLost', closed],
		['EPIPE', 'connectionLost', closed],
		['ERR_STREAM_PREMATURE_CLOSE', 'connectionLost', closed],
		['ECONNABORTED', 'timeout', 'no reply in time'],
		['ETIMEDOUT', 'timeout', 'no reply in time'],
		['HPE_INVALID_CONSTANT', 'connectionLost', 'the message'],
		['ERR_HTTP2_STREAM_ERROR', 'connectionLost', 'the message'],
		['ERR_HTTP2_GOAWAY_SESSION', 'connectionLost', 'the message'],
		['UND_ERR_SOCKET', 'connectionLost', 'the message'],
		['UND_ERR_HEADERS_TIMEOUT', 'connectionLost', 'the message'],
		['ERR_BAD_RESPONSE', 'connectionLost', 'the message'],
		['ERR_FR_MAX_BODY_LENGTH_EXCEEDED', 'connectionLost', 'the message'],
		['Z_BUF_ERROR', 'connectionLost', 'the message'],
		['ENOSUCHTHING', 'connectionLost', 'the message'],
		// A connection that is in use can break in the words of a handshake.
		['EPROTO', 'connectionLost', 'the message'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'connectionLost', 'the message'],
		['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'connectionLost', 'the message'],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'connectionLost', 'the message'],
		// Nothing is sent before the handshake is done, nor ever will be.
		['ERR_SSL_WRONG_VERSION_NUMBER', 'blocked', 'the secure connection failed (the message)'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'blocked', 'the secure connection failed (the message)'],
		['CERT_HAS_EXPIRED', 'blocked', 'the secure connection failed (the message)'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'blocked', 'the secure connection failed (the message)'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'blocked', 'the secure connection failed (the message)'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'blocked', 'the secure connection failed (the message)'],
		['ERR_INVALID_URL', 'blocked', 'the message'],
		['ERR_INVALID_CHAR', 'blocked', 'the message'],
		// Only at its beginning does a code tell the kind.
		['MY_CERT_STORE', 'connectionLost', 'the message'],
		['MY_ENOTFOUND', 'connectionLost', 'the message'],
		['MY_EAI_AGAIN', 'connectionLost', 'the message'],
		// Nor does it without its end.
		['ENOTFOUND_IN_CACHE', 'connectionLost', 'the message'],
		['EAI_AGAIN_AND_AGAIN', 'connectionLost', 'the message'],
		['', 'connectionLost', 'the message'],
	])('with code %s: %s, %s', (code, reason, detail) => {
		const expected = { kind: 'noReply', reason, detail };
		const error = errorOf('the message', { code });
		expect(requestError(error)).toEqual(expected);
		expect(requestError(wrapped(error, 1))).toEqual(expected);
		expect(requestError(wrapped(error, 2))).toEqual(expected);
		// All that n8n 1.121 keeps of it.
		expect(requestError(errorOf('the message', { httpCode: code }))).toEqual(expected);
	});

	it('with the status of a reply in place of a code tells nothing', () => {
		const error = errorOf('the message', { httpCode: '504' });
		expect(requestError(error)).toMatchObject({ reason: 'connectionLost' });
	});

	const unmade = [
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'ETIMEDOUT',
		'ECONNRESET',
		'EPIPE',
	];

	it.each([...unmade, 'EACCES', 'EADDRNOTAVAIL', 'ENEVERSEEN'])(
		'was not sent when %s ended the making of the connection',
		(code) => {
			const error = errorOf(`connect ${code}`, { code, ...connecting });
			expect(requestError(error)).toMatchObject({ reason: 'notSent' });
			expect(requestError(wrapped(error, 2))).toMatchObject({ reason: 'notSent' });
			const several = Object.assign(new AggregateError([error, error]), { code });
			expect(requestError(several)).toMatchObject({ reason: 'notSent' });
			const late = errorOf('too late', { code: 'ERR_SOCKET_CONNECTION_TIMEOUT' });
			const mixed = Object.assign(new AggregateError([late, error]), { code });
			expect(requestError(mixed)).toMatchObject({ reason: 'notSent' });
		},
	);

	it.each([
		['ECONNREFUSED', 'the connection was refused'],
		['EHOSTUNREACH', 'the host cannot be reached'],
		['ENETUNREACH', 'the network cannot be reached'],
		['ETIMEDOUT', 'the host did not answer'],
		['ENEVERSEEN', 'the message'],
	])('%s, when no connection was made, means: %s', (code, detail) => {
		expect(requestError(errorOf('the message', { code, ...connecting }))).toMatchObject({ detail });
	});

	it.each([[[]], [[null]], [['connect']], [[undefined, errorOf('x', connecting)]]])(
		'may have been sent when of several addresses no more is known than %j',
		(errors) => {
			const several = Object.assign(errorOf('x', { code: 'ETIMEDOUT' }), { errors });
			expect(requestError(several)).toMatchObject({ reason: 'timeout' });
		},
	);

	it.each(['getaddrinfo', 'queryA', 'queryAaaa'])('was not sent when %s failed', (syscall) => {
		const error = errorOf('x', { code: 'ECONNREFUSED', syscall });
		const expected = { reason: 'notSent', detail: 'the host name could not be looked up' };
		expect(requestError(error)).toMatchObject(expected);
		expect(requestError(errorOf('x', { syscall }))).toMatchObject(expected);
	});

	it.each(
		unmade.flatMap((code) => ['read', 'write', 'shutdown'].map((syscall) => [code, syscall])),
	)('may have been sent when %s came of %s', (code, syscall) => {
		const error = errorOf('x', { code, syscall });
		expect(['connectionLost', 'timeout']).toContain(requestError(error).reason);
		const some = [errorOf('y', { code, ...connecting }), error];
		const several = Object.assign(new AggregateError(some), { code });
		expect(['connectionLost', 'timeout']).toContain(requestError(several).reason);
	});

	it.each([
		'Client network socket disconnected before secure TLS connection was established',
		'Proxy connection ended before receiving CONNECT response',
		'tunneling socket could not be established, statusCode=403',
	])('was not sent: %s', (message) => {
		expect(requestError(errorOf(message, { code: 'ECONNRESET' }))).toEqual({
			kind: 'noReply',
			reason: 'notSent',
			detail: message,
		});
	});

	it.each([
		['EPROTO', 'write EPROTO 1:error:ssl3_get_record:wrong version number', 'blocked'],
		['EPROTO', 'write EPROTO 1:error:sslv3 alert handshake failure', 'blocked'],
		['EPROTO', 'write EPROTO 1:error:bad record mac', 'connectionLost'],
		['ECONNRESET', 'sslv3 alert handshake failure', 'connectionLost'],
	])('of code %s tells the handshake by its words: %s', (code, message, reason) => {
		const error = errorOf(message, { code });
		expect(requestError(error)).toMatchObject({ reason });
		expect(requestError(wrapped(error, 2))).toMatchObject({ reason });
	});

	it.each([undefined, '403', '403 Forbidden'])(
		'of n8n’s own blocks the request, in its words, whatever status it has: %s',
		(httpCode) => {
			const error = Object.assign(new UserError('The host is not allowed'), { httpCode });
			const expected = { kind: 'noReply', reason: 'blocked', detail: 'The host is not allowed' };
			expect(requestError(error)).toEqual(expected);
			expect(requestError(wrapped(error, 2))).toEqual(expected);
		},
	);

	it.each<[string, unknown, string]>([
		['without a code', errorOf('It went wrong'), 'It went wrong'],
		['with a code that is no text', errorOf('No', { code: 403 }), 'No'],
		['inside another', errorOf('', { cause: errorOf('inner') }), 'inner'],
		['inside one that says more', errorOf('Outer', { cause: errorOf('') }), 'Outer'],
		['without words', errorOf(''), 'the request failed'],
		['that is a text', 'No', 'the request failed'],
		['that is nothing', undefined, 'the request failed'],
		['that is an object', { code: 'ECONNREFUSED', message: 'No' }, 'the request failed'],
	])('that nobody knows may have come after sending: %s', (_, error, detail) => {
		expect(requestError(error)).toEqual({ kind: 'noReply', reason: 'connectionLost', detail });
	});

	it('is looked for five errors deep, and no deeper', () => {
		const refused = errorOf('x', { code: 'ECONNREFUSED' });
		expect(requestError(wrapped(refused, 4))).toMatchObject({ reason: 'notSent' });
		expect(requestError(wrapped(refused, 5))).toMatchObject({ reason: 'connectionLost' });
		const endless = errorOf('x');
		Object.assign(endless, { cause: endless });
		expect(requestError(endless)).toMatchObject({ reason: 'connectionLost' });
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
