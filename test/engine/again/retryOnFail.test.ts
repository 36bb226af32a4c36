import type { INodeParameters } from 'n8n-workflow';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { atOnce, status } from '../scenes.ts';
import { goOn, only, paidRequests, picture, runImage } from '../support.ts';
import {
	binaryModes,
	deliveries,
	drawn,
	expectEachBilledOnce,
	expectEachPaidOnce,
	expectMadeForThem,
	itemsNamed,
	numbered,
	paidFor,
	prompt,
	providers,
	replies,
	retryOnFail,
	timesPaid,
} from './support.ts';

const sandbox = sandboxOfFile();

const failing = (promptIncludes: string, times = 2) =>
	sandbox.addRule({ where: 'generate', promptIncludes, times, fault: status(400) });

const settings = retryOnFail(3);
const ten = numbered(10);
const three = numbered(3);

describe.each(
	binaryModes.flatMap((binaryMode) =>
		providers.flatMap((provider) =>
			deliveries.flatMap((delivery) =>
				[1, 4].map((concurrency) => ({ binaryMode, provider, delivery, concurrency })),
			),
		),
	),
)(
	'ten items, $provider by $delivery, binary mode $binaryMode, $concurrency at a time',
	({ binaryMode, provider, delivery, concurrency }) => {
		const parameters = { ...drawn, provider, prompt, options: { concurrency } };
		const items = itemsNamed(ten);

		beforeEach(() => sandbox.addRule({ where: 'generate', reply: replies[provider][delivery] }));

		test('one fails twice: every image is billed once', async () => {
			failing('picture 5');
			const run = await runImage(sandbox, parameters, { items, binaryMode, settings });
			await expectEachPaidOnce(sandbox, run, ten);
			expect(timesPaid(sandbox, ten)).toEqual(ten.map((name) => (name === 'picture 5' ? 3 : 1)));
		});
	},
);

describe.each(
	providers.flatMap((provider) => deliveries.map((delivery) => ({ provider, delivery }))),
)('$provider by $delivery, with On Error = continue', ({ provider, delivery }) => {
	test.each([
		{ binaryMode: 'filesystem', concurrency: 1 },
		{ binaryMode: 'default', concurrency: 4 },
	] as const)(
		'n8n tries again when it is the first that fails: binary mode $binaryMode, $concurrency at a time',
		async ({ binaryMode, concurrency }) => {
			sandbox.addRule({ where: 'generate', reply: replies[provider][delivery] });
			failing('picture 0');
			const run = await runImage(
				sandbox,
				{ ...drawn, provider, prompt, options: { concurrency } },
				{ items: itemsNamed(ten), binaryMode, settings: { ...settings, ...goOn } },
			);
			await expectEachBilledOnce(sandbox, run, ten);
			expect(timesPaid(sandbox, ten)).toEqual(ten.map((name) => (name === 'picture 0' ? 3 : 1)));
		},
	);

	test('n8n does not try again when it is not the first that fails', async () => {
		sandbox.addRule({ where: 'generate', reply: replies[provider][delivery] });
		failing('picture 5');
		const run = await runImage(
			sandbox,
			{ ...drawn, provider, prompt },
			{ items: itemsNamed(ten), settings: { ...settings, ...goOn } },
		);
		const made = ten.filter((name) => name !== 'picture 5');
		expect(run.json.map((json) => json.prompt ?? 'an error')).toEqual(
			ten.map((name) => (name === 'picture 5' ? 'an error' : name)),
		);
		const images = run.items.filter(({ json }) => json.error === undefined);
		await expectMadeForThem(sandbox, images, made);
		expect(timesPaid(sandbox, ten)).toEqual(ten.map(() => 1));
		expect(sandbox.bill()).toBe(9);
	});
});

