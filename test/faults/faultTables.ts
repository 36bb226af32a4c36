import { statusResult } from '../../nodes/OakgenImage/transport/retry.ts';
import type { NodeFailure } from '../engine/support.ts';
import { type Act, actsOf } from './act.ts';
import { checkSection } from './document.ts';
import { type OnError, onError, play, type Played } from './play.ts';
import { type FaultTable, isDelivered } from './row.ts';
import { keysSentAstray, leaksIn, leaksInFiles, settledFilesOf, tracesOf } from './secrets.ts';
import { expectedOf, seenOf } from './seen.ts';
import { openStage, type Stage } from './stage.ts';

const modes = Object.keys(onError) as OnError[];

/**
 * Plays every row of some tables, with On Error = stop and = continue, and checks all that it
 * promises. All are played side by side before the first test, as most of their time is waiting.
 */
export function faultTables(...tables: FaultTable[]): void {
	let stage: Stage;
	/** By mode; a string says why there is none. */
	const played: Record<OnError, Map<Act, Played | string>> = {
		stop: new Map(),
		continue: new Map(),
	};
	const scenes = tables.map((table) => ({ table, acts: actsOf(table) }));

	beforeAll(async () => {
		stage = await openStage();
		const clock = tables.some((table) => table.clock === 'jumps') ? jumpAtEveryLook() : null;
		const plays = scenes.flatMap(({ table, acts }) =>
			modes.flatMap((mode) => acts.map((act) => ({ table, mode, act }))),
		);
		await Promise.all(
			plays.map(async ({ table, mode, act }) => {
				played[mode].set(act, await play(act, table, mode, stage).catch(String));
			}),
		);
		clock?.mockRestore();
	}, 300_000);

	afterAll(async () => await stage.close());

	const playedIn = (mode: OnError, act: Act): Played => {
		const result = played[mode].get(act);
		if (typeof result !== 'object') throw new Error(result ?? 'It was not played');
		return result;
	};

	describe.each(scenes)('$table.title', ({ table, acts }) => {
		test('every row has a name of its own', () => {
			expect(new Set(acts.map(({ name }) => name)).size).toBe(acts.length);
		});

		test('what is billed without an image is named, or said to be billed', () => {
			const silent = acts
				.filter((act) => act.billed > 0 && !isDelivered(act))
				.filter(({ outcome }) => !namesWhatIsPaid.test(outcome));
			expect(silent.map(({ name }) => name)).toEqual([]);
		});

		test('what was refused is not said to be billed', () => {
			const loud = acts
				.filter(({ paid }) => paid.length > 0 && paid.every(isRefusal))
				.filter(({ outcome }) => /paid|billed/.test(outcome));
			expect(loud.map(({ name }) => name)).toEqual([]);
		});

		describe.each(modes)('On Error = %s', (mode) => {
			test.each(acts)('$name', async (act) => {
				const result = playedIn(mode, act);
				expect(seenOf(result, act)).toEqual(expectedOf(act));
				if (isDelivered(act)) expect(result.run.json[0]?.attempts).toBe(act.paid.length);
				else if (mode === 'stop') expectError(result.run.error, act);
				expect(result.waitedSeconds).toBeGreaterThanOrEqual(act.waits ?? 0);
				expect(keysSentAstray(act, result)).toEqual([]);
				expect(leaksIn(tracesOf(result, stage.thrownIn(result.executionId)))).toEqual([]);
				const files = await settledFilesOf(result);
				expect(leaksInFiles(files)).toEqual([]);
				// An image and what n8n notes of it, and nothing of attempts that failed. (Edits store a reference.)
				if (act.settings?.operation !== 'edit') {
					expect(files).toHaveLength(hasFile(act) ? 2 : 0);
				} else if (hasFile(act)) expect(files.length).toBeGreaterThanOrEqual(2);
			});
		});

		test('docs/faults.md says the same', () => {
			checkSection(
				table,
				acts.map((act) => ({ act, seen: seenOf(playedIn('stop', act), act) })),
			);
		});
	});

	test('nothing secret in what n8n logs or anybody writes to the console', () => {
		expect(leaksIn(stage.logs.map((text) => ({ what: text, text })))).toEqual([]);
		// The engine says something of every execution, so silence would be deafness.
		expect(stage.logs.length).toBeGreaterThan(scenes.flatMap(({ acts }) => acts).length);
	});
}

const hasFile = (act: Act) => isDelivered(act) && act.outcome !== 'address';

/** As n8n shows it: with what to do, the item, and the status of the reply. */
function expectError(error: NodeFailure | undefined, { paid }: Act): void {
	expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 0 } });
	expect(error?.description).toMatch(/\w{3}.*\.$/);
	const last = paid.at(-1) ?? 0;
	if (last >= 300) expect(error?.httpCode).toBe(String(last));
}

/** On Error = continue hands out the message alone: whoever pays has to find it there. */
const namesWhatIsPaid = /paid|billed|made no image \(id \{job\}\)/;

const isRefusal = (status: number | null) =>
	status !== null && statusResult(status, { takesIdempotencyKey: true }) === 'refused';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Whoever measures a time by two looks at such a clock is a year off, in one direction or the other. */
function jumpAtEveryLook() {
	const { now } = Date;
	let looks = 0;
	return jest.spyOn(Date, 'now').mockImplementation(() => now() + (looks++ % 2) * YEAR_MS);
}
