import fc from 'fast-check';

import { runInLanes } from '../../../nodes/OakgenImage/run/lanes';
import { VirtualClock } from '../../support/virtualClock';

const never = () => false;

/** Tasks are how long they take; notes starts and how many were under way. */
async function run(
	tasks: number[],
	lanes: number,
	isStopped: (started: number[]) => boolean = never,
) {
	const clock = new VirtualClock();
	const started: number[] = [];
	const ended: string[] = [];
	let running = 0;
	let most = 0;
	const work = async (ms: number) => {
		started.push(clock.now());
		running += 1;
		most = Math.max(most, running);
		await clock.sleep(ms);
		running -= 1;
		ended.push(`${ms}@${clock.now()}`);
	};
	await clock.run(runInLanes(tasks, lanes, work, () => isStopped(started)));
	return { ended, started, most, endedAt: clock.now() };
}

it.each<[string, number[], number, number[], number]>([
	['one lane works on one after the other', [30, 10, 20], 1, [0, 30, 40], 60],
	['two lanes take the next as they come free', [30, 10, 20], 2, [0, 0, 10], 30],
	['more lanes than tasks', [30, 10, 20], 50, [0, 0, 0], 30],
	['nothing to do', [], 4, [], 0],
])('%s', async (_, tasks, lanes, started, endedAt) => {
	expect(await run(tasks, lanes)).toMatchObject({ started, endedAt });
});

it('starts nothing once it is stopped, and finishes what is under way', async () => {
	const { ended, started } = await run([30, 10, 20, 5], 2, (all) => all.length >= 3);
	expect(started).toEqual([0, 0, 10]);
	expect(ended).toEqual(['10@10', '30@30', '20@30']);
});

it('starts nothing when it is stopped from the beginning', async () => {
	expect(await run([1, 2], 2, () => true)).toMatchObject({ started: [], ended: [] });
});

it('never has more under way than there are lanes, and does everything once', async () => {
	const tasks = fc.array(fc.nat(50), { maxLength: 20 });
	await fc.assert(
		fc.asyncProperty(tasks, fc.integer({ min: 1, max: 25 }), async (all, lanes) => {
			const { ended, started, most, endedAt } = await run(all, lanes);
			expect(most).toBe(Math.min(lanes, all.length));
			expect(started).toHaveLength(all.length);
			const lengths = ended.map((end) => Number(end.split('@')[0]));
			expect(lengths.toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b));
			// No lane idles while there is work.
			const total = all.reduce((sum, ms) => sum + ms, 0);
			expect(endedAt).toBeLessThanOrEqual(total / Math.max(1, lanes) + Math.max(0, ...all));
		}),
	);
});
