import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { goOn, mustFail, mustRun, only, paidRequests, runImage } from '../support.ts';
import { gallery, pageOf, refuse } from './support.ts';

const sandbox = sandboxOfFile();

describe('a model that fails', () => {
	it.each([['stop', {}] as const, ['continue', goOn] as const])(
		'is a card among the others, and the item a success: On Error %s',
		async (_, settings) => {
			refuse(sandbox, 'nano-banana-2-text');
			const { items, json, error } = await runImage(sandbox, gallery, { settings });
			expect(error).toBeUndefined();
			const { html, pictures } = await pageOf(only(items));
			expect(pictures.map(({ name }) => name)).toEqual(['Flux 2 Pro']);
			expect(html).toContain(
				'<div class="failed"><div><h2>Nano Banana 2</h2><p>Oakgen does not know this model',
			);
			expect(json[0]).not.toHaveProperty('error');
			expect(json[0]).toMatchObject({
				images: [{ modelKey: 'flux-2-pro', field: 'flux-2-pro', index: 0 }],
				failures: [
					{
						model: 'nano-banana-2-text',
						modelKey: 'nano-banana-2',
						reason: expect.stringMatching(/^Oakgen does not know this model.*\(HTTP 404\)/),
					},
				],
			});
			expect(sandbox.bill()).toBe(1);
		},
	);

	it('may be one that cannot even be asked', async () => {
		const customModelIds = 'flux-2-pro-text';
		const { items, json } = await mustRun(sandbox, { ...gallery, customModelIds });
		expect(json[0]?.failures).toEqual([
			{
				model: 'flux-2-pro-text',
				modelKey: null,
				modelName: 'flux-2-pro-text',
				reason: expect.stringMatching(/^Flux 2 Pro is chosen twice/),
			},
		]);
		expect((await pageOf(only(items))).text).toContain('Flux 2 Pro is chosen twice');
		expect(sandbox.bill()).toBe(2);
	});

	it('keeps what it made of several images', async () => {
		refuse(sandbox, 'flux-2-pro-text', 1);
		const { json } = await mustRun(sandbox, { ...gallery, numberOfImages: 2 });
		expect(json[0]).toMatchObject({
			images: [{ index: 0 }, { index: 1 }, { modelKey: 'flux-2-pro', index: 2 }],
			failures: [{ model: 'flux-2-pro-text', modelKey: 'flux-2-pro' }],
		});
	});
});

describe('when all models fail', () => {
	const all =
		/^Nano Banana 2: Oakgen does not know this model.*; Flux 2 Pro: Oakgen does not know this model.*\[item 0\]$/;

	it('the node fails once, and names them all', async () => {
		refuse(sandbox);
		const error = await mustFail(sandbox, gallery);
		expect(error.message).toMatch(all);
		expect(error.description).not.toMatch(/Flux/);
		expect(error.httpCode).toBe('404');
		expect(paidRequests(sandbox)).toHaveLength(2);
	});

	it('there is one error item when the run goes on', async () => {
		refuse(sandbox);
		const { items } = await mustRun(sandbox, gallery, { settings: goOn });
		expect(items).toEqual([
			{ json: { error: expect.stringMatching(all) }, pairedItem: { item: 0 } },
		]);
	});

	it('so does the run of several items, and what others are made of is not lost', async () => {
		sandbox.addRule({
			where: 'generate',
			promptIncludes: 'owl',
			fault: { kind: 'status', status: 404 },
		});
		const items = [{ json: { text: 'a fox' } }, { json: { text: 'an owl' } }];
		const parameters: INodeParameters = {
			...gallery,
			prompt: '={{ $json.text }}',
			options: { concurrency: 1 },
		};
		const failed = await runImage(sandbox, parameters, { items });
		expect(failed.error?.message).toMatch(/^Nano Banana 2: .*; Flux 2 Pro: .*\[item 1\]$/);
		expect(failed.error?.description).toMatch(/2 other image\(s\) of this run are made/);
		expect(sandbox.bill()).toBe(2);
		const rest = await mustRun(sandbox, parameters, { items, settings: goOn });
		expect(rest.json.map(({ prompt, error }) => prompt ?? error)).toEqual([
			'a fox',
			expect.stringMatching(/^Nano Banana 2: .*\[item 1\]$/),
		]);
	});

	it('before anything is asked, nothing is', async () => {
		const modelIds = ['flux-9', 'flux-10'];
		const error = await mustFail(sandbox, { ...gallery, modelIds });
		expect(error.message).toMatch(
			/^The model "flux-9" is not in the list; The model "flux-10" is not in the list/,
		);
		expect(sandbox.requests).toEqual([]);
	});
});

it('a model that is down and asks to wait does not hold up the others', async () => {
	const fault: Fault = { kind: 'status', status: 503, retryAfterSeconds: 60 };
	sandbox.addRule({ where: 'generate', model: 'nano-banana-2-text', fault });
	const options = { concurrency: 1, totalTimeout: 20 };
	const { json } = await mustRun(sandbox, { ...gallery, options });
	expect(json[0]).toMatchObject({
		images: [{ modelKey: 'flux-2-pro' }],
		failures: [{ reason: expect.stringContaining('HTTP 503') as string }],
	});
	expect(sandbox.bill()).toBe(1);
});

it('a cancelled run tells of an image that may be billed, though other models were never asked', async () => {
	sandbox.addRule({ where: 'generate', latencyMs: 60_000, times: 1 });
	const stop = new AbortController();
	const looking = setInterval(() => {
		if (paidRequests(sandbox).length > 0) stop.abort();
	}, 1);
	const { error } = await runImage(
		sandbox,
		{ ...gallery, options: { concurrency: 1 } },
		{ signal: stop.signal },
	);
	clearInterval(looking);
	expect(error?.description).toMatch(/Nano Banana 2: .*may have been made and billed/);
	expect(paidRequests(sandbox)).toHaveLength(1);
});
