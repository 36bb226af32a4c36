import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { answer, entryOf, play } from './exchange.ts';
import { bytesReply, jsonReply } from './wire.ts';

/** Finished images, on both hosts. No key is asked for. */
export function fileRoutes(app: FastifyInstance, context: Context): void {
	app.get<{ Params: { name: string } }>('/files/:name', async (request, reply) => {
		const file = context.store.file(request.params.name);
		if (!file) {
			return answer(
				request,
				reply,
				jsonReply({ error: { message: 'No such file', code: 'not_found' } }, 404),
			);
		}
		const { provider, model, prompt, id } = file.generation;
		entryOf(request).generationId = id;
		const ageMs = context.store.ageMs(file.generation);
		const facts = { where: 'download', provider, model, prompt, ageMs } as const;
		await play(context, request, reply, facts, () =>
			bytesReply(file.image.bytes, file.image.mimeType),
		);
	});
}
