import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { acceptBodies, readBody } from './body.ts';
import type { Context } from './context.ts';
import { controlRoutes } from './control.ts';
import { answer, entryOf, playList, rememberEntry } from './exchange.ts';
import { fileRoutes } from './files.ts';
import { geminiError } from './gemini/errors.ts';
import { answerModels, geminiRoutes, isForGemini } from './gemini/routes.ts';
import { oakgenError } from './oakgen/errors.ts';
import { oakgenModelList, oakgenRoutes } from './oakgen/routes.ts';
import { page, viewPage } from './page.ts';
import { peerRoutes } from './peers.ts';
import { newLogEntry } from './requestLog.ts';
import type { LogEntry } from './requestLog.ts';
import { textReply } from './wire.ts';

/** An HTTP server that logs every request to a provider before anything else looks at it. */
export function loggingServer(
	origin: LogEntry['origin'],
	log: LogEntry[],
	tls?: { key: string; cert: string },
): FastifyInstance {
	const app = fastify({
		// Sockets that a fault left hanging must not outlive the sandbox.
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 500 },
		serverFactory: (handler) => (tls ? createTlsServer(tls, handler) : createServer(handler)),
	});
	acceptBodies(app);
	app.addHook('onRequest', async (request) => {
		const entry = newLogEntry(origin, request);
		rememberEntry(request, entry);
		if (request.url !== '/' && !request.url.startsWith('/_sandbox/')) log.push(entry);
	});
	app.addHook('preHandler', async (request) => {
		await readBody(request, entryOf(request));
	});
	return app;
}

function readableStatus(error: unknown): number {
	const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
	return typeof status === 'number' ? status : 500;
}

/** The providers' host. Returns what forgets jobs, interactions and idempotency keys. */
export function mainRoutes(app: FastifyInstance, context: Context): () => void {
	const forgetOakgen = oakgenRoutes(app, context);
	const forgetGemini = geminiRoutes(app, context);
	peerRoutes(app, context);
	fileRoutes(app, context);
	controlRoutes(app, context);

	app.get('/v1/models', async (request, reply) => {
		if (isForGemini(request)) return await answerModels(context, request, reply);
		const hasKey = request.headers.authorization === `Bearer ${context.oakgenApiKey}`;
		const wire = hasKey ? oakgenModelList() : oakgenError(401);
		await playList(context, request, reply, 'oakgen', wire);
	});
	app.get('/', (request, reply) => {
		const { generations } = context.store;
		answer(
			request,
			reply,
			textReply(page(generations, context.store.bill()), 200, 'text/html; charset=utf-8'),
		);
	});
	// What a `url` that is no file may lead to.
	app.get<{ Params: { id: string } }>('/view/:id', (request, reply) => {
		const generation = context.store.find(request.params.id);
		if (!generation) return answer(request, reply, oakgenError(404));
		answer(request, reply, textReply(viewPage(generation), 200, 'text/html; charset=utf-8'));
	});
	app.get('/_sandbox/count', (request, reply) => {
		answer(request, reply, textReply(String(context.store.generations.length)));
	});
	app.setNotFoundHandler((request, reply) => {
		answer(request, reply, isForGemini(request) ? geminiError(404) : oakgenError(404));
	});
	app.setErrorHandler((error, request, reply) => {
		const status = readableStatus(error);
		const message = error instanceof Error ? error.message : String(error);
		const wire = isForGemini(request) ? geminiError(status, message) : oakgenError(status, message);
		if (reply.raw.headersSent) reply.raw.destroy();
		else answer(request, reply, wire);
	});

	return () => {
		forgetOakgen();
		forgetGemini();
	};
}
