import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { openBrowser } from '../../n8n/browser.ts';
import { type ChatRequest, startChatModel, type Turn } from '../../n8n/chatModel.ts';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

const TRIGGER = 'When chat message received';
const TOOL = 'Make_a_picture';
const CHANGE = 'Change_a_picture';
const ANSWER = 'Here is your lighthouse.';
const REFUSAL = 'No lighthouses today';
/** The picture itself is some hundred times as long. */
const LONGEST_REQUEST = 8000;

/** A chat model that is scripted has n8n's agent make pictures with the node. */
export const aiAgentImageTool: Story = async (world, seen) => {
	const { sandbox } = world;
	sandbox.reset();
	const prompt = 'A lighthouse in a storm, waves over the pier, last light';
	const one = await chat(world, [[call(prompt, '16:9')], ANSWER]);
	assert.equal(one.answer, ANSWER);
	assert.equal(sandbox.bill(), 1);
	const [made] = sandbox.generations;
	assert.deepEqual([made?.prompt, made?.ratio], [prompt, '16:9']);
	const tools = one.requests[0]?.tools?.map((tool) => tool.function.name).toSorted();
	assert.deepEqual(tools, [CHANGE, TOOL]);
	seen('the agent offered the node as its tools, and one picture was made and paid for');

	assert.equal(one.requests.length, 2);
	const [facts, ...more] = picturesTold(one.requests);
	assert.deepEqual(more, []);
	assert.equal(facts?.url, made?.url);
	assert.deepEqual(
		[facts?.width, facts?.height],
		[made?.images[0]?.width, made?.images[0]?.height],
	);
	const told = JSON.stringify(one.requests[1]);
	assert.ok(told.length < LONGEST_REQUEST, `${told.length} characters`);
	assert.doesNotMatch(told, /[A-Za-z0-9+/]{200}/);
	const [file] = one.files;
	assert.deepEqual(file, made?.images[0]?.bytes);
	seen(
		`the model was told the address and facts of the picture, in ${told.length} characters with all else; the file stayed in n8n`,
	);

	sandbox.reset();
	const two = await chat(world, [[call(prompt), call(prompt)], ANSWER]);
	assert.equal(sandbox.bill(), 2);
	const urls = picturesTold(two.requests).map(({ url }) => String(url));
	assert.deepEqual(urls.sort(), sandbox.generations.map(({ url }) => url).sort());
	const keys = sandbox.generations.map(({ idempotencyKey }) => idempotencyKey);
	assert.equal(new Set(keys).size, 2);
	seen('two calls at once with the same words: two pictures, two keys, both told to the model');

	sandbox.reset();
	sandbox.addRule({
		where: 'generate',
		fault: { kind: 'status', status: 422, json: { error: { message: REFUSAL } } },
	});
	const refused = await chat(world, [[call(prompt)], ANSWER]);
	assert.equal(sandbox.bill(), 0);
	assert.ok(JSON.stringify(refused.requests.at(-1)?.messages.at(-1)).includes(REFUSAL));
	seen('the model is told why a picture was refused');

	await tellOfChange(world, seen);

	for (const version of AGENTS) {
		sandbox.reset();
		sandbox.addRule({ where: 'download', times: 1, fault: { kind: 'svg' } });
		const again = await chat(world, [[call(prompt)], ANSWER], triedTwice(version));
		assert.equal(sandbox.bill(), 1, `agent ${version}`);
		assert.equal(picturesTold(again.requests)[0]?.url, sandbox.generations[0]?.url);
	}
	seen('Retry On Fail fetches a paid picture again, and pays once, below old and new agents');
};

