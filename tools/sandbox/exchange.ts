import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import { deliver, deliverBadly } from './delivery.ts';
import { faultReply } from './faultReplies.ts';
import { generatesFirst } from './faults.ts';
import type { Fault } from './faults.ts';
import { blanksFor } from './fillIn.ts';
import type { LogEntry } from './requestLog.ts';
import type { Effect, Effects, RequestFacts } from './rules.ts';
import type { ProviderName } from './providerName.ts';
import type { WireReply } from './wire.ts';

const entries = new WeakMap<IncomingMessage, LogEntry>();

export function rememberEntry(request: FastifyRequest, entry: LogEntry): void {
	entries.set(request.raw, entry);
}

export function entryOf(request: FastifyRequest): LogEntry {
	const entry = entries.get(request.raw);
	if (!entry) throw new Error('every request is logged before it is handled');
	return entry;
}

/** Answers as it should be, without rules. */
export function answer(request: FastifyRequest, reply: FastifyReply, wire: WireReply): void {
	entryOf(request).status = wire.status;
	reply.hijack();
	deliver(reply.raw, wire);
}

function answerWithFault(
	context: Context,
	entry: LogEntry,
	response: ServerResponse,
	real: WireReply | null,
	fault: Fault,
): void {
	const { provider } = entry;
	const spoilt = faultReply(fault, real, { provider, blanks: blanksFor(entry, context) });
	const headersAreSent = fault.kind !== 'reset' && fault.kind !== 'hang';
	entry.status = headersAreSent ? ((spoilt ?? real)?.status ?? 200) : null;
	deliverBadly(response, spoilt ?? real, fault);
}

/**
 * One request under the rules: what the rules say is looked up, the time passes, and `make` gives
 * the answer unless a fault comes first; a fault that spoils an answer gets a real one to spoil.
 */
export async function play(
	context: Context,
	request: FastifyRequest,
	reply: FastifyReply,
	facts: RequestFacts,
	make: (effects: Effects) => Promise<WireReply> | WireReply,
	wanted?: readonly Effect[],
): Promise<void> {
	const entry = entryOf(request);
	const { provider, where, prompt } = facts;
	const effects = context.rules.pick(facts, wanted);
	Object.assign(entry, { provider, where, prompt, ruleApplied: effects.ruleApplied });
	reply.hijack();

	const latencyMs = effects.latencyMs ?? context.latencyMs;
	if (latencyMs > 0) {
		const closed = await sleep(latencyMs, false, { signal: context.closing }).catch(() => true);
		if (closed) return;
	}
	const { fault } = effects;
	const real = fault && !generatesFirst(fault) ? null : await make(effects);
	// Whoever asked may have left while the picture was drawn.
	if (reply.raw.destroyed) return;
	if (fault) {
		answerWithFault(context, entry, reply.raw, real, fault);
	} else if (real) {
		entry.status = real.status;
		deliver(reply.raw, real);
	}
}

/** The models of a provider, or its refusal of the key. */
export async function playList(
	context: Context,
	request: FastifyRequest,
	reply: FastifyReply,
	provider: ProviderName,
	wire: WireReply,
): Promise<void> {
	const facts = { where: 'models', provider, model: null, prompt: null } as const;
	await play(context, request, reply, facts, () => wire, ['fault', 'latencyMs']);
}
