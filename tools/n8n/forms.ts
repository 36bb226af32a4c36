import type { Locator } from 'playwright-core';
import type { ExportedWorkflow } from '../engine/index.ts';
import { type Browser, openBrowser } from './browser.ts';
import type { World } from './world.ts';

/**
 * Publishes a workflow that begins with a form, and opens a browser for a visitor who has no account
 * in n8n. Whatever happens, the form is offline afterwards and the browser closed.
 */
export async function visitForm(
	{ client, credentials, screenshotFolder }: World,
	workflow: ExportedWorkflow,
	visit: (browser: Browser, workflowId: string) => Promise<void>,
): Promise<void> {
	const id = await client.importWorkflow(workflow, credentials);
	await client.activate(id);
	const browser = await openBrowser(client, screenshotFolder);
	try {
		await browser.context.clearCookies();
		await visit(browser, id);
	} catch (error) {
		await browser.shoot(`${workflow.name ?? id}-failed`.replace(/\W+/g, '-'));
		throw error;
	} finally {
		await browser.close();
		await client.deactivate(id);
	}
}

/** Fills in the form that is open, by the fields’ labels. */
export async function fillForm(
	{ page }: Browser,
	texts: Record<string, string>,
	choices: Record<string, string>,
): Promise<void> {
	for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
	for (const [label, option] of Object.entries(choices)) {
		await page.getByLabel(label).selectOption(option);
	}
}

/** The picture with that description, once all of it is on the screen. */
export async function shownPicture({ page }: Browser, description: string): Promise<Locator> {
	const picture = page.getByRole('img', { name: description });
	await picture.evaluate('(image) => image.decode()');
	return picture;
}
