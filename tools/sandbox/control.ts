import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { answer, entryOf } from './exchange.ts';
import { geminiReplyNames } from './gemini/replies.ts';
import { faultKinds } from './faults.ts';
import { oakgenReplyNames } from './oakgen/replyNames.ts';
import { printable } from './requestLog.ts';
import { ruleFromJson } from './ruleFromJson.ts';
import { InvalidRule } from './rules.ts';
import type { Generation } from './store.ts';
import { limitsFromJson } from './limitsFromJson.ts';
import { refusalNames } from './refusals.ts';
import { statementOf } from './statement.ts';
import { jsonReply } from './wire.ts';
import type { WireReply } from './wire.ts';

function line(generation: Generation): unknown {
	const images = generation.images.map(({ bytes, ...image }) => ({
		...image,
		byteLength: bytes.length,
	}));
	return { ...generation, images };
}

function invalid(message: string, code: string): WireReply {
	return jsonReply({ error: { message, code } }, 400);
}

/** The sandbox's own controls; no key is asked for. */
export function controlRoutes(app: FastifyInstance, context: Context): void {
	app.get('/_sandbox/requests', (request, reply) => {
		const { requests, foreignRequests } = context;
		answer(request, reply, jsonReply([...requests, ...foreignRequests].map(printable)));
	});
	app.get('/_sandbox/generations', (request, reply) => {
		const { store } = context;
		answer(
			request,
			reply,
			jsonReply({ bill: store.bill(), generations: store.generations.map(line) }),
		);
	});
	app.get('/_sandbox/bill', (request, reply) => {
		answer(request, reply, jsonReply(statementOf(context)));
	});
	app.get('/_sandbox/webhooks', (request, reply) => {
		answer(request, reply, jsonReply(context.webhooks.calls));
	});
	app.get('/_sandbox/limits', (request, reply) => {
		answer(request, reply, jsonReply(context.account.limits));
	});
	app.post('/_sandbox/limits', (request, reply) => {
		const limits = limitsFromJson(entryOf(request).body);
		if (typeof limits === 'string') {
			return answer(request, reply, invalid(limits, 'invalid_limits'));
		}
		context.account.set(limits);
		answer(request, reply, jsonReply(context.account.limits));
	});
	app.get('/_sandbox/shapes', (request, reply) => {
		const shapes = {
			oakgen: oakgenReplyNames,
			gemini: geminiReplyNames,
			faults: faultKinds,
			emptyBalance: refusalNames,
		};
		answer(request, reply, jsonReply(shapes));
	});
	app.get('/_sandbox/rules', (request, reply) => {
		answer(request, reply, jsonReply(context.rules.list()));
	});
	app.post('/_sandbox/rules', (request, reply) => {
		const { body } = entryOf(request);
		try {
			const rules = (Array.isArray(body) ? body : [body]).map(ruleFromJson);
			for (const rule of rules) context.rules.add(rule);
			answer(request, reply, jsonReply(context.rules.list(), 201));
		} catch (error) {
			if (!(error instanceof InvalidRule)) throw error;
			answer(request, reply, invalid(error.message, 'invalid_rule'));
		}
	});
	app.delete('/_sandbox/rules', (request, reply) => {
		context.rules.clear();
		answer(request, reply, { status: 204, headers: {}, body: Buffer.alloc(0) });
	});
}
