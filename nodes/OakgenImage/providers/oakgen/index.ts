import { encodePathPart } from '../../transport/addresses';
import { reasonInHeaders } from '../evidence/headers';
import { layersOf } from '../evidence/layers';
import { documentsOf } from '../evidence/documents';
import { effectiveStatus, isFinalLimit, waitInBody } from '../evidence/refusal';
import { reasonIn } from '../evidence/words';
import { excerptOf } from '../../text/excerpt';
import type { Provider } from '../types';
import { OTHER_OPERATION } from './assumptions';
import { oakgenEntry } from './entry';
import { oakgenModels } from './models';
import { readOakgenSettings, type OakgenSettings } from './options';
import { readOakgenReply } from './reply';
import { toOakgenRequest } from './request';

export const oakgen: Provider<OakgenSettings> = {
	...oakgenEntry,

	readSettings: readOakgenSettings,
	// How references travel and where replies are read does not change the picture: whoever corrects
	// these after a failure gets the image that is paid for.
	pictureSettings: () => null,

	modelList: oakgenModels,
	isForOther: (id, operation) => id.endsWith(OTHER_OPERATION[operation]),

	// Raw image bytes are one of the replies that the node understands.
	headers: { Accept: 'application/json, image/*' },
	reportsCredits: true,
	takesIdempotencyKey: true,
	toRequest: toOakgenRequest,
	// Where no image is sent, its field is free for what people know better.
	ownFields: ({ imageField, maskField }, sent) => ({
		model: 'Model',
		prompt: 'Prompt',
		...(sent.includes('image') ? { [imageField]: 'the reference images of this node' } : {}),
		...(sent.includes('mask') ? { [maskField]: 'the mask of this node' } : {}),
	}),
	toGeneration: readOakgenReply,
	statusPath: (id, { statusPath }) => statusPath.replaceAll(/\{id\}/gi, encodePathPart(id)),
	unknownJobAdvice:
		'Look for it in your account: the service may have deleted it. If your account shows it, set the option Status Path to the path at which jobs are found, or fill in Status URL.',
	statusOf: effectiveStatus,
	isFinalLimit,
	errorText: (reply) =>
		reasonIn(documentsOf(reply).flatMap(({ value }) => layersOf(value))) ??
		(excerptOf(reply.body) || reasonInHeaders(reply.headers)),
	refusalAdvice: () => '',
	retryDelayMs: waitInBody,
};
