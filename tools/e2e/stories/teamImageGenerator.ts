import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fillForm, shownPicture, visitForm } from '../../n8n/forms.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

const PATH = '/form/team-image-generator';
const PROMPT = 'What should the picture show?';

/** A member of the team, without an account in n8n, makes a picture on a form page. */
export const teamImageGenerator: Story = async (world, seen) => {
	const { sandbox } = world;
	sandbox.reset();
	await visitForm(world, readWorkflow('team-image-generator'), async (browser) => {
		const { page } = browser;
		const submit = page.getByRole('button', { name: 'Make the picture' });
		await page.goto(PATH);
		await submit.click();
		await page.getByText('This field is required').first().waitFor();
		assert.equal(sandbox.requests.length, 0);
		seen('an empty form is not sent');

		const prompt = 'Красный велосипед у синей двери';
		await fillForm(
			browser,
			{ [PROMPT]: prompt },
			{ Model: 'GPT Image 2', Format: '3:2 landscape' },
		);
		await browser.shoot('team-form');
		const saving = page.waitForEvent('download');
		await submit.click();
		const saved = await saving;
		const bytes = readFileSync(await saved.path());
		const shown = await shownPicture(browser, 'Your picture');
		await browser.shoot('team-answer');

		const [generation, ...others] = sandbox.generations;
		assert.ok(generation);
		assert.deepEqual(others, []);
		assert.deepEqual(
			[generation.prompt, generation.model, generation.ratio],
			[prompt, 'gpt-image-2-text', '3:2'],
		);
		assert.ok(generation.images[0]?.bytes.equals(bytes), 'not the file that was made');
		assert.equal(await shown.getAttribute('src'), generation.url);
		assert.match(saved.suggestedFilename(), /^красный-велосипед-у-синей-двери.*\.png$/);
		assert.equal(sandbox.bill(), 1);
		seen(`the page shows the picture and saves it as ${saved.suggestedFilename()}, for 1 image`);

		await page.getByRole('link', { name: 'Make another' }).click();
		await submit.waitFor();
		seen('“Make another” leads back to the form');

		sandbox.addRule({ where: 'generate', promptIncludes: 'forbidden', reply: 'refusal' });
		await page.goto(PATH);
		await fillForm(
			browser,
			{ [PROMPT]: 'Something forbidden' },
			{ Model: 'Nano Banana 2 Lite', Format: '1:1 square' },
		);
		await submit.click();
		await page.getByRole('heading', { name: 'No picture this time' }).waitFor();
		await browser.shoot('team-refused');
		const [reason = ''] = (await page.locator('.header p').innerText()).split('\n');
		assert.match(reason, /^Oakgen made no image: .*I cannot create this image\.$/);
		assert.equal(sandbox.bill(), 1);
		seen(`a refused prompt costs nothing and gives a page with the reason: ${reason}`);
	});
};
