import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../n8n/browser.ts';
import type { Story } from './story.ts';

/** The owner creates both credentials by hand; n8n tests each when it is saved. */
export const credentials: Story = async ({ client, sandbox, screenshotFolder }, seen) => {
	const browser = await openBrowser(client, screenshotFolder);
	const { page } = browser;
	try {
		const kinds = [
			{ type: 'Oakgen API', baseUrl: sandbox.url, apiKey: sandbox.oakgenApiKey },
			{ type: 'Google Gemini Image API', baseUrl: sandbox.geminiUrl, apiKey: sandbox.geminiApiKey },
		];
		for (const { type, baseUrl, apiKey } of kinds) {
			const paidBefore = sandbox.bill();
			await openNew(page, type);
			await fill(page, 'baseUrl', baseUrl);
			await fill(page, 'apiKey', 'not-the-key');
			await save(page);
			await page.getByText('Couldn’t connect with these settings').first().waitFor();
			await browser.shoot(`credential-${type}-refused`);
			seen(`${type}: a wrong key is refused`);

			await fill(page, 'apiKey', apiKey);
			await save(page);
			await page.getByText('Connection tested successfully').first().waitFor();
			await browser.shoot(`credential-${type}-accepted`);
			assert.equal(sandbox.bill(), paidBefore);
			seen(`${type}: the right key passes, and testing costs nothing`);
		}
	} catch (error) {
		await browser.shoot('credentials-failed');
		throw error;
	} finally {
		await browser.close();
	}
};

async function openNew(page: Page, type: string): Promise<void> {
	await page.goto('/home/credentials', { waitUntil: 'domcontentloaded' });
	await page.getByTestId('add-resource-credential').first().click();
	await page.getByPlaceholder('Search for app...').fill(type);
	await page.getByRole('option', { name: type, exact: true }).click();
	await page.getByRole('button', { name: 'Continue' }).click();
}

async function fill(page: Page, parameter: string, value: string): Promise<void> {
	await page.getByTestId(`parameter-input-${parameter}`).locator('input').fill(value);
}

async function save(page: Page): Promise<void> {
	await page.getByTestId('credential-save-button').click();
}
