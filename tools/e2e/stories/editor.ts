import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { type Browser, openBrowser } from '../../n8n/browser.ts';
import type { Story } from './story.ts';

const PROMPT = 'A lighthouse at dawn, calm sea, soft pastel light';
const NODE = 'Oakgen Image';

/** A no-code builder adds the node, picks a model, makes a picture and sees it; then an error. */
export const editor: Story = async ({ client, sandbox, credentials, screenshotFolder }, seen) => {
	const browser = await openBrowser(client, screenshotFolder);
	const { page } = browser;
	try {
		const empty: ExportedWorkflow = {
			name: 'A first picture',
			nodes: [trigger()],
			connections: {},
		};
		const workflowId = await client.importWorkflow(empty, credentials);
		await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });

		await addNode(browser);
		seen('the nodes panel finds the node by its name, with its actions');

		await chooseModel(browser);
		seen('the model list finds a model by a part of its name');

		await page.getByTestId('parameter-input-prompt').locator('textarea').fill(PROMPT);
		await browser.shoot('parameters-light');

		const paidBefore = sandbox.bill();
		await page.getByTestId('node-execute-button').click();
		await showPicture(page);
		await browser.shoot('picture');
		assert.equal(sandbox.bill(), paidBefore + 1);
		seen('the picture is in the output panel, paid for once');

		await page.emulateMedia({ colorScheme: 'dark' });
		await browser.shoot('picture-dark');
		await page.emulateMedia({ colorScheme: 'light' });
		seen('the panel also comes in dark colours');

		sandbox.addRule({
			where: 'generate',
			times: 1,
			fault: {
				kind: 'status',
				status: 402,
				json: { error: { message: 'Insufficient credits: 0 left' } },
			},
		});
		await page.getByTestId('node-execute-button').click();
		await page
			.getByText(/Insufficient credits/)
			.first()
			.waitFor();
		await browser.shoot('error');
		seen('an error says what is wrong and what to do');
	} catch (error) {
		await browser.shoot('editor-failed');
		throw error;
	} finally {
		await browser.close();
	}
};

function trigger(): ExportedWorkflow['nodes'][number] {
	return {
		id: 'start',
		name: 'When clicking ‘Execute workflow’',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

async function addNode({ page, shoot }: Browser): Promise<void> {
	await page.getByTestId('canvas-handle-plus').first().click();
	await page.getByTestId('node-creator-search-bar').fill('oakgen');
	await page.getByText(NODE, { exact: true }).first().waitFor();
	await shoot('nodes-panel');
	await page.getByText(NODE, { exact: true }).first().click();
	const action = page.getByText('Generate an image from a text prompt').first();
	await action.waitFor();
	await shoot('node-actions');
	await action.click();
	await page.getByTestId('parameter-input-prompt').waitFor();
}

async function chooseModel({ page, shoot }: Browser): Promise<void> {
	await page.getByTestId('rlc-input').first().click();
	await page.getByTestId('rlc-search').fill('flux');
	await page.getByTestId('rlc-item').getByText('Flux 2 Pro').first().waitFor();
	await shoot('models');
	await page.getByTestId('rlc-item').getByText('Flux 2 Pro').first().click();
}

async function showPicture(page: Page): Promise<void> {
	await page.getByTestId('ndv-view-binary-data').first().click();
	const picture = page.locator('img[src*="binary-data"]').first();
	await picture.waitFor();
	await picture.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
}
