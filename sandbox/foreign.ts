import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { answer } from './exchange.ts';
import { fileRoutes } from './files.ts';
import { jsonReply } from './wire.ts';

/** Another origin, like a CDN: the same files, and 200 for all else, so that it can see who brings a key. */
export function foreignRoutes(app: FastifyInstance, context: Context): void {
	fileRoutes(app, context);
	app.setNotFoundHandler((request, reply) => answer(request, reply, jsonReply({})));
}
