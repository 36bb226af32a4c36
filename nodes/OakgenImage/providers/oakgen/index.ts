import { encodePathPart } from '../../transport/addresses';
import { excerptOf } from '../excerpt';
import { parseJson } from '../json';
import type { Provider } from '../types';
import { oakgenModels } from './models';
import { errorIn, readOakgenReply } from './reply';
import { toOakgenRequest } from './request';

export const oakgen: Provider = {
	name: 'oakgen',
	label: 'Oakgen',
	credential: 'oakgenApi',
	// Raw image bytes are one of the replies that the node understands.
	headers: { Accept: 'application/json, image/*' },
	takesIdempotencyKey: true,
	toRequest: toOakgenRequest,
	toGeneration: readOakgenReply,
	statusPath: (id, { oakgen: { statusPath } }) =>
		statusPath.replaceAll(/\{id\}/gi, encodePathPart(id)),
	errorText: ({ body }) => errorIn(parseJson(body)) ?? excerptOf(body),
	refusalAdvice: () => '',
	retryDelayMs: () => null,
	modelList: oakgenModels,
};
