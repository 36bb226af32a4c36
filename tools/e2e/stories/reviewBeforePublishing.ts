import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from '../../n8n/browser.ts';
import type { Execution } from '../../n8n/client.ts';
import { fillForm, shownPicture, visitForm } from '../../n8n/forms.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

/** A person looks at drafts: what is rejected ends there, what is approved is made in full quality. */
export const reviewBeforePublishing: Story = async (world, seen) => {
	const { client, sandbox } = world;
	sandbox.reset();
	await visitForm(world, readWorkflow('review-before-publishing'), async (browser, id) => {
		const { page } = browser;

		await orderDraft(browser, 'A grey cat on a grey sofa');
		await fillForm(browser, {}, { 'Your decision': 'Reject' });
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByRole('heading', { name: 'Not published' }).waitFor();
		await browser.shoot('review-rejected');
		assert.deepEqual(
			sandbox.generations.map(({ model }) => model),
			['nano-banana-2-lite-text'],
		);
		assert.equal(sandbox.bill(), 1);
		assert.deepEqual((await latestExecution(world, id)).outputOf('Publish here'), []);
		seen('a rejected draft is not published and costs the draft only');

		await orderDraft(browser, 'A lighthouse at dawn');
		await browser.shoot('review-draft');
		assert.equal(sandbox.bill(), 2);
		await fillForm(
			browser,
			{ 'Wishes for the final picture': 'More room at the top' },
			{ 'Your decision': 'Approve' },
		);
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Send' }).click();
		const saved = await saving;
		const published = await shownPicture(browser, 'The final picture');
		await browser.shoot('review-published');

		const [, draft, final, ...others] = sandbox.generations;
		assert.ok(draft && final);
		assert.deepEqual(others, []);
		assert.equal(sandbox.bill(), 3);
		assert.equal(await published.getAttribute('src'), final.url);
		assert.deepEqual([final.model, final.size], ['nano-banana-pro-edit', '2K']);
		assert.match(final.prompt, /A lighthouse at dawn\nMore room at the top$/);
		assert.deepEqual(
			final.references.map((reference) => reference.sha256),
			draft.images.map((image) => createHash('sha256').update(image.bytes).digest('hex')),
		);
		seen('an approved draft is made again in 2K, with the wishes: 1 draft and 1 final picture');

		const execution = await latestExecution(world, id);
		const [item] = execution.outputOf('Publish here');
		assert.ok(item);
		const file = await client.download(item);
		assert.ok(final.images[0]?.bytes.equals(file), 'not the final picture');
		assert.ok(readFileSync(await saved.path()).equals(file), 'another file was saved');
		assert.equal(saved.suggestedFilename(), 'A lighthouse at dawn.png');
		await page.getByRole('link', { name: 'Make another' }).click();
		await page.getByRole('button', { name: 'Make a draft' }).waitFor();
		seen(
			`${item.json.width as number} × ${item.json.height as number} pixels reached the publisher and the reviewer’s downloads`,
		);

		sandbox.addRule({ where: 'generate', promptIncludes: 'tiger', reply: 'refusal' });
		await order(browser, 'A tiger');
		await page.getByText('I cannot create this image').waitFor();
		assert.equal(sandbox.bill(), 3);
		seen('a refused draft gives a page with the reason, and nobody waits for an answer');
	});
};

async function latestExecution({ client }: World, workflowId: string): Promise<Execution> {
	const [newest] = await client.executionsOf(workflowId);
	assert.ok(newest);
	return await client.execution(newest.id);
}

/** @returns when the draft is on the screen */
async function orderDraft(browser: Browser, prompt: string): Promise<void> {
	await order(browser, prompt);
	await shownPicture(browser, 'The draft');
}

async function order(browser: Browser, prompt: string): Promise<void> {
	const { page } = browser;
	await page.goto('/form/review-before-publishing');
	await fillForm(browser, { 'What should the picture show?': prompt }, { Format: '16:9 wide' });
	await page.getByRole('button', { name: 'Make a draft' }).click();
}
