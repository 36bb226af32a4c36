import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreNodes } from '../../engine/coreNodes/index.ts';
import { type ExportedWorkflow, readBinary, runWorkflow } from '../../engine/index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { checkout, credentialsFor, imageNodeType, oakgenPackage } from './support.ts';

const folder = join(checkout, 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** As n8n calls the node where an AI agent has it as a tool. */
const toolType = `${imageNodeType}Tool`;
const storiesFolder = join(checkout, 'e2e', 'stories');
const stories = readdirSync(storiesFolder)
	.map((name) => readFileSync(join(storiesFolder, name), 'utf8'))
	.join('');

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

test('there are example workflows', () => {
	expect(files).toContain('quickstart.json');
});

describe.each(files)('%s', (file) => {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExportedWorkflow;
	const imageNodes = workflow.nodes.filter(({ type }) => [imageNodeType, toolType].includes(type));
	const runsHere = workflow.nodes.every(
		({ type }) => type === imageNodeType || coreNodes.has(type),
	);

	const runsToItsEnd = async () => {
		sandbox.reset();
		const { run, outputOf, errorOf } = await runWorkflow({
			workflow,
			nodePackage: await oakgenPackage(),
			credentials: credentialsFor(sandbox),
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');

		let images = 0;
		for (const { name, disabled } of imageNodes) {
			if (disabled) continue;
			expect([name, errorOf(name)]).toEqual([name, undefined]);
			const items = outputOf(name);
			expect([name, items.length]).not.toEqual([name, 0]);
			images += items.length;
			for (const { json, binary } of items) {
				expect(json).not.toHaveProperty('error');
				for (const stored of Object.values(binary ?? {})) {
					expect((await readBinary(stored)).length).toBe(stored.bytes);
				}
			}
		}
		expect(images).toBe(sandbox.bill());
	};

	if (runsHere) {
		test(
			'runs to its end, and every image node hands out the images it was billed for',
			runsToItsEnd,
		);
	} else {
		test('has nodes that only a real n8n has, so an end-to-end story runs it', () => {
			expect(stories).toContain(`readWorkflow('${file.slice(0, -'.json'.length)}')`);
		});
	}

	test('names its credentials, carries no secret, and no file', () => {
		expect(imageNodes.length).toBeGreaterThan(0);
		for (const { parameters, credentials = {} } of imageNodes) {
			const provider = parameters.provider ?? 'oakgen';
			expect(Object.keys(credentials)).toEqual([
				provider === 'gemini' ? 'geminiImageApi' : 'oakgenApi',
			]);
		}
		expect(JSON.stringify(workflow)).not.toMatch(/Bearer |AIza|sk-[a-z0-9]{8}|[A-Za-z0-9+/]{200}/);
		expect(workflow.pinData ?? {}).toEqual({});
	});
});
