import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import { mustRun, names } from '../support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

test('n8n is told what the run made, and how many tokens that took', async () => {
	const run = await mustRun(sandbox, { provider: 'gemini', numberOfImages: 2 });
	const [ran] = run.run.data.resultData.runData[names.image] ?? [];
	expect(ran?.hints?.map(({ message }) => message)).toEqual([
		'2 images; drafts: review before publishing',
	]);
	const tokens = run.json.map(({ usage }) => (usage as Record<string, number>).total_output_tokens);
	const outputTokens = tokens.reduce((sum = 0, count = 0) => sum + count, 0);
	expect(outputTokens).toBeGreaterThan(0);
	expect(ran?.metadata?.tokenUsage).toMatchObject({ outputTokens });
});
