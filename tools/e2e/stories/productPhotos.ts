import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { Execution, N8nClient } from '../../n8n/client.ts';
import { answers } from '../../n8n/server.ts';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

/** As the workflow names its address. */
const FORM = 'product-photos';
const WISHES = 'Evening light, please';

/** Somebody sends three product photos and a background through the form. */
export const productPhotos: Story = async ({ client, sandbox, credentials }, seen) => {
	sandbox.reset();
	const [green, red, grey, beige] = await Promise.all([
		photo('#27613f').png().toBuffer(),
		photo('#b3261e').jpeg().toBuffer(),
		photo('#9a9a9a').webp().toBuffer(),
		photo('#e8d9b5').jpeg().toBuffer(),
	]);
	const products = [
		{ name: 'green bag.png', picture: 'green bag-in-scene.png', bytes: green },
		{ name: 'red-mug.jpg', picture: 'red-mug-in-scene.png', bytes: red },
		{ name: 'grinder.webp', picture: 'grinder-in-scene.png', bytes: grey },
	];
	const background = { name: 'kitchen.jpg', bytes: beige };
	const formOf = (chosen: typeof products) => {
		const form = new FormData();
		for (const { name, bytes } of chosen) form.append('field-0', file(bytes), name);
		form.append('field-1', file(background.bytes), background.name);
		form.append('field-2', WISHES);
		return form;
	};

	const id = await client.importWorkflow(readWorkflow('product-photos'), credentials);
	await client.activate(id);
	try {
		const execution = await send(client, id, formOf(products));
		seen('the form took three product photos and a background');

		const pictures = execution.outputOf('Place the product');
		// n8n numbers the files of a form as they arrive.
		assert.equal(new Set(pictures.map(({ json }) => json.fileName)).size, 3);
		assert.equal(sandbox.bill(), 3);
		for (const picture of pictures) {
			const { url, fileName } = picture.json;
			const product = products.find(({ picture }) => picture === fileName);
			const made = sandbox.generations.find((generation) => generation.url === url);
			const sent = made?.references.map(({ sha256 }) => sha256);
			assert.deepEqual(
				sent,
				[product, background].map((sender) => digest(sender?.bytes)),
			);
			assert.match(String(made?.prompt), new RegExp(`${WISHES}$`));
			assert.deepEqual(await client.download(picture), made?.images[0]?.bytes);
		}
		const requests = sandbox.requests.filter(({ where }) => where === 'generate');
		assert.equal(requests.length, 3);
		seen('each of three requests carried its product and the background, in this order, unchanged');
		seen('each picture came back as a file; three were paid for');

		// n8n names the field of a single file without a number.
		const single = await send(client, id, formOf(products.slice(0, 1)));
		assert.equal(single.outputOf('Place the product')[0]?.json.fileName, products[0]?.picture);
		assert.equal(sandbox.bill(), 4);
		seen('a form with a single product photo gives one picture');
	} finally {
		await client.deactivate(id);
	}
};

async function send(client: N8nClient, workflowId: string, body: FormData): Promise<Execution> {
	const url = `${client.url}/form/${FORM}`;
	await until('the form', async () => await answers(url));
	const before = await client.executionsOf(workflowId);
	const answer = await fetch(url, { method: 'POST', body });
	assert.ok(answer.ok, `HTTP ${answer.status} ${await answer.text()}`);
	const newest = await until('the execution of the form', async () => {
		const found = await client.executionsOf(workflowId);
		return found.length > before.length && found[0];
	});
	const execution = await client.execution(newest.id);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	return execution;
}

function photo(colour: string): Sharp {
	return sharp({ create: { width: 320, height: 400, channels: 3, background: colour } });
}

function file(bytes: Buffer): Blob {
	return new Blob([new Uint8Array(bytes)]);
}

function digest(bytes: Buffer | undefined): string | undefined {
	return bytes && createHash('sha256').update(bytes).digest('hex');
}
