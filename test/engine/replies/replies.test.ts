import type { Fault, Rule } from '../../../tools/sandbox/index.ts';
import { openStage, type Stage } from '../../faults/stage.ts';
import { type Played, playDialect } from '../gateways/play.ts';
import { type ReplyRow, rows } from './rows.ts';

// All rows are played side by side before the first test, as most of their time is waiting.

let stage: Stage;
const played = new Map<string, Played | string>();

beforeAll(async () => {
	stage = await openStage();
	await Promise.all(
		rows.map(async (row, index) => {
			const executionId = `reply-${index}`;
			const seen = await stage
				.withSandbox(executionId, async (sandbox) => {
					for (const rule of rulesOf(row)) sandbox.addRule(rule);
					const provider = row.gemini ? 'gemini' : 'oakgen';
					const parameters = { provider, options: row.options ?? {} };
					return await playDialect(parameters, sandbox, executionId);
				})
				.catch(String);
			played.set(row.name, seen);
		}),
	);
}, 300_000);

afterAll(async () => await stage.close());

test.each(rows)('$name', ({ name, outcome, orders = 1, polls = 0 }) => {
	const seen = played.get(name);
	if (typeof seen !== 'object') throw new Error(seen ?? 'It was not played');
	if (outcome === 'image') {
		expect(seen.outcome).toBe('image');
	} else {
		for (const words of outcome.says) expect(seen.outcome.toLowerCase()).toMatch(lower(words));
		if (outcome.isFree) expect(seen.outcome).not.toMatch(/probably|may have been made/);
	}
	expect(seen.orders).toBe(orders);
	expect(seen.polls).toBeLessThanOrEqual(polls);
});

/** The first that still has its turn counts. */
function rulesOf({ first, dialect, gemini, running }: ReplyRow): Rule[] {
	const rules: Rule[] = [];
	if (gemini) {
		const { status, body, times } = gemini;
		const fault: Fault = { kind: 'status', status, json: body };
		rules.push({ where: 'generate', fault, ...(times !== undefined && { times }) });
	}
	if (first) {
		rules.push({ where: 'generate', dialect: { submit: first.said }, times: first.times });
	}
	if (dialect) {
		const pendingPolls = running ?? 1;
		rules.push({ where: 'generate', dialect, pendingPolls });
	}
	return rules;
}

/** Case is the node's business. */
function lower(words: string | RegExp): string | RegExp {
	return typeof words === 'string' ? words.toLowerCase() : words;
}
