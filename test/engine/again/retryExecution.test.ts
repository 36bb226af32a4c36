import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type ExportedWorkflow, pruneBinary } from '../../../tools/engine/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import {
	goOn,
	type ImageRun,
	type ImageRunOptions,
	names,
	paidRequests,
	runImage,
} from '../support.ts';
import {
	binaryModes,
	deliveries,
	drawn,
	expectEachPaidOnce,
	expectMadeForThem,
	itemsNamed,
	numbered,
	paidFor,
	prompt,
	providers,
	replies,
	timesPaid,
	withNewParameters,
} from './support.ts';

const sandbox = sandboxOfFile();

const failing = (promptIncludes: string, times = 1) =>
	sandbox.addRule({ where: 'generate', promptIncludes, times, fault: status(400) });

const six = numbered(6);
const three = numbered(3);

async function mustFail(parameters: INodeParameters, options: ImageRunOptions): Promise<ImageRun> {
	const failed = await runImage(sandbox, parameters, options);
	expect(failed.error).toBeDefined();
	return failed;
}

const combinations = binaryModes.flatMap((binaryMode) =>
	providers.flatMap((provider) =>
		deliveries.map((delivery) => ({ binaryMode, provider, delivery })),
	),
);
type Combination = (typeof combinations)[number];

/** One of six items fails, after some others are made. */
async function failOneOfSix({ binaryMode, provider, delivery }: Combination, concurrency = 4) {
	sandbox.addRule({ where: 'generate', reply: replies[provider][delivery] });
	failing('picture 3');
	const parameters = { ...drawn, provider, prompt, options: { concurrency } };
	const options = { items: itemsNamed(six), binaryMode };
	const failed = await mustFail(parameters, options);
	const made = sandbox.bill();
	expect(made).toBeGreaterThanOrEqual(3);
	expect(made).toBeLessThan(6);
	return {
		failed,
		made,
		retry: () => runImage(sandbox, parameters, { ...options, retryOf: failed }),
	};
}

describe.each(combinations)(
	'$provider by $delivery, binary mode $binaryMode',
	({ binaryMode, provider, delivery }) => {
		test.each([1, 4])(
			'what was made is handed out as files of the new execution (%d at a time)',
			async (concurrency) => {
				const { failed, retry } = await failOneOfSix(
					{ binaryMode, provider, delivery },
					concurrency,
				);
				const run = await retry();
				await pruneBinary(failed.workflowId, failed.executionId);
				await expectEachPaidOnce(sandbox, run, six);
				expect(timesPaid(sandbox, six)).toEqual([1, 1, 1, 2, 1, 1]);
			},
		);

		// A provider that knows an order by its key gives the same image once more.
		const isLost = provider === 'gemini' && delivery === 'inline' && binaryMode === 'filesystem';
		const fate = isLost ? 'is made again, as nothing is left of it' : 'is not paid again';

		test(`what was made and then pruned ${fate}`, async () => {
			const { failed, made, retry } = await failOneOfSix({ binaryMode, provider, delivery });
			await pruneBinary(failed.workflowId, failed.executionId);
			const run = await retry();
			expect(run.error).toBeUndefined();
			await expectMadeForThem(sandbox, run.items, six);
			expect(sandbox.bill()).toBe(isLost ? made + 6 : 6);
		});
	},
);

