import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { openBrowser } from '../../n8n/browser.ts';
import type { Story } from './story.ts';

const NODE = 'Oakgen Image';

/** As people write who want what the node does. */
const WISHES = [
	'gemini image',
	'edit photo',
	'image generation',
	'image generator',
	'AI image',
	'ai picture',
	'ai art',
	'create image',
	'generate picture',
	'generate an image',
	'generate photo',
	'make a picture',
	'text-to-image',
	'text to image',
	'image to image',
	'image editing',
	'photo editor',
	'edit an image',
	'inpainting',
	'gpt-image',
	'gpt image',
	'openai image',
	'chatgpt image',
	'nano-banana',
	'nano banana',
	'google image',
	'flux',
	'seedream',
	'compare models',
	'compare images',
	'illustration',
	'product photo',
	'product photography',
	'blog image',
	'featured image',
	'social media image',
	'thumbnail',
	'banner',
	'poster',
	'draw',
	'mockup',
	'transparent background',
	'image model',
	'oakgen',
];

/** What the node cannot do, and what belongs to other nodes. */
const OTHERS = [
	'video',
	'generate video',
	'describe image',
	'analyze image',
	'upscale',
	'remove background',
	'text to speech',
	'transcribe',
	'openai chat',
	'gmail',
	'slack',
	'google drive',
	'google sheets',
	'merge',
	'http request',
];

/** Whoever looks for pictures in n8n's nodes panel finds the node, by whatever words. */
export const nodeSearch: Story = async ({ client, screenshotFolder }, seen) => {
	const id = await client.importWorkflow(aBeginning, {});
	const browser = await openBrowser(client, screenshotFolder);
	const { page } = browser;
	try {
		await page.goto(`/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await page.getByTestId('canvas-handle-plus').first().click();
		const missed: string[] = [];
		for (const wish of WISHES) {
			if (!(await finds(page, wish)).includes(NODE)) missed.push(wish);
		}
		assert.deepEqual(missed, []);
		await browser.shoot('node-search');
		seen(`the nodes panel finds the node by ${WISHES.length} phrases, such as “${WISHES[0]}”`);

		const wrong: string[] = [];
		for (const other of OTHERS) if ((await finds(page, other)).includes(NODE)) wrong.push(other);
		assert.deepEqual(wrong, []);
		seen(`and does not offer it for ${OTHERS.length} wishes that it cannot fulfil`);
	} catch (error) {
		await browser.shoot('node-search-failed');
		throw error;
	} finally {
		await browser.close();
	}
};

/** Without a trigger n8n looks for triggers only. */
const aBeginning: ExportedWorkflow = {
	name: 'A beginning',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
};

/** Names of the nodes that the panel shows for these words. */
async function finds(page: Page, words: string): Promise<string[]> {
	const search = page.getByTestId('node-creator-search-bar');
	const withoutWords = page.getByText('Action in an app', { exact: true });
	await search.fill('');
	await withoutWords.waitFor();
	await search.fill(words);
	await withoutWords.waitFor({ state: 'hidden' });
	const found = page.getByTestId('node-creator-item-name');
	await found.or(page.getByTestId('node-creator-no-results')).first().waitFor();
	return await found.allInnerTexts();
}
