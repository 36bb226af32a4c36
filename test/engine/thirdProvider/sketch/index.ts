import { parseJson, textField } from '../../../../nodes/OakgenImage/text/json';
import { readModels } from '../../../../nodes/OakgenImage/providers/modelList';
import type { Provider } from '../../../../nodes/OakgenImage/providers/types';
import { encodePathPart } from '../../../../nodes/OakgenImage/transport/addresses';
import { sketchEntry } from './entry';
import { readSketchSettings, type SketchSettings } from './options';
import { readSketchReply } from './reply';
import { toSketchRequest } from './request';

/** A made-up provider: what docs/adding-a-provider.md says, done. */
export const sketch: Provider<SketchSettings> = {
	...sketchEntry,

	readSettings: readSketchSettings,
	pictureSettings: (settings) => settings,

	modelList: {
		path: '/models',
		read: (reply) => readModels(reply, ['models'], (entry) => asModel(textField(entry, 'id'))),
	},
	isForOther: () => false,

	headers: { Accept: 'application/json' },
	reportsCredits: true,
	takesIdempotencyKey: true,
	toRequest: toSketchRequest,
	ownFields: () => ({
		pencil: 'Model',
		prompt: 'Prompt',
		from: 'the reference images of this node',
	}),
	toGeneration: readSketchReply,
	unknownJobAdvice: 'Look for the picture in your account at Sketch.',
	statusOf: ({ status }) => status,
	isFinalLimit: () => false,
	statusPath: (id) => `/pictures/${encodePathPart(id)}`,
	errorText: ({ body }) => textField(parseJson(body), 'problem') ?? '',
	refusalAdvice: () => '',
	retryDelayMs: () => null,
};

function asModel(id: string | null) {
	return id === null ? null : { id, name: id };
}
