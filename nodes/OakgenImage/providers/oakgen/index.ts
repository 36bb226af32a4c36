import { encodePathPart } from '../../transport/addresses';
import { layersOf } from '../evidence/layers';
import { documentsOf } from '../evidence/documents';
import { effectiveStatus, isFinalLimit, waitInBody } from '../evidence/refusal';
import { reasonIn } from '../evidence/words';
import { excerptOf } from '../excerpt';
import type { Provider } from '../types';
import { oakgenModels } from './models';
import { readOakgenReply } from './reply';
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
	statusOf: effectiveStatus,
	isFinalLimit,
	errorText: (reply) =>
		reasonIn(documentsOf(reply).flatMap(({ value }) => layersOf(value))) ?? excerptOf(reply.body),
	refusalAdvice: () => '',
	retryDelayMs: waitInBody,
	modelList: oakgenModels,
};