/** In n8n's own chat somebody asks for a picture, sees it, and has it changed. */
async function tellOfChange(world: World, seen: (what: string) => void): Promise<void> {
	const { client, sandbox, credentials, screenshotFolder } = world;
	sandbox.reset();
	const shows = () => `Here it is:\n\n![A lighthouse](${sandbox.generations.at(-1)?.url})`;
	const change = () => ({
		name: CHANGE,
		arguments: {
			Prompt: 'Make it warmer, keep everything else',
			Image_URLs: sandbox.generations[0]?.url,
		},
	});
	const script = [[call('A lighthouse')], shows, () => [change()], shows];
	const model = await startChatModel(script);
	const browser = await openBrowser(client, screenshotFolder);
	const { page } = browser;
	try {
		const openAi = await client.createCredential('openAiApi', 'OpenAI account', model.credential);
		const workflow = readWorkflow('ai-agent-image-tool');
		const id = await client.importWorkflow(workflow, { ...credentials, ...openAi });
		await page.goto(`/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await page.getByRole('button', { name: 'Open chat' }).last().click();
		for (const [words, paid] of [
			['A picture of a lighthouse, please.', 1],
			['Make it warmer.', 2],
		] as const) {
			await page
				.getByTestId('chat-input')
				.or(page.locator('.chat-input textarea'))
				.first()
				.fill(words);
			await page.keyboard.press('Enter');
			await until(`${paid} pictures are paid for`, () => sandbox.bill() === paid);
			const picture = page.locator(`img[src="${sandbox.generations.at(-1)?.url}"]`);
			await picture.waitFor();
			await picture.evaluate('(image) => image.decode()');
		}
		await browser.shoot('agent-chat');
		const [first, second] = sandbox.generations;
		const digest = createHash('sha256')
			.update(first?.images[0]?.bytes ?? '')
			.digest('hex');
		assert.deepEqual(
			second?.references.map(({ sha256 }) => sha256),
			[digest],
		);
		seen('the chat shows the picture');
		const told = JSON.stringify(model.requests[2]?.messages);
		assert.ok(told.includes(`![A lighthouse](${first?.url})`), told);
		seen('“make it warmer” changes the picture above, whose address the memory has kept');
	} catch (error) {
		await browser.shoot('agent-chat-failed');
		throw error;
	} finally {
		await browser.close();
		await model.close();
	}
}

/** The tool is run by the agent itself up to version 2, and by n8n's engine since 3. */
const AGENTS = [2.2, 3];

function triedTwice(version: number) {
	return (node: INode): INode => {
		if (node.type.endsWith('.agent')) return { ...node, typeVersion: version };
		const isTool = node.type.endsWith('Tool');
		return isTool ? { ...node, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } : node;
	};
}

function call(prompt: string, aspectRatio = '1:1') {
	return { name: TOOL, arguments: { Prompt: prompt, Aspect_Ratio: aspectRatio } };
}

/** What the tool gave back to the model. */
function picturesTold(requests: readonly ChatRequest[]): IDataObject[] {
	const replies = requests.at(-1)?.messages.filter(({ role }) => role === 'tool') ?? [];
	return replies.flatMap(({ content }) => JSON.parse(String(content)) as IDataObject[]);
}

async function chat(
	{ client, credentials }: World,
	script: Turn[],
	change = (node: INode): INode => node,
) {
	const model = await startChatModel(script);
	try {
		const openAi = await client.createCredential('openAiApi', 'OpenAI account', model.credential);
		const workflow = readWorkflow('ai-agent-image-tool');
		const changed = { ...workflow, nodes: workflow.nodes.map(change) };
		const id = await client.importWorkflow(changed, { ...credentials, ...openAi });
		const said = { sessionId: 'story', action: 'sendMessage', chatInput: 'A picture, please.' };
		const execution = await client.run(id, TRIGGER, said);
		assert.equal(execution.status, 'success', execution.errorOf()?.message);
		const items = execution.outputOf('Make a picture', 0, 'ai_tool');
		return {
			requests: model.requests,
			answer: execution.outputOf('AI Agent')[0]?.json.output,
			files: await Promise.all(
				items.filter(({ binary }) => binary).map((item) => client.download(item)),
			),
		};
	} finally {
		await model.close();
	}
}
