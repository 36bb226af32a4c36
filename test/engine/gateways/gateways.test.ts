import { gatewayScenes } from '../../../tools/sandbox/index.ts';
import { openStage, type Stage } from '../../faults/stage.ts';
import { expectedOf } from './expected.ts';
import { play, type Seen } from './play.ts';

// Every row of the table in tools/sandbox/gateways/rows, in every situation that it knows. All are
// played side by side before the first test, as most of their time is waiting.

let stage: Stage;
const played = new Map<string, Seen | string>();

beforeAll(async () => {
	stage = await openStage();
	await Promise.all(
		gatewayScenes.map(async (scene) => {
			const executionId = `gateway ${scene.name}`;
			const seen = await stage
				.withSandbox(executionId, (sandbox) => play(scene, sandbox, executionId))
				.catch(String);
			played.set(scene.name, seen);
		}),
	);
}, 300_000);

afterAll(async () => await stage.close());

test.each(gatewayScenes)('$name', (scene) => {
	const seen = played.get(scene.name);
	if (typeof seen !== 'object') throw new Error(seen ?? 'It was not played');
	const { outcome, ...expected } = expectedOf(scene);
	const { outcome: seenOutcome, waited, ...counts } = seen;
	if (outcome === 'image') expect(seenOutcome).toBe('image');
	else for (const words of outcome.says) expect(seenOutcome).toMatch(wholeOf(words));
	// What ended without an image was not paid for, and must not be said to be.
	if (outcome !== 'image') expect(seenOutcome).not.toMatch(/probably|may have been made/);
	expect(counts).toEqual(expected);
	const { limited } = scene.gateway;
	if (scene.situation === 'limited') expect(waited).toBeGreaterThanOrEqual(limited?.waits ?? 0);
});

/** Text in an error must stand there as it is. */
function wholeOf(words: string | RegExp): RegExp {
	return typeof words === 'string' ? new RegExp(RegExp.escape(words), 'i') : words;
}

describe('the table', () => {
	test('has at least 24 gateways, each with its public sources', () => {
		const rows = [...new Set(gatewayScenes.map(({ gateway }) => gateway))];
		expect(rows.length).toBeGreaterThanOrEqual(24);
		for (const { sources } of rows) {
			expect(sources.length).toBeGreaterThan(0);
			for (const source of sources) expect(source).toMatch(/^https:\/\//);
		}
	});
});
