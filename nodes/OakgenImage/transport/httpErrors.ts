import type { HttpOutcome, NoReplyReason } from './types';

type NoReply = Extract<HttpOutcome<never>, { kind: 'noReply' }>;

/** An error that came instead of a reply. */
export function requestError(error: unknown): NoReply {
	const { code, isConnecting, message } = readError(error);
	// n8n itself refused, for example by its SSRF protection: HTTP errors always have a code.
	if (code === null) return noReply('blocked', message);
	// The operating system gave up connecting, so nothing was sent.
	if (code === 'ETIMEDOUT' && isConnecting) return noReply('notSent', 'the host did not answer');
	const known = NOT_SENT[code];
	if (known !== undefined) return noReply('notSent', known);
	if (TLS_CODE.test(code)) return noReply('blocked', `the secure connection failed (${message})`);
	return connectionError(error);
}

/** An error while a request or its reply was on its way. */
export function connectionError(error: unknown): NoReply {
	const { code, message } = readError(error);
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT')
		return noReply('timeout', 'no reply in time');
	if (code === 'ECONNRESET' || code === 'EPIPE') {
		return noReply('connectionLost', 'it was closed before the reply was complete');
	}
	return noReply('connectionLost', message);
}

/** Node's error codes for requests that cannot have reached the provider. */
const NOT_SENT: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the host name does not exist',
	EAI_AGAIN: 'the host name could not be looked up',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
};

/** Certificates and handshakes (OpenSSL's codes, Node's `tls`), and addresses that are none. */
const TLS_CODE =
	/^(EPROTO|ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_INVALID_URL)/;

function noReply(reason: NoReplyReason, detail: string): NoReply {
	return { kind: 'noReply', reason, detail };
}

interface ErrorFacts {
	code: string | null;
	/** It happened while the connection was made. */
	isConnecting: boolean;
	message: string;
}

/**
 * n8n wraps the HTTP client's error, which has the code, in one or two of its own; some of its
 * versions (seen in 1.121 and 2.0) keep of it nothing but the code, as `httpCode`.
 */
function readError(error: unknown): ErrorFacts {
	const facts: ErrorFacts = { code: null, isConnecting: false, message: 'the request failed' };
	let current: unknown = error;
	for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
		if (current.message !== '') facts.message = current.message;
		if ('httpCode' in current && isErrorCode(current.httpCode)) facts.code = current.httpCode;
		if ('code' in current && typeof current.code === 'string') facts.code = current.code;
		if ('syscall' in current && current.syscall === 'connect') facts.isConnecting = true;
		// Several addresses of one host were tried.
		if (current instanceof AggregateError) facts.isConnecting = true;
		current = current.cause;
	}
	return facts;
}

/** Not the status of a reply, which stands in the same place. */
function isErrorCode(httpCode: unknown): httpCode is string {
	return typeof httpCode === 'string' && /^[A-Z]/.test(httpCode);
}
