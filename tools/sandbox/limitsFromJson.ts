import type { AccountLimits } from './account.ts';
import { refusalNames } from './refusals.ts';
import { isRecord } from './wire.ts';

const isLimit = (value: unknown): boolean =>
	value === null || (typeof value === 'number' && value >= 0);

const checks: Record<keyof AccountLimits, { holds: (value: unknown) => boolean; words: string }> = {
	balance: { holds: isLimit, words: 'a number from 0, or null' },
	maxRunningJobs: { holds: isLimit, words: 'a number from 0, or null' },
	emptyBalanceReply: {
		holds: (value) => refusalNames.some((name) => name === value),
		words: `one of ${refusalNames.join(', ')}`,
	},
};

/** Limits that came over HTTP, or what is wrong with them. */
export function limitsFromJson(value: unknown): AccountLimits | string {
	if (!isRecord(value)) return 'limits are a JSON object';
	for (const [name, content] of Object.entries(value)) {
		if (!Object.hasOwn(checks, name)) return `there is no limit "${name}"`;
		const { holds, words } = checks[name as keyof AccountLimits];
		if (!holds(content)) return `${name} must be ${words}`;
	}
	return value;
}
