import { openStage, type Stage } from '../../faults/stage.ts';
import { type Played, playDialect } from '../gateways/play.ts';
import { rows } from './rows.ts';

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
					const { first, dialect, running } = row;
					if (first) {
						const { said, times } = first;
						sandbox.addRule({ where: 'generate', dialect: { submit: said }, times });
					}
					sandbox.addRule({
						where: 'generate',
						dialect,
						...(running !== undefined && { pendingPolls: running }),
					});
					return await playDialect({ options: row.options ?? {} }, sandbox, executionId);
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

/** Case is the node's business. */
function lower(words: string | RegExp): string | RegExp {
	return typeof words === 'string' ? words.toLowerCase() : words;
}
