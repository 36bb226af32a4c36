import { jsonReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';

const words: Record<number, { status: string; message: string }> = {
	400: { status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
	401: { status: 'UNAUTHENTICATED', message: 'Request had invalid authentication credentials.' },
	403: { status: 'PERMISSION_DENIED', message: 'The caller does not have permission.' },
	404: { status: 'NOT_FOUND', message: 'Requested entity was not found.' },
	429: { status: 'RESOURCE_EXHAUSTED', message: 'You exceeded your current quota.' },
	499: { status: 'CANCELLED', message: 'The operation was cancelled.' },
	500: { status: 'INTERNAL', message: 'An internal error has occurred.' },
	503: { status: 'UNAVAILABLE', message: 'The model is overloaded. Please try again later.' },
	504: { status: 'DEADLINE_EXCEEDED', message: 'The request did not finish in time.' },
};

export function geminiError(status: number, message?: string, details: unknown[] = []): WireReply {
	const known = words[status] ?? { status: 'UNKNOWN', message: `HTTP ${status}` };
	const error = {
		code: status,
		message: message ?? known.message,
		status: known.status,
		...(details.length > 0 && { details }),
	};
	return jsonReply({ error }, status);
}

export function invalidKey(): WireReply {
	return geminiError(400, 'API key not valid. Please pass a valid API key.', [
		{
			'@type': 'type.googleapis.com/google.rpc.ErrorInfo',
			reason: 'API_KEY_INVALID',
			domain: 'googleapis.com',
			metadata: { service: 'generativelanguage.googleapis.com' },
		},
	]);
}

export function missingKey(): WireReply {
	return geminiError(
		403,
		"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
	);
}
