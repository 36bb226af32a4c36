import { jsonReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';

const words: Record<number, { code: string; message: string }> = {
	400: { code: 'invalid_request', message: 'The request is not valid' },
	401: { code: 'invalid_api_key', message: 'Invalid API key' },
	402: { code: 'insufficient_credits', message: 'Not enough credits for this generation' },
	403: { code: 'forbidden', message: 'This API key may not use this model' },
	404: { code: 'not_found', message: 'Not found' },
	408: { code: 'request_timeout', message: 'The request took too long to arrive' },
	413: { code: 'payload_too_large', message: 'The request body is too large' },
	422: { code: 'validation_error', message: 'The request is not valid' },
	429: { code: 'rate_limited', message: 'Too many requests' },
	500: { code: 'internal_error', message: 'Internal error' },
	502: { code: 'bad_gateway', message: 'The upstream provider did not answer' },
	503: { code: 'overloaded', message: 'The model is overloaded' },
	504: { code: 'upstream_timeout', message: 'The upstream provider took too long' },
};

export function oakgenError(status: number, message?: string, code?: string): WireReply {
	const known = words[status] ?? { code: `http_${status}`, message: `HTTP ${status}` };
	return jsonReply(
		{ error: { message: message ?? known.message, code: code ?? known.code } },
		status,
	);
}
