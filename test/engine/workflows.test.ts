import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreNodes } from '../../tools/engine/coreNodes/index.ts';
import { type ExportedWorkflow, readBinary, runWorkflow } from '../../tools/engine/index.ts';
import { CATALOGUE } from '../../nodes/OakgenImage/models/catalogue.ts';
import { type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { checkout, credentialsFor, imageNodeType, oakgenPackage } from './support.ts';

const folder = join(checkout, 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** As n8n calls the node where an AI agent has it as a tool. */
const toolType = `${imageNodeType}Tool`;

const read = (file: string) =>
	JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExportedWorkflow;
const imageNodesOf = ({ nodes }: ExportedWorkflow) =>
	nodes.filter(({ type }) => type === imageNodeType || type === toolType);

/** The others need core nodes of a real n8n, such as forms. */
const hasAllNodesHere = (file: string) =>
	read(file).nodes.every(({ type }) => type === imageNodeType || coreNodes.has(type));

const isRetired = ([, entry]: [string, object]) => 'retired' in entry && Boolean(entry.retired);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
});

afterAll(() => sandbox.close());

test('there are example workflows', () => {
	expect(files).toContain('quickstart.json');
});

test.each(files.filter(hasAllNodesHere))(
	'%s runs to its end, and every image node hands out the images it was billed for',
	async (file) => {
		sandbox.reset();
		const workflow = read(file);
		const { run, outputOf, errorOf } = await runWorkflow({
			workflow,
			nodePackage: await oakgenPackage(),
			credentials: credentialsFor(sandbox),
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');

		let images = 0;
		for (const { name, disabled } of imageNodesOf(workflow)) {
			if (disabled) continue;
			expect([name, errorOf(name)]).toEqual([name, undefined]);
			const items = outputOf(name);
			expect([name, items.length]).not.toEqual([name, 0]);
			images += items.length;
			for (const { json, binary } of items) {
				expect(json).not.toHaveProperty('error');
				for (const stored of Object.values(binary ?? {})) {
					expect((await readBinary(stored)).length).toBeGreaterThan(1000);
					expect(stored.fileName).toBe(json.fileName);
				}
			}
		}
		expect(images).toBe(sandbox.bill());
	},
);

test('every workflow that cannot run here has a story that runs it in a real n8n', () => {
	const storyFolder = join(checkout, 'tools', 'e2e', 'stories');
	const stories = readdirSync(storyFolder)
		.map((name) => readFileSync(join(storyFolder, name), 'utf8'))
		.join('\n');
	const untold = files
		.filter((file) => !hasAllNodesHere(file))
		.filter((file) => !stories.includes(`readWorkflow('${file.replace(/\.json$/, '')}')`));
	expect(untold).toEqual([]);
});

test.each(files)('%s names its credentials, carries no secret, and no file', (file) => {
	const workflow = read(file);
	const imageNodes = imageNodesOf(workflow);
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

test('the team’s form offers models by the names that the node has for them', () => {
	const { nodes } = read('team-image-generator.json');
	const form = JSON.stringify(nodes.find(({ name }) => name === 'The page')?.parameters);
	const names = Object.values(CATALOGUE).map(({ name }) => name);
	const offered = [...form.matchAll(/{"option":"([^"]*)"}/g)].map(([, option]) => option);
	expect(offered.length).toBeGreaterThan(3);
	expect(names).toEqual(expect.arrayContaining(offered.filter((name) => !name?.includes(':'))));
});

test.each(files)('%s uses no retired model', (file) => {
	const text = readFileSync(join(folder, file), 'utf8');
	for (const [key, { name }] of Object.entries(CATALOGUE).filter(isRetired)) {
		expect(text).not.toMatch(new RegExp(`"${key}"|[ ,"]${key}[,"]|"${name}"`));
	}
});

test('compare and choose: every model that can be chosen is compared, and has 4K', () => {
	const { nodes } = read('compare-and-choose.json');
	const parametersOf = (wanted: string) => nodes.find(({ name }) => name === wanted)?.parameters;
	const compared = parametersOf('Compare the models')?.modelIds as string[];
	const form = JSON.stringify(parametersOf('Choose a picture'));
	const offered = [...form.matchAll(/{"option":"([^"]*)"}/g)].map(([, option]) => option);
	expect(offered).toEqual([...compared.map((key) => CATALOGUE[key]?.name), 'None of them']);
	const { fallbackModelIds } = parametersOf('Final in 4K')?.options as Record<string, string>;
	for (const key of [...compared, ...(fallbackModelIds ?? '').split(', ')]) {
		const entry = CATALOGUE[key];
		expect(entry?.resolutions).toContain('4K');
		expect(entry?.ids.oakgen).toBeTruthy();
		// As the expression in The chosen one finds it.
		expect(entry?.name.toLowerCase().replaceAll(' ', '-')).toBe(key);
	}
});
