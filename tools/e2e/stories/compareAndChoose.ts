import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Browser } from '../../n8n/browser.ts';
import { fillForm, shownPicture, visitForm } from '../../n8n/forms.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

const MODELS = ['Nano Banana 2.1', 'Nano Banana Pro', 'GPT Image 2'];
const QUESTION = 'Which one is to be made large?';

/** A person sees what several models make, chooses one, and that one makes the final. */
export const compareAndChoose: Story = async (world, seen) => {
	const { sandbox, client } = world;
	sandbox.reset();
	await visitForm(world, readWorkflow('compare-and-choose'), async (browser, id) => {
		const { page } = browser;
		const send = page.getByRole('button', { name: 'Choose' });

		await order(browser, 'A lighthouse at dawn');
		const shown = await addressesOf(browser, MODELS);
		await browser.shoot('compare-gallery');
		assert.deepEqual(new Set(shown), new Set(sandbox.generations.map(({ url }) => url)));
		assert.equal(sandbox.bill(), 3);
		seen('the form shows the gallery, with the pictures of three models');

		await fillForm(
			browser,
			{ 'Wishes for the final picture': 'More room at the top' },
			{ [QUESTION]: 'Nano Banana Pro' },
		);
		await send.click();
		const picture = await shownPicture(browser, 'The final picture');
		await browser.shoot('compare-final');
		const final = sandbox.generations.at(-1);
		const chosen = sandbox.generations.find(({ model }) => model === 'nano-banana-pro-text');
		assert.ok(final && chosen);
		assert.equal(await picture.getAttribute('src'), final.url);
		assert.deepEqual([final.model, final.size], ['nano-banana-pro-edit', '4K']);
		assert.match(final.prompt, /A lighthouse at dawn\nMore room at the top$/);
		assert.deepEqual(
			final.references.map((reference) => reference.sha256),
			chosen.images.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')),
		);
		assert.equal(sandbox.bill(), 4);
		const item = await keptItem(world, id);
		assert.ok(item);
		assert.ok(final.images[0]?.bytes.equals(await client.download(item)), 'not the final picture');
		seen(
			`the chosen model made the final from its picture, ${item.json.width as number} × ${item.json.height as number}: 3 + 1 images`,
		);

		await order(browser, 'A grey cat on a grey sofa');
		await fillForm(browser, {}, { [QUESTION]: 'None of them' });
		await send.click();
		await page.getByRole('heading', { name: 'Nothing chosen' }).waitFor();
		assert.equal(sandbox.bill(), 7);
		assert.equal(await keptItem(world, id), undefined);
		seen('when none is good enough, nothing more is made');

		for (const model of ['nano-banana-2.1-text', 'gpt-image-2-edit']) {
			sandbox.addRule({ where: 'generate', model, fault: { kind: 'status', status: 404 } });
		}
		await order(browser, 'A market in the rain');
		await addressesOf(browser, ['Nano Banana Pro', 'GPT Image 2']);
		await page.getByText('Oakgen does not know this model').waitFor();
		await browser.shoot('compare-one-failed');
		await fillForm(browser, {}, { [QUESTION]: 'GPT Image 2' });
		await send.click();
		await shownPicture(browser, 'The final picture');
		await page.getByText('The chosen model could not make it').waitFor();
		await browser.shoot('compare-fallback');
		assert.equal(sandbox.generations.at(-1)?.model, 'nano-banana-pro-edit');
		assert.equal(sandbox.bill(), 10);
		seen('a model that fails is a card with its reason; one that cannot do the final is replaced');
	});
};

async function order(browser: Browser, prompt: string): Promise<void> {
	const { page } = browser;
	await page.goto('/form/compare-and-choose');
	await fillForm(browser, { 'What should the picture show?': prompt }, { Format: '16:9 wide' });
	await page.getByRole('button', { name: 'Compare the models' }).click();
	await page.getByLabel(QUESTION).waitFor();
}

/** Of the models' pictures, once all of them are on the screen. */
async function addressesOf(browser: Browser, models: string[]): Promise<Array<string | null>> {
	const addresses = [];
	for (const model of models) {
		addresses.push(await (await shownPicture(browser, model)).getAttribute('src'));
	}
	return addresses;
}

async function keptItem({ client }: World, workflowId: string) {
	const [newest] = await client.executionsOf(workflowId);
	assert.ok(newest);
	const execution = await client.execution(newest.id);
	return execution.outputOf('Keep it here')[0];
}
