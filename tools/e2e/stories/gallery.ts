import assert from 'node:assert/strict';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { openBrowser } from '../../n8n/browser.ts';
import type { Story } from './story.ts';

const PROMPT = 'A lighthouse at dawn, calm sea, soft pastel light';
const MODELS = ['nano-banana-2-lite', 'gpt-image-2', 'flux-2-pro'];

/** A comparison's gallery is opened as a file, on a machine without a network. */
export const gallery: Story = async ({ client, sandbox, credentials, screenshotFolder }, seen) => {
	sandbox.reset();
	const id = await client.importWorkflow(comparison(), credentials);
	const execution = await client.run(id, 'Start');
	const [item, ...others] = execution.outputOf('Compare');
	assert.ok(item);
	assert.deepEqual(others, []);
	assert.deepEqual(Object.keys(item.binary ?? {}), [...MODELS, 'gallery']);
	for (const model of MODELS) {
		const made = sandbox.generations.find((generation) => generation.model === `${model}-text`);
		const file = await client.download(item, model);
		assert.ok(made?.images[0]?.bytes.equals(file), `not the picture of ${model}`);
	}
	assert.equal(sandbox.bill(), MODELS.length);
	seen('one item has the picture of each model in a field of its own');

	const page = await client.download(item, 'gallery');
	const browser = await openBrowser(client, screenshotFolder);
	try {
		await browser.context.setOffline(true);
		await browser.page.setViewportSize({ width: 1280, height: 500 });
		await browser.page.setContent(page.toString());
		const pictures = browser.page.locator('img');
		assert.equal(await pictures.count(), MODELS.length);
		for (const picture of await pictures.all()) await picture.evaluate('(image) => image.decode()');
		await browser.page.getByText('Resolution 1K instead of 2K').waitFor();
		const links = await browser.page.locator('a:has(img)').all();
		const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
		const made = sandbox.generations.map(({ url }) => url);
		assert.deepEqual(addresses.toSorted(), made.toSorted());
		await browser.page.getByText(/^\d{4}-\d\d-\d\d · 3 pictures · \d+ credits$/).waitFor();
		await browser.shoot('gallery');
		seen('the page shows them without a network, with what was changed for a model');
	} finally {
		await browser.close();
	}
};

function comparison(): ExportedWorkflow {
	const node = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name: 'A comparison',
		nodes: [
			{
				...node,
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				parameters: {},
			},
			{
				...node,
				id: 'compare',
				name: 'Compare',
				type: 'n8n-nodes-oakgen.oakgenImage',
				parameters: {
					operation: 'compare',
					prompt: PROMPT,
					modelIds: MODELS,
					aspectRatio: '3:2',
					resolution: '2K',
					compareOutput: 'gallery',
				},
				credentials: { oakgenApi: { id: 'oakgenAccount', name: 'Oakgen account' } },
			},
		],
		connections: { Start: { main: [[{ node: 'Compare', type: 'main', index: 0 }]] } },
	};
}
