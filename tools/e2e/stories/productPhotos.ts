import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Execution, N8nClient } from '../../n8n/client.ts';
import { prepareProgram } from '../../n8n/debian.ts';
import { answers } from '../../n8n/server.ts';
import { until } from '../../n8n/until.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

/** As the workflow names its address. */
const FORM = 'product-photos';
const WISHES = 'Evening light, please';

/** Somebody sends three product photos and a background through the form. */
export const productPhotos: Story = async ({ client, sandbox, credentials, folder }, seen) => {
	sandbox.reset();
	const [green, red, grey, beige] = await Promise.all([
		photo('#27613f').png().toBuffer(),
		photo('#b3261e').jpeg().toBuffer(),
		photo('#9a9a9a').webp().toBuffer(),
		photo('#e8d9b5').jpeg().toBuffer(),
	]);
	const products = [
		{ name: 'green bag.png', picture: 'green bag-in-scene.png', bytes: green },
		{ name: 'чашка 杯子.jpg', picture: 'чашка 杯子-in-scene.png', bytes: red },
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
		const { execution, page } = await send(client, id, formOf(products));
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
		const [zip] = execution.outputOf('One ZIP file');
		assert.ok(zip);
		const files = unzip(folder, await client.download(zip, 'zip'));
		assert.equal(files.size, 3);
		for (const { json } of pictures) {
			const made = sandbox.generations.find(({ url }) => url === json.url);
			const bytes = files.get(String(json.fileName));
			assert.ok(bytes && made?.images[0]?.bytes.equals(bytes), String(json.fileName));
			assert.ok(page.includes(String(json.url)));
		}
		seen(
			`the page shows three pictures and hands out a ZIP file with ${[...files.keys()].join(', ')}`,
		);

		// n8n names the field of a single file without a number.
		const single = await send(client, id, formOf(products.slice(0, 1)));
		assert.equal(
			single.execution.outputOf('Place the product')[0]?.json.fileName,
			products[0]?.picture,
		);
		assert.equal(sandbox.bill(), 4);
		seen('a form with a single product photo gives one picture');

		sandbox.addRule({ where: 'generate', times: 1, reply: 'refusal' });
		const partly = await send(client, id, formOf(products));
		assert.equal(sandbox.bill(), 6);
		assert.match(partly.page, /2 pictures are in your downloads/);
		assert.match(partly.page, /Not made: .*I cannot create this image/);
		sandbox.addRule({ where: 'generate', reply: 'refusal' });
		const none = await send(client, id, formOf(products.slice(0, 1)));
		assert.match(none.page, /No picture this time[^]*I cannot create this image/);
		assert.equal(sandbox.bill(), 6);
		seen('a product that is refused is named with the reason, and the others are delivered');
	} finally {
		await client.deactivate(id);
	}
};

async function send(
	client: N8nClient,
	workflowId: string,
	body: FormData,
): Promise<{ execution: Execution; page: string }> {
	const url = `${client.url}/form/${FORM}`;
	await until('the form', async () => await answers(url));
	const before = await client.executionsOf(workflowId);
	const answer = await fetch(url, { method: 'POST', body });
	assert.ok(answer.ok, `HTTP ${answer.status}`);
	const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
	const newest = await until('the execution of the form', async () => {
		const found = await client.executionsOf(workflowId);
		return found.length > before.length && found[0];
	});
	// It waits until its last page is shown.
	const waiting = await client.execution(newest.id);
	assert.equal(waiting.status, 'waiting', waiting.errorOf()?.message);
	const page = await fetch(formWaitingUrl);
	assert.ok(page.ok, `HTTP ${page.status}`);
	const text = await page.text();
	// As the page itself does.
	await fetch(formWaitingUrl, { method: 'POST' });
	const execution = await until('the execution of the form ends', async () => {
		const now = await client.execution(newest.id);
		return now.status === 'success' && now;
	});
	return { execution, page: text };
}

/** The files of an archive, by name. Its directory stands at the end. */
function unzip(folder: string, archive: Buffer): Map<string, Buffer> {
	const file = join(folder, 'product-photos.zip');
	writeFileSync(file, archive);
	const to = mkdtempSync(join(folder, 'unzipped-'));
	const python = prepareProgram(['/usr/bin/python3'], ['python3-minimal']);
	const { status, stderr } = spawnSync(python, ['-m', 'zipfile', '-e', file, to]);
	assert.equal(status, 0, String(stderr));
	return new Map(readdirSync(to).map((name) => [name, readFileSync(join(to, name))]));
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
