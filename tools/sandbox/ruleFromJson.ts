import { faultKinds } from './faults.ts';
import type { Fault } from './faults.ts';
import { InvalidRule } from './rules.ts';
import type { Rule } from './rules.ts';
import { isRecord } from './wire.ts';

type Kind = 'string' | 'number' | 'object';

const fields: Record<keyof Rule, Kind> = {
	where: 'string',
	provider: 'string',
	model: 'string',
	promptIncludes: 'string',
	skip: 'number',
	times: 'number',
	untilSeconds: 'number',
	reply: 'string',
	dialect: 'object',
	fault: 'object',
	latencyMs: 'number',
	format: 'string',
	pendingPolls: 'number',
	pendingSeconds: 'number',
	filesFrom: 'string',
};

const choices: Partial<Record<keyof Rule, readonly string[]>> = {
	where: ['generate', 'status', 'download', 'models', 'elsewhere'],
	provider: ['oakgen', 'gemini'],
	filesFrom: ['main', 'foreign'],
};

const neededByFault: Partial<Record<Fault['kind'], readonly string[]>> = {
	status: ['status'],
	trickle: ['intervalMs'],
	noise: ['bytes'],
	padded: ['bytes'],
	wrongContentType: ['contentType'],
	redirect: ['location'],
};

function checkFault(fault: unknown): void {
	const kind = isRecord(fault) ? faultKinds.find((name) => name === fault.kind) : undefined;
	if (!isRecord(fault) || !kind)
		throw new InvalidRule(`fault.kind must be one of ${faultKinds.join(', ')}`);
	for (const name of neededByFault[kind] ?? []) {
		if (fault[name] === undefined) throw new InvalidRule(`fault "${kind}" needs ${name}`);
	}
}

function checkDialect(dialect: unknown): void {
	if (!isRecord(dialect) || !isRecord(dialect.submit)) {
		throw new InvalidRule('dialect needs submit, the answer to an order');
	}
	for (const [stage, needed] of [
		['poll', ['path', 'running', 'done']],
		['result', ['path', 'done']],
	] as const) {
		const told = dialect[stage];
		if (told === undefined) continue;
		const missing = needed.filter((name) => !isRecord(told) || told[name] === undefined);
		if (missing.length > 0) throw new InvalidRule(`dialect.${stage} needs ${missing.join(', ')}`);
	}
}

/** A rule that came over HTTP; names of replies and formats are checked by the rule book. */
export function ruleFromJson(value: unknown): Rule {
	if (!isRecord(value)) throw new InvalidRule('a rule is a JSON object');
	for (const [name, content] of Object.entries(value)) {
		if (!Object.hasOwn(fields, name)) throw new InvalidRule(`a rule has no field "${name}"`);
		const field = name as keyof Rule;
		if (typeof content !== fields[field])
			throw new InvalidRule(`${name} must be a ${fields[field]}`);
		const allowed = choices[field];
		if (allowed && !allowed.includes(String(content))) {
			throw new InvalidRule(`${name} must be one of ${allowed.join(', ')}`);
		}
	}
	if (value.where === undefined)
		throw new InvalidRule('where is needed: generate, status, download, models or elsewhere');
	if (value.fault !== undefined) checkFault(value.fault);
	if (value.dialect !== undefined) checkDialect(value.dialect);
	return value as unknown as Rule;
}
