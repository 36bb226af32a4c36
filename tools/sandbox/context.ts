import type { Account, AccountLimits } from './account.ts';
import type { Draw } from './draw/draw.ts';
import type { RateLimit } from './rateLimit.ts';
import type { ReferenceReader } from './references.ts';
import type { LogEntry } from './requestLog.ts';
import type { RuleBook } from './rules.ts';
import type { Store } from './store.ts';
import type { Webhooks } from './webhooks.ts';

export interface SandboxOptions extends AccountLimits {
	/** 0, the default, takes a free port. */
	port?: number;
	oakgenApiKey?: string;
	geminiApiKey?: string;
	/** Time before every answer to a generation, a poll or a download. */
	latencyMs?: number;
	rateLimit?: RateLimit;
	/** Single-coloured pictures of the right dimensions, encoded once: for load tests. */
	plain?: boolean;
	/** Plain PNGs of exactly this size, which take memory once, however many are made. */
	pictureBytes?: number;
	/** Puts the other origin behind TLS, under a host name that the caller makes resolve to 127.0.0.1. */
	foreignTls?: { host: string; key: string; cert: string };
	/** Fetch reference URLs from other machines; else they are drawn as a card with the URL. */
	fetchOutsideReferences?: boolean;
}

/** What the routes of both providers share. */
export interface Context {
	url: string;
	foreignUrl: string;
	oakgenApiKey: string;
	geminiApiKey: string;
	latencyMs: number;
	rules: RuleBook;
	store: Store;
	account: Account;
	webhooks: Webhooks;
	draw: Draw;
	requests: LogEntry[];
	foreignRequests: LogEntry[];
	references: ReferenceReader;
	/** Null: go ahead. A number: refuse, and say to come back after so many seconds. */
	secondsToWait: () => number | null;
	/** Aborts what is waiting when the sandbox closes. */
	closing: AbortSignal;
}