describe.each(binaryModes)('binary mode %s', (binaryMode) => {
	const options = { items: itemsNamed(three), binaryMode };
	const parameters = { ...drawn, prompt };

	test('several images of each item', async () => {
		const several = { ...parameters, numberOfImages: 2 };
		sandbox.addRule({ where: 'generate', promptIncludes: '1', reply: 'b64_json' });
		failing('picture 2');
		const failed = await mustFail(several, options);
		const run = await runImage(sandbox, several, { ...options, retryOf: failed });
		await expectEachPaidOnce(
			sandbox,
			run,
			three.flatMap((name) => [name, name]),
		);
	});

	test('retried twice: the third execution takes from both before it', async () => {
		const one = { ...parameters, options: { concurrency: 1 } };
		failing('picture 1');
		const first = await mustFail(one, options);
		failing('picture 2');
		const second = await mustFail(one, { ...options, retryOf: first });
		await pruneBinary(first.workflowId, first.executionId);
		const third = await runImage(sandbox, one, { ...options, retryOf: second });
		await pruneBinary(second.workflowId, second.executionId);
		await expectEachPaidOnce(sandbox, third, three);
	});

	test('a download that failed is tried again, the image is not paid again', async () => {
		sandbox.addRule({ where: 'download', promptIncludes: '0', times: 1, fault: { kind: 'html' } });
		const failed = await mustFail(parameters, options);
		expect(failed.error?.message).toContain('could not be fetched');
		const run = await runImage(sandbox, parameters, { ...options, retryOf: failed });
		await expectEachPaidOnce(sandbox, run, three);
	});

	describe('with a node behind it', () => {
		const rewire = withNodeBehind;
		const behind = (run: ImageRun): INodeExecutionData[] => run.outputOf('Behind');

		test('that node gets the images of both executions', async () => {
			failing('picture 2');
			const failed = await mustFail(parameters, { ...options, rewire });
			expect(behind(failed)).toEqual([]);
			const run = await runImage(sandbox, parameters, { ...options, rewire, retryOf: failed });
			await pruneBinary(failed.workflowId, failed.executionId);
			await expectMadeForThem(sandbox, behind(run), three);
			expect(sandbox.bill()).toBe(3);
		});

		test('that fails: n8n goes on from there, and nothing is ordered', async () => {
			failing('picture 2');
			const broken = { ...options, rewire: brokenBehind, settings: goOn };
			const failed = await runImage(sandbox, parameters, broken);
			expect(failed.errorOf('Behind')).toBeDefined();
			expect(failed.json.map((json) => json.prompt ?? 'an error')).toEqual([
				'picture 0',
				'picture 1',
				'an error',
			]);
			const retryOf = withNewParameters(failed, keepAll);
			const run = await runImage(sandbox, parameters, { ...options, rewire, retryOf });
			expect(behind(run).map(({ json }) => json.prompt)).toEqual([...three.slice(0, 2), undefined]);
			expect(paidRequests(sandbox)).toHaveLength(3);
		});
	});
});

test('a job that timed out is polled, not paid again', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: '0', reply: 'job-id', pendingPolls: 1 });
	const parameters = { ...drawn, prompt, options: { totalTimeout: 2.3 } };
	const options = { items: itemsNamed(three) };
	const failed = await mustFail(parameters, options);
	expect(failed.error?.message).toContain('did not finish job');
	const run = await runImage(sandbox, parameters, { ...options, retryOf: failed });
	await expectEachPaidOnce(sandbox, run, three);
	expect(paidFor(sandbox, 'picture 0')).toHaveLength(1);
});

test('after full success nothing is kept, so a later run makes new images', async () => {
	const options = { items: itemsNamed(three) };
	for (const bill of [3, 6]) {
		const run = await runImage(sandbox, { ...drawn, prompt }, options);
		expect(run.error).toBeUndefined();
		expect(run.paidImages).toBeUndefined();
		expect(sandbox.bill()).toBe(bill);
	}
});

const keepAll = { assignments: { assignments: [] }, includeOtherFields: true, mode: 'manual' };

function withNodeBehind(
	workflow: ExportedWorkflow,
	parameters: INodeParameters = keepAll,
): ExportedWorkflow {
	return {
		...workflow,
		nodes: [
			...workflow.nodes,
			{
				id: 'id-of-behind',
				name: 'Behind',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [0, 0],
				parameters,
			},
		],
		connections: {
			...workflow.connections,
			[names.image]: { main: [[{ node: 'Behind', type: 'main', index: 0 }]] },
		},
	};
}

function brokenBehind(workflow: ExportedWorkflow): ExportedWorkflow {
	return withNodeBehind(workflow, { mode: 'raw', jsonOutput: 'no JSON' });
}
