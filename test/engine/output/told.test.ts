import { type Sandbox, startSandbox } from '../../../tools/sandbox/index.ts';
import { mustRun, names } from '../support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

async function ran() {
	const run = await mustRun(sandbox, { provider: 'gemini', numberOfImages: 2 });
	const [data] = run.run.data.resultData.runData[names.image] ?? [];
	return { run, data };
}

test('n8n is told what the run made', async () => {
	const { data } = await ran();
	expect(data?.hints?.map(({ message }) => message)).toEqual([
		'2 images; drafts: review before publishing',
	]);
});

test('n8n is told how many tokens the run took', async () => {
	const { run, data } = await ran();
	const tokens = run.json.map(({ usage }) => (usage as Record<string, number>).total_output_tokens);
	const outputTokens = tokens.reduce((sum = 0, count = 0) => sum + count, 0);
	expect(outputTokens).toBeGreaterThan(0);
	expect(data?.metadata?.tokenUsage).toMatchObject({ outputTokens });
});
