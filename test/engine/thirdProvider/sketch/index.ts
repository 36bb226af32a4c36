import { parseJson, textField } from '../../../../nodes/OakgenImage/text/json';
import { readModels } from '../../../../nodes/OakgenImage/providers/modelList';
import { NO_FACTS } from '../../../../nodes/OakgenImage/providers/noFacts';
import type { Generation, Provider } from '../../../../nodes/OakgenImage/providers/types';
import { encodePathPart } from '../../../../nodes/OakgenImage/transport/addresses';
import { sketchEntry } from './entry';
import { readSketchSettings, type SketchSettings } from './options';
import { toSketchRequest } from './request';

/** A made-up provider: what docs/adding-a-provider.md says, done. */
export const sketch: Provider<SketchSettings> = {
	...sketchEntry,

	formatChoices: {},
	takesMask: false,
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
	ownFields: () => ({ pencil: 'Model', prompt: 'Prompt' }),
	toGeneration(reply): Generation {
		const parsed = parseJson(reply.body);
		const facts = { ...NO_FACTS, id: textField(parsed, 'id') };
		const picture = textField(parsed, 'picture');
		if (picture === null) return { status: 'unclear', excerpt: 'no picture', isDone: true, facts };
		const image = { kind: 'bytes' as const, bytes: Buffer.from(picture, 'base64') };
		return { status: 'done', images: [image], warnings: [], facts };
	},
	unknownJobAdvice: 'Draw it again.',
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
