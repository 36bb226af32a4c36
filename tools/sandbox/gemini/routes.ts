import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { answer, entryOf, play, playList } from '../exchange.ts';
import { isRecord, jsonReply, textOrNull } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { geminiError, invalidKey, missingKey } from './errors.ts';
import { Interactions, isPending } from './interactions.ts';
import { geminiModels, modelResource } from './models.ts';

type WithId = { Params: { id: string } };

function keyOf(request: FastifyRequest): string | null {
	const header = request.headers['x-goog-api-key'];
	if (typeof header === 'string') return header;
	return isRecord(request.query) ? textOrNull(request.query.key) : null;
}

/** Whether a request to a path that both providers have is meant for Google. */
export function isForGemini(request: FastifyRequest): boolean {
	return keyOf(request) !== null || request.url.startsWith('/v1beta/');
}

function refuseKey(context: Context, request: FastifyRequest): WireReply | null {
	const key = keyOf(request);
	if (key === null) return missingKey();
	return key === context.geminiApiKey ? null : invalidKey();
}

function promptOf(body: unknown): string | null {
	const texts: string[] = [];
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (Array.isArray(value)) value.forEach(collect);
		else if (isRecord(value)) collect(value.text ?? value.content);
	};
	collect(isRecord(body) ? body.input : null);
	return texts.length > 0 ? texts.join('\n') : null;
}

export async function answerModels(
	context: Context,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const models = Object.keys(geminiModels).map(modelResource);
	await playList(
		context,
		request,
		reply,
		'gemini',
		refuseKey(context, request) ?? jsonReply({ models }),
	);
}

/** Returns what forgets all interactions. */
export function geminiRoutes(app: FastifyInstance, context: Context): () => void {
	const interactions = new Interactions(context);

	const create = async (request: FastifyRequest, reply: FastifyReply) => {
		const entry = entryOf(request);
		const prompt = promptOf(entry.body);
		const model = isRecord(entry.body) ? textOrNull(entry.body.model) : null;
		Object.assign(entry, { provider: 'gemini', where: 'generate', prompt });
		const refused = refuseKey(context, request);
		if (refused) return answer(request, reply, refused);
		const seconds = context.secondsToWait();
		if (seconds !== null) {
			const tooMany = geminiError(429);
			tooMany.headers['retry-after'] = String(seconds);
			return answer(request, reply, tooMany);
		}
		await play(
			context,
			request,
			reply,
			{ where: 'generate', provider: 'gemini', model, prompt },
			(effects) => interactions.create(entry.body, effects, entry),
		);
	};

	const read = async (request: FastifyRequest<WithId>, reply: FastifyReply) => {
		const entry = entryOf(request);
		Object.assign(entry, { provider: 'gemini', where: 'status' });
		const refused = refuseKey(context, request);
		if (refused) return answer(request, reply, refused);
		const kept = interactions.find(request.params.id);
		if (!kept) return answer(request, reply, geminiError(404));
		const { model, prompt, id } = kept.parts;
		entry.generationId = id;
		const made = context.store.find(id);
		const ageMs = made ? { ageMs: context.store.ageMs(made) } : {};
		await play(
			context,
			request,
			reply,
			{ where: 'status', provider: 'gemini', model, prompt, ...ageMs },
			(effects) => interactions.read(kept, effects),
			isPending(kept) ? ['fault', 'latencyMs'] : ['reply', 'fault', 'latencyMs'],
		);
	};

	for (const version of ['/v1', '/v1beta']) {
		app.post(`${version}/interactions`, create);
		app.get<WithId>(`${version}/interactions/:id`, read);
		app.get<WithId>(`${version}/models/:id`, (request, reply) => {
			const { id } = request.params;
			const found = geminiModels[id] ? jsonReply(modelResource(id)) : geminiError(404);
			answer(request, reply, refuseKey(context, request) ?? found);
		});
	}
	app.get('/v1beta/models', (request, reply) => answerModels(context, request, reply));

	return () => interactions.clear();
}
