import assert from 'node:assert/strict';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { startS3 } from '../../n8n/s3.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { Story } from './story.ts';

const NAME = 'горная хижина 山小屋';

/** Prompts become pictures, and n8n's S3 node carries the files into a bucket. */
export const chainToStorage: Story = async (world, seen) => {
	const { client, sandbox, credentials } = world;
	sandbox.reset();
	const workflow = withName(readWorkflow('chain-to-storage'), NAME);
	const store = await startS3(world, 'my-bucket');
	try {
		const s3 = await client.createCredential('s3', 'S3 account', store.credential);
		const id = await client.importWorkflow(workflow, { ...credentials, ...s3 });
		const execution = await client.run(id, 'When clicking ‘Execute workflow’');
		assert.equal(execution.status, 'success', execution.errorOf()?.message);

		const pictures = execution.outputOf('Make the pictures');
		const stored = execution.outputOf('What is stored');
		assert.equal(pictures.length, 4);
		assert.equal(sandbox.bill(), 4);
		const keys = stored.map(({ json }) => String(json.key));
		assert.deepEqual(await store.keys(), keys.toSorted());
		seen(`${keys.length} pictures were paid for, and their files lie in the bucket`);

		for (const [i, picture] of pictures.entries()) {
			const { json } = picture;
			const { bytes, contentType } = await store.object(keys[i] ?? '');
			assert.deepEqual(bytes, await client.download(picture));
			const made = sandbox.generations.find(({ url }) => url === json.url);
			assert.deepEqual(bytes, made?.images[0]?.bytes);
			assert.equal(contentType, json.mimeType);
			assert.match(keys[i] ?? '', /^oakgen-images\/\d{4}-\d\d-\d\d-[\p{L} -]+\.png$/u);
			assert.equal(stored[i]?.json.prompt, made?.prompt);
		}
		assert.ok(keys.some((key) => key.endsWith(`-${NAME}.png`)));
		seen('every object in the bucket is, byte for byte, the picture that was made for its prompt');
	} finally {
		await store.stop();
	}
};

function withName(workflow: ExportedWorkflow, name: string): ExportedWorkflow {
	return JSON.parse(JSON.stringify(workflow).replace('alpine-hut', name)) as ExportedWorkflow;
}
