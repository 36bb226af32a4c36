import type { FastifyInstance, FastifyRequest } from 'fastify';
import { base64Of } from './base64.ts';
import type { Context } from './context.ts';
import type { DrawnImage } from './draw/picture.ts';
import { answer, entryOf, play } from './exchange.ts';
import { geminiError } from './gemini/errors.ts';
import { isRecord, jsonReply, textOrNull } from './wire.ts';
import type { WireReply } from './wire.ts';

const created = 1_790_000_000;

/** The body of `POST /v1/images/generations`, with the image inside. */
const asOpenAi = ({ bytes }: DrawnImage) => ({ created, data: [{ b64_json: base64Of(bytes) }] });

/** The body of `POST /v1beta/models/{model}:generateContent`, with the image inside. */
const asGoogle = ({ bytes, mimeType }: DrawnImage) => ({
	candidates: [
		{
			content: { role: 'model', parts: [{ inlineData: { mimeType, data: base64Of(bytes) } }] },
			finishReason: 'STOP',
		},
	],
});

/**
 * The APIs that n8n's own image nodes call, as far as the benchmark needs them: one square picture
 * for any prompt and any key, and nothing is billed.
 */
export function peerRoutes(app: FastifyInstance, context: Context): void {
	const openAi = onceEach(asOpenAi);
	const google = onceEach(asGoogle);
	const draw = async (request: FastifyRequest) => {
		const { body } = entryOf(request);
		const model = isRecord(body) ? (textOrNull(body.model) ?? '') : '';
		const shape = { size: '1K', ratio: '1:1', format: 'png', variant: 0 } as const;
		return await context.draw({ prompt: '', model, references: [], ...shape });
	};
	const facts = { where: 'generate', provider: null, model: null, prompt: null } as const;

	app.post('/v1/images/generations', async (request, reply) => {
		await play(context, request, reply, facts, async () => openAi(await draw(request)));
	});
	app.post<{ Params: { call: string } }>('/v1beta/models/:call', async (request, reply) => {
		if (!request.params.call.endsWith(':generateContent')) {
			return answer(request, reply, geminiError(404));
		}
		await play(context, request, reply, facts, async () => google(await draw(request)));
	});
}

/** The reply with a picture, made once for each picture. */
function onceEach(toBody: (image: DrawnImage) => unknown): (image: DrawnImage) => WireReply {
	const made = new WeakMap<Buffer, WireReply>();
	return (image) => {
		const reply = made.get(image.bytes) ?? jsonReply(toBody(image));
		made.set(image.bytes, reply);
		return reply;
	};
}
