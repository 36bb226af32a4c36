import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, selectors } from 'playwright-core';
import { browserId, type N8nClient } from './client.ts';
import { prepareProgram } from './debian.ts';

export interface Browser {
	context: BrowserContext;
	page: Page;
	/** Takes a picture of the page. */
	shoot(name: string): Promise<void>;
	close(): Promise<void>;
}

// As n8n writes it.
selectors.setTestIdAttribute('data-test-id');

const VIEWPORT = { width: 1440, height: 900 };
/** They cover what is shown, and are there for a while only. */
const WITHOUT_TOASTS = '.el-notification { display: none !important }';

/** The machine may be busy with n8n at the same time, and with drawing pictures in 4K. */
const PATIENCE_MS = 60_000;

/** Chromium, logged in as the owner. */
export async function openBrowser(client: N8nClient, screenshotFolder: string): Promise<Browser> {
	mkdirSync(screenshotFolder, { recursive: true });
	const executablePath = prepareProgram(['/usr/bin/chromium'], ['chromium', 'fonts-dejavu-core']);
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
		// On a machine without a language it would save files under ASCII names only.
		env: { ...process.env, LC_ALL: 'C.UTF-8' },
	});
	const context = await browser.newContext({ viewport: VIEWPORT, baseURL: client.url });
	context.setDefaultTimeout(PATIENCE_MS);
	await context.addCookies(client.cookie);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
	const page = await context.newPage();
	return {
		context,
		page,
		shoot: async (name) => {
			const path = join(screenshotFolder, `${name}.png`);
			await page.screenshot({ path, animations: 'disabled', style: WITHOUT_TOASTS });
		},
		close: () => browser.close(),
	};
}
