import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { answer, entryOf, play } from '../exchange.ts';
import { oakgenError } from '../oakgen/errors.ts';
import type { GatewayJobs } from './jobs.ts';

/**
 * Every gateway is asked for its jobs at addresses of its own. They are looked at before any other
 * route, because some of them are those of another provider.
 */
export function gatewayRoutes(app: FastifyInstance, context: Context, jobs: GatewayJobs): void {
	app.addHook('preHandler', async (request, reply) => {
		const job = request.method === 'GET' ? jobs.ask(request.url) : null;
		if (!job) return;
		const { model, prompt, id } = job.generation;
		const facts = { where: 'status', provider: 'oakgen', model, prompt } as const;
		Object.assign(entryOf(request), { ...facts, generationId: id });
		const hasKey = request.headers.authorization === `Bearer ${context.oakgenApiKey}`;
		if (!hasKey) return answer(request, reply, oakgenError(401));
		await play(context, request, reply, facts, job.answer, ['fault', 'latencyMs']);
	});
}
