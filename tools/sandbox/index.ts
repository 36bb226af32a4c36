import type { AddressInfo } from 'node:net';
import { Account } from './account.ts';
import type { AccountLimits, Bill } from './account.ts';
import type { Context, SandboxOptions } from './context.ts';
import { createDrawing } from './draw/draw.ts';
import { createPaddedDrawing } from './draw/padded.ts';
import { foreignRoutes } from './foreign.ts';
import { createRateLimiter } from './rateLimit.ts';
import type { LogEntry } from './requestLog.ts';
import { RuleBook } from './rules.ts';
import type { Rule } from './rules.ts';
import { statementOf } from './statement.ts';
import { loggingServer, mainRoutes } from './server.ts';
import { Store } from './store.ts';
import type { Generation } from './store.ts';
import { Webhooks } from './webhooks.ts';
import type { WebhookCall } from './webhooks.ts';

export type { AccountLimits, Bill, BillLine } from './account.ts';
export type { SandboxOptions } from './context.ts';
export { faultKinds } from './faults.ts';
export type { Fault } from './faults.ts';
export { insteadOf, refusalOf } from './gateways/gateway.ts';
export type { Dialect, Gateway, Instead, Said, Situation } from './gateways/gateway.ts';
export { scenes as gatewayScenes } from './gateways/names.ts';
export type { GatewayReplyName, Scene as GatewayScene } from './gateways/names.ts';
export { geminiReplyNames } from './gemini/replies.ts';
export type { GeminiReplyName } from './gemini/replies.ts';
export { oakgenReplyNames } from './oakgen/replyNames.ts';
export type { OakgenReplyName } from './oakgen/replyNames.ts';
export { refusalNames } from './refusals.ts';
export type { RefusalName } from './refusals.ts';
export type { ProviderName } from './providerName.ts';
export type { RateLimit } from './rateLimit.ts';
export type { LogEntry, MultipartPart } from './requestLog.ts';
export type { Where } from './where.ts';
export type { ReplyName, Rule } from './rules.ts';
export type { Generation, ReferenceRecord, StoredImage } from './store.ts';
export type { WebhookCall } from './webhooks.ts';

export const defaultOakgenApiKey = 'sandbox-oakgen-key';
export const defaultGeminiApiKey = 'sandbox-gemini-key';

export interface Sandbox {
	/** Base URL for the Oakgen credential. */
	url: string;
	/** Base URL for the Gemini credential. */
	geminiUrl: string;
	/** Another origin that serves the same files and records who asks. */
	foreignUrl: string;
	oakgenApiKey: string;
	geminiApiKey: string;
	requests: readonly LogEntry[];
	foreignRequests: readonly LogEntry[];
	generations: readonly Generation[];
	/** Images that a provider would have billed. */
	bill(): number;
	/** Every paid order, with its idempotency key and credits, and what is left on the account. */
	statement(): Bill;
	/** Finished replies that were sent to the addresses given with orders. */
	webhooks: readonly WebhookCall[];
	/** Changes what the account can afford; what is not named stays. */
	limit(limits: AccountLimits): void;
	addRule(rule: Rule): void;
	/** Forgets rules, requests, generations, files, jobs, interactions and idempotency keys. */
	reset(): void;
	close(): Promise<void>;
}

const host = '127.0.0.1';

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const closing = new AbortController();
	const { pictureBytes, plain = false } = options;
	const draw =
		pictureBytes === undefined ? createDrawing(plain) : createPaddedDrawing(pictureBytes);
	const store = new Store(draw);
	const account = new Account(options);
	const webhooks = new Webhooks(closing.signal);
	const context: Context = {
		url: '',
		foreignUrl: '',
		oakgenApiKey: options.oakgenApiKey ?? defaultOakgenApiKey,
		geminiApiKey: options.geminiApiKey ?? defaultGeminiApiKey,
		latencyMs: options.latencyMs ?? 0,
		rules: new RuleBook(),
		store,
		account,
		webhooks,
		draw,
		requests: [],
		foreignRequests: [],
		references: {
			store,
			fetchOutside: options.fetchOutsideReferences ?? false,
			isOwn: ({ origin }) => origin === context.url || origin === context.foreignUrl,
		},
		secondsToWait: createRateLimiter(options.rateLimit),
		closing: closing.signal,
	};

	const main = loggingServer('main', context.requests);
	const { foreignTls } = options;
	const foreign = loggingServer('foreign', context.foreignRequests, foreignTls);
	const forget = mainRoutes(main, context);
	foreignRoutes(foreign, context);
	await main.listen({ host, port: options.port ?? 0 });
	await foreign.listen({ host, port: 0 });
	const portOf = (app: typeof main) => (app.server.address() as AddressInfo).port;
	context.url = `http://${host}:${portOf(main)}`;
	context.foreignUrl = foreignTls
		? `https://${foreignTls.host}:${portOf(foreign)}`
		: `http://${host}:${portOf(foreign)}`;

	return {
		url: context.url,
		geminiUrl: `${context.url}/v1`,
		foreignUrl: context.foreignUrl,
		oakgenApiKey: context.oakgenApiKey,
		geminiApiKey: context.geminiApiKey,
		requests: context.requests,
		foreignRequests: context.foreignRequests,
		generations: store.generations,
		bill: () => store.bill(),
		statement: () => statementOf(context),
		webhooks: webhooks.calls,
		limit: (limits) => account.set(limits),
		addRule: (rule) => context.rules.add(rule),
		reset: () => {
			context.rules.clear();
			context.requests.length = 0;
			context.foreignRequests.length = 0;
			store.reset();
			account.reset();
			webhooks.clear();
			forget();
		},
		close: async () => {
			closing.abort();
			await Promise.all([main.close(), foreign.close()]);
		},
	};
}
