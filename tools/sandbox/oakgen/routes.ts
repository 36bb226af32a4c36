import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { answer, entryOf, play } from '../exchange.ts';
import { GatewayJobs } from '../gateways/jobs.ts';
import { gatewayRoutes } from '../gateways/routes.ts';
import type { Effects, RequestFacts } from '../rules.ts';
import { jsonReply, textOrNull } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { describeAgain } from './describe.ts';
import { oakgenError } from './errors.ts';
import { failureShapes } from './failureShapes.ts';
import { OakgenGenerator } from './generate.ts';
import { Job, Jobs } from './jobs.ts';
import { jobShapes } from './jobShapes.ts';
import { oakgenModels } from './models.ts';
import { isFailureReplyName, isImageReplyName } from './replyNames.ts';
import { replyShapes } from './replyShapes.ts';
import { fieldsOf } from './request.ts';

type WithId = { Params: { id: string } };

type Ended = (job: Job) => WireReply;

const asItsShapeSays: Ended = ({ shape, generation, pollsSinceEnd }) =>
	shape.ended(generation, pollsSinceEnd);

function endOf(job: Job, effects: Effects, ended: Ended): WireReply {
	const name = effects.reply;
	if (name !== undefined && isFailureReplyName(name)) return failureShapes[name];
	if (name !== undefined && isImageReplyName(name)) return replyShapes[name](job.generation);
	return ended(job);
}

/** Failures that name an id can be read under it, like anything else. */
function failureWithId(id: string): WireReply | null {
	const told = Object.values(failureShapes).find(({ body }) => body.includes(`"id":"${id}"`));
	return told ?? null;
}

/** Returns what forgets all jobs and idempotency keys. */
export function oakgenRoutes(app: FastifyInstance, context: Context): () => void {
	const jobs = new Jobs();
	const gatewayJobs = new GatewayJobs();
	const generator = new OakgenGenerator(context, jobs, gatewayJobs);
	gatewayRoutes(app, context, gatewayJobs);

	const isAuthorised = (request: FastifyRequest) =>
		request.headers.authorization === `Bearer ${context.oakgenApiKey}`;

	app.post('/v1/generate/image', async (request, reply) => {
		const entry = entryOf(request);
		const { fields, parts } = fieldsOf(entry.body, entry.parts);
		const [model, prompt] = [textOrNull(fields.model), textOrNull(fields.prompt)];
		Object.assign(entry, { provider: 'oakgen', where: 'generate', prompt });
		if (!isAuthorised(request)) return answer(request, reply, oakgenError(401));
		const seconds = context.secondsToWait();
		if (seconds !== null) {
			const refused = oakgenError(429);
			refused.headers['retry-after'] = String(seconds);
			return answer(request, reply, refused);
		}
		const header = request.headers['idempotency-key'];
		const idempotencyKey = typeof header === 'string' ? header : null;
		await play(
			context,
			request,
			reply,
			{ where: 'generate', provider: 'oakgen', model, prompt },
			(effects) => generator.answer({ fields, parts }, idempotencyKey, effects, entry),
		);
	});

	/** What was answered at once can be read later, any number of times; nothing is paid for that. */
	const laterReading = (id: string): Job | null => {
		const generation = jobs.get(id) ? null : context.store.find(id);
		if (generation?.provider !== 'oakgen') return null;
		const times = { pendingPolls: 0, pendingMs: 0 };
		return new Job(
			jobShapes['job-id'],
			describeAgain(generation, context),
			generation.prompt,
			times,
		);
	};

	const poll = async (
		request: FastifyRequest,
		reply: FastifyReply,
		job: Job | null,
		ended = asItsShapeSays,
	) => {
		Object.assign(entryOf(request), { provider: 'oakgen', where: 'status' });
		if (!isAuthorised(request)) return answer(request, reply, oakgenError(401));
		if (!job) return answer(request, reply, oakgenError(404, 'There is no such generation'));
		const { generation, prompt, shape } = job;
		const made = context.store.find(generation.id);
		const facts: RequestFacts = {
			where: 'status',
			provider: 'oakgen',
			model: generation.model,
			prompt,
			...(made && { ageMs: context.store.ageMs(made) }),
		};
		const { hasEnded } = job;
		entryOf(request).generationId = generation.id;
		await play(
			context,
			request,
			reply,
			facts,
			(effects) => {
				job.countPoll(hasEnded);
				return hasEnded ? endOf(job, effects, ended) : shape.pending(generation);
			},
			hasEnded ? ['reply', 'fault', 'latencyMs'] : ['fault', 'latencyMs'],
		);
	};

	app.get<WithId>('/v1/generate/image/:id', async (request, reply) => {
		const { id } = request.params;
		const failure = isAuthorised(request) ? failureWithId(id) : null;
		if (failure) {
			Object.assign(entryOf(request), { provider: 'oakgen', where: 'status', generationId: id });
			return answer(request, reply, failure);
		}
		await poll(request, reply, jobs.find(id, 'id') ?? laterReading(id));
	});
	app.get<WithId>('/v1/jobs/:id', async (request, reply) => {
		await poll(request, reply, jobs.find(request.params.id, 'statusUrl'));
	});
	app.get<WithId>('/v1/jobs/:id/result', async (request, reply) => {
		const job = jobs.find(request.params.id, 'statusUrl');
		if (job && job.pollsSinceEnd === 0) {
			return answer(request, reply, jsonReply({ detail: 'Request is still in progress' }, 400));
		}
		await poll(request, reply, job, ({ generation }) => replyShapes['images-objects'](generation));
	});

	return () => {
		jobs.clear();
		gatewayJobs.clear();
		generator.clear();
	};
}

export function oakgenModelList(): WireReply {
	return jsonReply({ object: 'list', data: oakgenModels.map((id) => ({ id, object: 'model' })) });
}
