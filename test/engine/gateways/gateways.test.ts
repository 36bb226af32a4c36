import { gatewayScenes, insteadOf } from '../../../tools/sandbox/index.ts';
import { openStage, type Stage } from '../../faults/stage.ts';
import { type ExpectedError, expectedOf } from './expected.ts';
import { play, type Played } from './play.ts';

// Every row of the table in tools/sandbox/gateways/rows, in every situation that it knows. All are
// played side by side before the first test, as most of their time is waiting.

let stage: Stage;
const played = new Map<string, Played | string>();

beforeAll(async () => {
	stage = await openStage();
	await Promise.all(
		gatewayScenes.map(async (scene, index) => {
			const executionId = `gateway-${index}`;
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
	else expectError(seenOutcome, outcome);
	expect(counts).toEqual(expected);
	const { limited } = scene.gateway;
	if (scene.situation === 'limited') expect(waited).toBeGreaterThanOrEqual(limited?.waits ?? 0);
});

function expectError(error: string, { says, isFree }: ExpectedError): void {
	for (const words of says) expect(error.toLowerCase()).toMatch(words);
	// What ended without an image was not paid for, and must not be said to be.
	if (isFree) expect(error).not.toMatch(/probably|may have been made/);
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

	// A row has a source at least for how a picture is ordered and fetched.
	test('names only situations that it tells of as unverified', () => {
		for (const { gateway } of gatewayScenes) {
			for (const situation of gateway.unverified ?? []) {
				expect(situation).not.toBe('done');
				expect(insteadOf(gateway, situation)).not.toBeNull();
			}
		}
	});
});
