import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import { type ImageRun, paidRequests, runImage } from '../support.ts';
import { drawn, expectMadeForThem, itemsNamed, prompt, retryOnFail } from './support.ts';

const sandbox = sandboxOfFile({ latencyMs: 20 });

const wanted = ['one', 'two'];
const options = { items: itemsNamed(wanted), settings: retryOnFail(3) };
const run = (executionId: string) =>
	runImage(sandbox, { ...drawn, prompt }, { ...options, executionId });

const keysOf = (): unknown[] =>
	paidRequests(sandbox).map(({ headers }) => headers['idempotency-key']);
const itemsOf = (runs: ImageRun[]) => runs.flatMap(({ items }) => items);

test('two executions of a workflow at the same time share no key and no image', async () => {
	const runs = await Promise.all([run('side-1'), run('side-2')]);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(new Set(keysOf()).size).toBe(4);
	await expectMadeForThem(sandbox, itemsOf(runs), [...wanted, ...wanted]);
	expect(sandbox.bill()).toBe(4);
});

test('also when both are tried again', async () => {
	sandbox.addRule({ where: 'generate', promptIncludes: 'two', times: 2, fault: status(400) });
	const runs = await Promise.all([run('side-3'), run('side-4')]);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
	expect(new Set(keysOf()).size).toBe(4);
	await expectMadeForThem(sandbox, itemsOf(runs), [...wanted, ...wanted]);
	expect(sandbox.bill()).toBe(4);
});

test('one execution in two workers at the same time is billed once', async () => {
	const runs = await Promise.all([run('twice'), run('twice')]);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
	for (const one of runs) await expectMadeForThem(sandbox, one.items, wanted);
	expect(keysOf()).toHaveLength(4);
	expect(new Set(keysOf()).size).toBe(2);
	expect(sandbox.bill()).toBe(2);
});