describe.each(binaryModes)('binary mode %s', (binaryMode) => {
	const runThree = (parameters: INodeParameters = {}, names = three) =>
		runImage(
			sandbox,
			{ ...drawn, prompt, ...parameters },
			{ items: itemsNamed(names), binaryMode, settings },
		);

	test.each(deliveries)('several images of each item, by %s', async (delivery) => {
		sandbox.addRule({ where: 'generate', reply: replies.oakgen[delivery] });
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'picture 1',
			skip: 1,
			times: 2,
			fault: status(400),
		});
		const run = await runThree({ numberOfImages: 3 });
		const wanted = three.flatMap((name) => [name, name, name]);
		await expectEachPaidOnce(sandbox, run, wanted);
		expect(run.json.map(({ index }) => index)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
	});

	test('several images in a reply', async () => {
		sandbox.addRule({ where: 'generate', promptIncludes: '0', reply: 'two-images-objects' });
		sandbox.addRule({ where: 'generate', promptIncludes: '1', reply: 'two-openai-b64_json' });
		failing('picture 2');
		const run = await runThree();
		const wanted = ['picture 0', 'picture 0', 'picture 1', 'picture 1', 'picture 2'];
		await expectEachPaidOnce(sandbox, run, wanted);
		expect(run.json.map(({ index }) => index)).toEqual([0, 1, 0, 1, 0]);
		expect(paidFor(sandbox, 'picture 0')).toHaveLength(1);
	});

	test('the same prompt in several items: each has an image of its own', async () => {
		const same = ['a fox', 'a fox', 'a fox'];
		sandbox.addRule({ where: 'generate', skip: 2, times: 2, fault: status(400) });
		const run = await runThree({ options: { concurrency: 1 } }, same);
		await expectEachPaidOnce(sandbox, run, same);
		expect(paidFor(sandbox, 'a fox')).toHaveLength(5);
	});

	test('edits, whose references are read again', async () => {
		const files = { data: { bytes: await picture('#cc0000') } };
		failing('picture 2', 1);
		const run = await runImage(
			sandbox,
			{ ...drawn, operation: 'edit', prompt },
			{ items: itemsNamed(three).map((item) => ({ ...item, files })), binaryMode, settings },
		);
		await expectEachPaidOnce(sandbox, run, three);
		expect(paidFor(sandbox, 'picture 0')).toHaveLength(1);
	});

	test('a download that fails in the first try is not a reason to pay again', async () => {
		sandbox.addRule({ where: 'download', promptIncludes: '1', times: 2, fault: status(403) });
		const run = await runThree();
		await expectEachPaidOnce(sandbox, run, three);
		expect(paidRequests(sandbox)).toHaveLength(3);
	});

	test('when all tries fail, the last error says what is wrong', async () => {
		// The last one to start: its refusal cannot keep the others from starting.
		sandbox.addRule({ where: 'generate', promptIncludes: '2', fault: status(402) });
		const run = await runThree();
		expect(run.error?.message).toMatch(/no credits left/);
		expect(run.error?.context.itemIndex).toBe(2);
		expect(paidFor(sandbox, 'picture 2')).toHaveLength(3);
		expect(sandbox.bill()).toBe(2);
	});
});

test('a job that outlasts the first try is asked for again, not ordered again', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: '1', reply: 'job-id', pendingPolls: 1 });
	const run = await runImage(
		sandbox,
		{ ...drawn, prompt, options: { totalTimeout: 2.3 } },
		{ items: itemsNamed(three), settings },
	);
	await expectEachPaidOnce(sandbox, run, three);
	expect(paidFor(sandbox, 'picture 1')).toHaveLength(1);
});

test('a job that failed in words is not asked for again: the next try orders anew', async () => {
	sandbox.addRule({ where: 'generate', times: 1, reply: 'job-failed-failed', pendingPolls: 0 });
	const run = await runImage(sandbox, {}, { settings });
	expect(run.error).toBeUndefined();
	expect(sandbox.bill()).toBe(1);
	expect(paidRequests(sandbox)).toHaveLength(2);
});

test('a try that ends in a rate limit leaves nothing half done', async () => {
	sandbox.addRule({ where: 'generate', times: 1, fault: status(429, atOnce) });
	const run = await runImage(sandbox, { options: { retryOn: 'never' } }, { settings });
	expect(only(run.json).attempts).toBe(1);
	expect(sandbox.bill()).toBe(1);
});

test('a prompt that is another one in each try is another picture, and paid for', async () => {
	failing('picture 1', 1);
	const changing = '={{ $json.prompt }} at {{ $now.toMillis() }}';
	const run = await runImage(
		sandbox,
		{ ...drawn, prompt: changing, options: { concurrency: 1 } },
		{ items: itemsNamed(numbered(2)), settings: retryOnFail(2) },
	);
	expect(run.error).toBeUndefined();
	// The first one once for each try.
	expect(sandbox.bill()).toBe(3);
});
