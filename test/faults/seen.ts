import type { Act } from './act.ts';
import type { Outcome } from './outcome.ts';
import type { Count } from './row.ts';

/** The same every time: counts that may vary are told as the row tells them, and so are sentences. */
export interface Seen extends Record<'polls' | 'downloads' | 'elsewhere', Count> {
	paid: Outcome['paid'];
	billed: number;
	outcome: string;
}

export function expectedOf(act: Act): Seen {
	const { paid, billed, outcome, polls = 0, elsewhere = 0 } = act;
	const downloads = act.downloads ?? (outcome === 'image' && act.provider === 'oakgen' ? 1 : 0);
	return { paid, billed, outcome, polls, downloads, elsewhere };
}

export function seenOf(result: Outcome, act: Act): Seen {
	const expected = expectedOf(act);
	const told = (count: number, as: Count) => (as === 'some' && count > 0 ? as : count);
	return {
		paid: result.paid,
		billed: result.billed,
		polls: told(result.polls, expected.polls),
		downloads: told(result.downloads, expected.downloads),
		elsewhere: told(result.elsewhere, expected.elsewhere),
		outcome: isSaidAs(act.outcome, result.outcome) ? act.outcome : result.outcome,
	};
}

function isSaidAs(template: string, said: string): boolean {
	const parts = template.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^]*')}$`).test(said);
}
