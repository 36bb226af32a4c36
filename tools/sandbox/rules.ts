import { imageFormats } from './draw/encode.ts';
import type { ImageFormat } from './draw/encode.ts';
import type { Fault } from './faults.ts';
import type { Dialect } from './gateways/gateway.ts';
import { isGeminiReplyName } from './gemini/replies.ts';
import type { GeminiReplyName } from './gemini/replies.ts';
import { isOakgenReplyName } from './oakgen/replyNames.ts';
import type { OakgenReplyName } from './oakgen/replyNames.ts';
import type { Where } from './where.ts';
import type { ProviderName } from './providerName.ts';

export type ReplyName = OakgenReplyName | GeminiReplyName;

/** What the sandbox does with requests that match, instead of what it would do by itself. */
export interface Rule {
	where: Where;
	provider?: ProviderName;
	/** The model id as sent. */
	model?: string;
	promptIncludes?: string;
	/** Matching requests to leave alone first. */
	skip?: number;
	/** Matching requests to change after that; all of them when absent. */
	times?: number;
	/** Only for so many seconds after the generation was made that the request is about. */
	untilSeconds?: number;
	/** Named shape of the reply. For `status`: of a job that has ended. */
	reply?: ReplyName;
	/** For `generate`: a gateway that has no row, told here. */
	dialect?: Dialect;
	fault?: Fault;
	latencyMs?: number;
	format?: ImageFormat;
	/** How many polls find a job unfinished (default 2). */
	pendingPolls?: number;
	/** Seconds that a job takes, however often it is polled; `pendingPolls` is then 0 unless given. */
	pendingSeconds?: number;
	/** Host in the download URLs: `foreign` is another origin, as a CDN would be. */
	filesFrom?: 'main' | 'foreign';
}

const effects = [
	'reply',
	'dialect',
	'fault',
	'latencyMs',
	'format',
	'pendingPolls',
	'pendingSeconds',
	'filesFrom',
] as const;
export type Effect = (typeof effects)[number];
export type Effects = Pick<Rule, Effect> & { ruleApplied: Rule | null };

export interface RequestFacts {
	where: Where;
	provider: ProviderName | null;
	model: string | null;
	prompt: string | null;
	/** Of the generation that the request is about, when it is about one. */
	ageMs?: number;
}

export class InvalidRule extends Error {}

function providerOf(rule: Rule): ProviderName | undefined {
	if (rule.reply === undefined) return rule.provider;
	return isGeminiReplyName(rule.reply) ? 'gemini' : 'oakgen';
}

function check(rule: Rule): void {
	if (rule.format !== undefined && !imageFormats.includes(rule.format)) {
		throw new InvalidRule(`format must be one of ${imageFormats.join(', ')}`);
	}
	if (rule.reply === undefined) return;
	if (!isGeminiReplyName(rule.reply) && !isOakgenReplyName(rule.reply)) {
		throw new InvalidRule(`there is no reply shape "${String(rule.reply)}"`);
	}
	if (rule.provider !== undefined && rule.provider !== providerOf(rule)) {
		throw new InvalidRule(`"${rule.reply}" is not a reply shape of ${rule.provider}`);
	}
}

export class RuleBook {
	#rules: Array<{ rule: Rule; matched: number }> = [];

	add(rule: Rule): void {
		check(rule);
		this.#rules.push({ rule, matched: 0 });
	}

	clear(): void {
		this.#rules = [];
	}

	list(): Rule[] {
		return this.#rules.map(({ rule }) => rule);
	}

	/** The first live rule wins for each effect; a rule that adds nothing is not used up. */
	pick(facts: RequestFacts, wanted: readonly Effect[] = effects): Effects {
		const picked: Effects = { ruleApplied: null };
		for (const live of this.#rules) {
			const { rule } = live;
			const offers = wanted.filter(
				(effect) => rule[effect] !== undefined && picked[effect] === undefined,
			);
			if (offers.length === 0 || !matches(rule, facts)) continue;
			live.matched += 1;
			const turn = live.matched - (rule.skip ?? 0);
			if (turn < 1 || turn > (rule.times ?? Infinity)) continue;
			for (const effect of offers) Object.assign(picked, { [effect]: rule[effect] });
			picked.ruleApplied ??= rule;
		}
		return picked;
	}
}

function matches(rule: Rule, facts: RequestFacts): boolean {
	const provider = providerOf(rule);
	return (
		rule.where === facts.where &&
		(provider === undefined || provider === facts.provider) &&
		(rule.untilSeconds === undefined || (facts.ageMs ?? Infinity) < rule.untilSeconds * 1000) &&
		(rule.model === undefined || rule.model === facts.model) &&
		(rule.promptIncludes === undefined || (facts.prompt ?? '').includes(rule.promptIncludes))
	);
}
