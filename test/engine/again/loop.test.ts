import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRunExecutionData,
} from 'n8n-workflow';
import type { ExportedWorkflow } from '../../../tools/engine/index.ts';
import { startSandbox } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import { goOn, type ImageRun, type ImageRunOptions, names, runImage } from '../support.ts';
import {
	binaryModes,
	drawn,
	expectMadeForThem,
	itemsNamed,
	numbered,
	paidFor,
	prompt,
	retryOnFail,
	timesPaid,
} from './support.ts';

const sandbox = sandboxOfFile();

/** Trigger → items → Loop Over Items ⇄ Oakgen Image, and what comes of it → All. */
const loop =
	(batchSize: number) =>
	(workflow: ExportedWorkflow): ExportedWorkflow => {
		const node = (name: string, type: string, typeVersion: number, parameters: IDataObject) =>
			({ id: `id-of-${name}`, name, type, typeVersion, position: [0, 0], parameters }) as INode;
		const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
		return {
			...workflow,
			nodes: [
				...workflow.nodes,
				node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize, options: {} }),
				node('All', 'n8n-nodes-base.set', 3.4, { includeOtherFields: true }),
			],
			connections: {
				[names.start]: { main: [to(names.items)] },
				[names.items]: { main: [to('Loop')] },
				Loop: { main: [to('All'), to(names.image)] },
				[names.image]: { main: [to('Loop')] },
			},
		};
	};

const six = numbered(6);
const failing = (promptIncludes: string, times = 1) =>
	sandbox.addRule({ where: 'generate', promptIncludes, times, fault: status(400) });

const run = (runOptions: ImageRunOptions, items = six, options: INodeParameters = {}) =>
	runImage(
		sandbox,
		{ ...drawn, prompt, options },
		{ items: itemsNamed(items), rewire: loop(2), ...runOptions },
	);

const roundsOf = ({ run: { data } }: ImageRun): number =>
	data.resultData.runData[names.image]?.length ?? 0;
const outcome = ({ outputOf }: ImageRun): INodeExecutionData[] => outputOf('All');

describe.each(binaryModes)('a loop of three rounds, binary mode %s', (binaryMode) => {
	test('makes every image once and keeps nothing', async () => {
		const looped = await run({ binaryMode });
		expect(roundsOf(looped)).toBe(3);
		await expectMadeForThem(sandbox, outcome(looped), six);
		expect(sandbox.bill()).toBe(6);
		expect(looped.paidImages).toBeUndefined();
	});

	test.each([0, 2, 5])(
		'tries again, by Retry On Fail, only the round in which picture %d fails',
		async (bad) => {
			failing(`picture ${bad}`, 2);
			const looped = await run({ binaryMode, settings: retryOnFail(3) });
			expect(roundsOf(looped)).toBe(3);
			await expectMadeForThem(sandbox, outcome(looped), six);
			expect(timesPaid(sandbox, six)).toEqual(six.map((_, at) => (at === bad ? 3 : 1)));
			expect(looped.paidImages).toBeUndefined();
		},
	);

	test('goes on, by “Retry execution”, with the round that failed', async () => {
		failing('picture 3');
		const failed = await run({ binaryMode });
		expect(failed.error?.message).toContain('[item 1]');
		expect(roundsOf(failed)).toBe(2);
		const looped = await run({ binaryMode, retryOf: failed });
		expect(roundsOf(looped)).toBe(3);
		await expectMadeForThem(sandbox, outcome(looped), six);
		expect(timesPaid(sandbox, six)).toEqual([1, 1, 1, 2, 1, 1]);
		expect(looped.paidImages).toBeUndefined();
	});
});

test('after a crash, with execution progress saved, the rounds that were done are not run again', async () => {
	let saved: IRunExecutionData | undefined;
	const crashed = await run({
		onNodeDone: (name, _task, data) => {
			if (name === names.image) saved ??= structuredClone(data);
		},
	});
	if (!saved) throw new Error('The node was never done');
	expect(sandbox.bill()).toBe(6);
	// In n8n the crash comes after that moment, and takes with it what has been done since.
	const retryOf = { ...crashed, run: { ...crashed.run, data: saved } };
	const looped = await run({ retryOf });
	expect(outcome(looped).map(({ json }) => json.prompt)).toEqual(six);
	expect(timesPaid(sandbox, six)).toEqual([1, 1, 2, 2, 2, 2]);
});

test('a round never gets what another one has kept, though it asks for the same', async () => {
	const same = Array.from({ length: 6 }, () => 'a fox');
	// In each round the second item fails, so the image of the first one is kept.
	for (const skip of [1, 2, 3]) {
		sandbox.addRule({ where: 'generate', skip, times: 1, fault: status(400) });
	}
	const looped = await run({ settings: goOn }, same, { concurrency: 1 });
	expect(outcome(looped).map(({ json }) => json.prompt ?? 'an error')).toEqual(
		[1, 2, 3].flatMap(() => ['a fox', 'an error']),
	);
	expect(looped.paidImages).toBeDefined();
	const images = outcome(looped).filter(({ json }) => json.error === undefined);
	await expectMadeForThem(sandbox, images, ['a fox', 'a fox', 'a fox']);
	expect(sandbox.bill()).toBe(3);
	const keys = paidFor(sandbox, 'a fox').map(({ headers }) => headers['idempotency-key']);
	expect(new Set(keys).size).toBe(6);
});

/** A round with failures leaves entries behind; those of this one and of eight before it stay. */
const MOST_ROUNDS_KEPT = 9;

test('what is kept does not grow with the rounds, though each of them fails in part', async () => {
	const plain = await startSandbox({ plain: true });
	const items = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? `good ${at}` : 'bad'));
	plain.addRule({ where: 'generate', promptIncludes: 'bad', fault: status(400) });
	try {
		const looped = await runImage(
			plain,
			{ prompt },
			{ items: itemsNamed(items), rewire: loop(2), settings: goOn },
		);
		expect(roundsOf(looped)).toBe(30);
		expect(plain.bill()).toBe(30);
		const kept = Object.keys(looped.paidImages as object);
		expect(new Set(kept.map((key) => key.split(':')[0])).size).toBe(MOST_ROUNDS_KEPT);
		expect(kept).toHaveLength(MOST_ROUNDS_KEPT);
		expect(JSON.stringify(looped.paidImages).length).toBeLessThan(MOST_ROUNDS_KEPT * 1600);
	} finally {
		await plain.close();
	}
});
