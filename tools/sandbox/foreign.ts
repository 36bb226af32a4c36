import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { play } from './exchange.ts';
import { fileRoutes } from './files.ts';
import { jsonReply } from './wire.ts';

/** Another origin, like a CDN: the same files, and 200 for all else, unless a rule says otherwise. */
export function foreignRoutes(app: FastifyInstance, context: Context): void {
	fileRoutes(app, context);
	const facts = { where: 'elsewhere', provider: null, model: null, prompt: null } as const;
	app.setNotFoundHandler(
		async (request, reply) =>
			await play(context, request, reply, facts, () => jsonReply({}), ['fault', 'latencyMs']),
	);
}
