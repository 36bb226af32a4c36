import { startSandbox } from '../../tools/sandbox/index.ts';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { RuleBook } from '../../tools/sandbox/rules.ts';
import type { RequestFacts, Rule } from '../../tools/sandbox/rules.ts';
import { jsonOf, lite, postGemini, postOakgen } from './support.ts';

const facts: RequestFacts = {
	where: 'generate',
	provider: 'oakgen',
	model: lite,
	prompt: 'a red fox',
};

function bookOf(...rules: Rule[]): RuleBook {
	const book = new RuleBook();
	for (const rule of rules) book.add(rule);
	return book;
}

describe('rules of the sandbox', () => {
	it.each([
		[{ where: 'generate' }, true],
		[{ where: 'status' }, false],
		[{ where: 'generate', provider: 'gemini' }, false],
		[{ where: 'generate', model: lite }, true],
		[{ where: 'generate', model: 'other' }, false],
		[{ where: 'generate', promptIncludes: 'fox' }, true],
		[{ where: 'generate', promptIncludes: 'dog' }, false],
	] as Array<[Rule, boolean]>)('%j applies: %s', (rule, applies) => {
		expect(bookOf({ ...rule, latencyMs: 1 }).pick(facts).latencyMs).toBe(applies ? 1 : undefined);
	});

	it('skip and times choose the requests', () => {
		const book = bookOf({ where: 'generate', latencyMs: 1, skip: 1, times: 2 });
		const latencies = [1, 2, 3, 4].map(() => book.pick(facts).latencyMs);
		expect(latencies).toEqual([undefined, 1, 1, undefined]);
	});

	it('the first rule wins for each effect, and the next waits its turn', () => {
		const book = bookOf(
			{ where: 'generate', fault: { kind: 'hang' }, times: 1 },
			{ where: 'generate', fault: { kind: 'reset' }, times: 1 },
			{ where: 'generate', reply: 'urls' },
		);
		const picked = [1, 2, 3].map(() => book.pick(facts));
		expect(picked.map(({ fault }) => fault?.kind)).toEqual(['hang', 'reset', undefined]);
		expect(picked.map(({ reply }) => reply)).toEqual(['urls', 'urls', 'urls']);
		expect(picked[0]?.ruleApplied?.fault?.kind).toBe('hang');
	});

	it('the name of a reply tells the provider', () => {
		expect(bookOf({ where: 'generate', reply: 'text-only' }).pick(facts).reply).toBeUndefined();
		expect(() => bookOf({ where: 'generate', provider: 'oakgen', reply: 'text-only' })).toThrow(
			'not a reply shape of oakgen',
		);
	});

	describe('over HTTP', () => {
		let sandbox: Sandbox;
		beforeAll(async () => {
			sandbox = await startSandbox({ plain: true });
		});
		afterEach(() => sandbox.reset());
		afterAll(async () => await sandbox.close());

		const send = async (method: string, body?: unknown) =>
			await fetch(`${sandbox.url}/_sandbox/rules`, {
				method,
				body: body === undefined ? null : JSON.stringify(body),
			});

		it('are added, listed and removed', async () => {
			const rules = [
				{ where: 'generate', reply: 'urls' },
				{ where: 'generate', format: 'jpeg', filesFrom: 'foreign' },
			];
			expect((await send('POST', rules)).status).toBe(201);
			expect(await jsonOf(await send('GET'))).toEqual(rules);
			const { urls } = await jsonOf<{ urls: string[] }>(await postOakgen(sandbox));
			expect(urls[0]).toMatch(new RegExp(`^${sandbox.foreignUrl}/files/.*\\.jpg$`));
			expect((await send('DELETE')).status).toBe(204);
			expect(await jsonOf(await postOakgen(sandbox))).toHaveProperty('status', 'completed');
		});

		it.each([
			['nonsense', 'a rule is a JSON object'],
			[{}, 'where is needed'],
			[{ where: 'upload' }, 'where must be one of'],
			[{ where: 'generate', replay: 'urls' }, 'no field "replay"'],
			[{ where: 'generate', reply: 'nope' }, 'no reply shape "nope"'],
			[{ where: 'generate', times: '2' }, 'times must be a number'],
			[{ where: 'generate', format: 'bmp' }, 'format must be one of'],
			[{ where: 'generate', fault: { kind: 'sneeze' } }, 'fault.kind must be one of'],
			[{ where: 'generate', fault: { kind: 'status' } }, 'fault "status" needs status'],
		])('%j is refused with words', async (rule, words) => {
			const response = await send('POST', rule);
			expect(response.status).toBe(400);
			expect((await jsonOf<{ error: { message: string } }>(response)).error.message).toContain(
				words,
			);
		});

		it('the log and the bill can be read', async () => {
			await postOakgen(sandbox, { prompt: 'a long prompt '.repeat(500) });
			await postGemini(sandbox);
			const read = async <T>(name: string) =>
				await jsonOf<T>(await fetch(`${sandbox.url}/_sandbox/${name}`));
			const log =
				await read<Array<{ provider: string; where: string; status: number; prompt: string }>>(
					'requests',
				);
			expect(log.map(({ provider, where, status }) => [provider, where, status])).toEqual([
				['oakgen', 'generate', 200],
				['gemini', 'generate', 200],
			]);
			expect(log[0]?.prompt.length).toBeLessThan(300);
			expect(await read('generations')).toMatchObject({
				bill: 2,
				generations: [{ provider: 'oakgen' }, { provider: 'gemini' }],
			});
			expect(await read('shapes')).toHaveProperty('faults');
		});

		it('the page shows what was generated and says what it is', async () => {
			await postOakgen(sandbox, { prompt: 'a <b>bold</b> fox' });
			const page = await (await fetch(`${sandbox.url}/`)).text();
			expect(page).toContain('This is not Oakgen');
			expect(page).toContain('a &lt;b&gt;bold&lt;/b&gt; fox');
			expect(page).toContain(`files/${sandbox.generations[0]?.fileName}`);
			expect(page).not.toMatch(/(src|href)="https?:/);
		});
	});
});
