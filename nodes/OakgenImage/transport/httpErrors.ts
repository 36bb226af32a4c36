import type { HttpOutcome, NoReplyReason } from './types';

type NoReply = Extract<HttpOutcome<never>, { kind: 'noReply' }>;

/**
 * An error that came instead of a reply. Only what certainly happened before the request was sent is
 * `notSent` or `blocked`; of whatever is not known here, nobody knows what the provider made of it.
 */
export function requestError(error: unknown): NoReply {
	const facts = readError(error);
	const { code, message } = facts;
	if (isLookup(facts)) return noReply('notSent', LOOKUP[code] ?? LOOKUP_FAILED);
	if (isConnecting(facts)) return noReply('notSent', CONNECTING[code] ?? message);
	if (BEFORE_SENDING.test(facts.messages)) return noReply('notSent', message);
	if (code === '') {
		return facts.isN8ns ? noReply('blocked', message) : noReply('connectionLost', message);
	}
	if (HANDSHAKE_CODE.test(code) || (code === 'EPROTO' && HANDSHAKE.test(facts.messages))) {
		return noReply('blocked', `the secure connection failed (${message})`);
	}
	if (UNSENDABLE.has(code)) return noReply('blocked', message);
	return connectionError(error);
}

/** An error while a request or its reply was on its way. */
export function connectionError(error: unknown): NoReply {
	const { code, message } = readError(error);
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return noReply('timeout', 'no reply in time');
	}
	const isClosed = CLOSED.has(code);
	return noReply(
		'connectionLost',
		isClosed ? 'it was closed before the reply was complete' : message,
	);
}

const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Node's codes for host names. Nothing but a look-up gives them. */
const LOOKUP: Readonly<Record<string, string>> = {
	ENOTFOUND: 'the host name does not exist',
	EAI_AGAIN: 'the host name could not be looked up',
};
const LOOKUP_FAILED = 'the host name could not be looked up';

/** What the operating system says when a connection is not made. */
const CONNECTING: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	ETIMEDOUT: 'the host did not answer',
};

function isLookup({ code, syscall }: ErrorFacts): boolean {
	return syscall === ''
		? /^(ENOTFOUND|EAI_[A-Z]+)$/.test(code)
		: /^(getaddrinfo|query)/.test(syscall);
}

/** Node's name for the step in which nothing is sent yet; where n8n keeps the code alone, that. */
function isConnecting({ code, syscall, isEveryAddress }: ErrorFacts): boolean {
	if (isEveryAddress !== null) return isEveryAddress;
	// A refusal comes in answer to the first packet; a host can get out of reach at any time.
	return syscall === '' ? code === 'ECONNREFUSED' : syscall === 'connect';
}

/** Node's `tls` and the agents for proxies: errors with a code that others share, or with none. */
const BEFORE_SENDING =
	/before secure TLS connection was established|before receiving CONNECT response|tunneling socket could not be established/;

/** Certificates (Node's `tls`, X509 codes of OpenSSL): they are looked at before anything is sent. */
const HANDSHAKE_CODE =
	/^(ERR_TLS_CERT_|ERR_TLS_HANDSHAKE_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|CERTIFICATE_VERIFY_FAILED|DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|UNSAFE_LEGACY_RENEGOTIATION_DISABLED|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED|SSLV3_ALERT_HANDSHAKE_FAILURE|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME|TLSV1_ALERT_INSUFFICIENT_SECURITY|TLSV1_ALERT_NO_APPLICATION_PROTOCOL)$)/;

/** The same in words, where OpenSSL's error has Node's general code. */
const HANDSHAKE =
	/wrong version number|unsupported protocol|no protocols available|packet length too long|handshake failure|alert protocol version|unrecognized name|http request/i;

/** Thrown by Node while the request is put together. */
const UNSENDABLE = new Set([
	'ERR_INVALID_URL',
	'ERR_INVALID_PROTOCOL',
	'ERR_INVALID_CHAR',
	'ERR_INVALID_HTTP_TOKEN',
	'ERR_UNESCAPED_CHARACTERS',
	'ERR_SOCKET_BAD_PORT',
]);

/** n8n's own refusals, such as those of its SSRF protection or of a credential's allowed domains. */
const N8N_ERROR =
	/^(Ssrf\w*Error|UserError|OperationalError|UnexpectedError|ApplicationError|NodeOperationError|WorkflowOperationError|CredentialNotFoundError)$/;

function noReply(reason: NoReplyReason, detail: string): NoReply {
	return { kind: 'noReply', reason, detail };
}

interface ErrorFacts {
	/** Empty when there is none. */
	code: string;
	/** What the operating system was asked to do; empty when nobody says. */
	syscall: string;
	/** Of several addresses that were tried: connecting failed at all of them. Null for a single one. */
	isEveryAddress: boolean | null;
	/** n8n refused, and no HTTP client was asked. */
	isN8ns: boolean;
	/** The innermost that has words. */
	message: string;
	messages: string;
}

/**
 * n8n wraps the HTTP client's error, which has the code, in one or two of its own; some of its
 * versions (seen in 1.121 and 2.0) keep of it nothing but the code, as `httpCode`.
 */
function readError(error: unknown): ErrorFacts {
	const facts: ErrorFacts = {
		code: '',
		syscall: '',
		isEveryAddress: null,
		isN8ns: false,
		message: 'the request failed',
		messages: '',
	};
	let current: unknown = error;
	for (let depth = 0; depth < DEEPEST && current instanceof Error; depth += 1) {
		const { message, code, httpCode, syscall, errors, cause }: OutsideError = current;
		if (message !== '') facts.message = message;
		facts.messages += `${message}\n`;
		if (isErrorCode(httpCode)) facts.code = httpCode;
		if (typeof code === 'string') facts.code = code;
		if (typeof syscall === 'string') facts.syscall = syscall;
		if (Array.isArray(errors) && errors.length > 0) {
			facts.isEveryAddress = errors.every(isOfConnecting);
		}
		facts.isN8ns ||= N8N_ERROR.test(current.constructor.name);
		current = cause;
	}
	return facts;
}

/** What Node, n8n and HTTP clients add to their errors. */
interface OutsideError extends Error {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	errors?: unknown;
}

const DEEPEST = 5;

/** Of one address among several (`AggregateError`). */
function isOfConnecting(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, syscall }: OutsideError = error;
	return syscall === 'connect' || code === 'ERR_SOCKET_CONNECTION_TIMEOUT';
}

/** Not the status of a reply, which stands in the same place. */
function isErrorCode(httpCode: unknown): httpCode is string {
	return typeof httpCode === 'string' && /^[A-Z]/.test(httpCode);
}
