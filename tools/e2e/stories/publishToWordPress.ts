import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ExportedWorkflow } from '../../engine/index.ts';
import { openBrowser } from '../../n8n/browser.ts';
import { startWordPress, type WordPress } from '../../n8n/wordpress.ts';
import { readWorkflow } from '../../n8n/workflows.ts';
import type { World } from '../../n8n/world.ts';
import type { Story } from './story.ts';

interface Post {
	id: number;
	status: string;
	title: { raw: string };
	featured_media: number;
}

interface Media {
	alt_text: string;
	mime_type: string;
	source_url: string;
	media_details: { width: number; height: number; file: string };
}

/** A picture and its post go into a real WordPress of this machine. */
export const publishToWordPress: Story = async (world, seen) => {
	const { sandbox, folder, logFolder } = world;
	sandbox.reset();
	const wordpress = await startWordPress(join(folder, 'wordpress'), logFolder);
	try {
		const { post, bytes } = await publish(world, wordpress, seen);
		assert.equal(post.status, 'draft');
		assert.equal(post.title.raw, 'How we roast in small batches');
		const media = await get<Media>(wordpress, `/wp/v2/media/${post.featured_media}`);
		assert.equal(media.mime_type, 'image/png');
		assert.match(media.media_details.file, /small-batch-roasting\.png$/);
		seen(`the post is a draft, ${media.media_details.file} is its featured image`);

		assert.equal(
			media.alt_text,
			'Fresh coffee beans pour from an old drum roaster into the cooling tray.',
		);
		const served = Buffer.from(await (await fetch(media.source_url)).arrayBuffer());
		assert.ok(served.equals(bytes), 'WordPress serves another file');
		assert.ok(sandbox.generations[0]?.images[0]?.bytes.equals(bytes));
		assert.equal(sandbox.bill(), 1);
		seen(
			`WordPress serves the very ${bytes.length} bytes of the picture, with its alternative text`,
		);

		await lookAt(world, wordpress, post.id);
		seen('its author sees the picture above the post');
	} finally {
		await wordpress.stop();
	}
};

/**
 * Runs the workflow as users import it, with this WordPress filled in; at first with a password that
 * WordPress refuses.
 */
async function publish(world: World, wordpress: WordPress, seen: (what: string) => void) {
	const { client, credentials, sandbox } = world;
	const { url, author, applicationPassword } = wordpress;
	const type = 'wordpressApi';
	const name = 'Wordpress account';
	const login = { username: author.userName, url };
	const account = await client.createCredential(type, name, { ...login, password: 'a typo' });
	const workflow = withSite(readWorkflow('publish-to-wordpress'), url);
	const id = await client.importWorkflow(workflow, { ...credentials, ...account });
	const refused = await client.run(id, 'When clicking ‘Execute workflow’');
	assert.equal(refused.status, 'error');
	assert.match(refused.errorOf('Into the media library')?.message ?? '', /Authorization failed/);
	assert.equal(sandbox.bill(), 1);

	const data = { ...login, password: applicationPassword };
	const path = `/rest/credentials/${account[type]?.id}`;
	await client.request('PATCH', path, { type, name, data });
	await client.request('POST', `/rest/executions/${refused.id}/retry`, { loadWorkflow: true });
	const [newest] = await client.executionsOf(id);
	assert.ok(newest);
	const execution = await client.execution(newest.id);
	assert.equal(execution.status, 'success', execution.errorOf()?.message);
	assert.equal(sandbox.bill(), 1);
	seen('what WordPress refused is retried with the picture that was paid for already');

	const [published] = execution.outputOf('Set the featured image');
	const [picture] = execution.outputOf('Make the picture');
	assert.ok(published && picture);
	return {
		post: await get<Post>(wordpress, `/wp/v2/posts/${published.json.id as number}?context=edit`),
		bytes: await client.download(picture),
	};
}

function withSite(workflow: ExportedWorkflow, url: string): ExportedWorkflow {
	const placeholder = 'https://blog.example';
	const text = JSON.stringify(workflow);
	assert.equal(text.split(placeholder).length, 2, 'the address stands in one place');
	return JSON.parse(text.replace(placeholder, url)) as ExportedWorkflow;
}

async function get<Answer>(wordpress: WordPress, path: string): Promise<Answer> {
	const { url, author, applicationPassword } = wordpress;
	const login = Buffer.from(`${author.userName}:${applicationPassword}`).toString('base64');
	const response = await fetch(`${url}/wp-json${path}`, {
		headers: { authorization: `Basic ${login}` },
	});
	assert.ok(response.ok, `${path}: HTTP ${response.status}`);
	return (await response.json()) as Answer;
}

async function lookAt(world: World, { url, author }: WordPress, postId: number): Promise<void> {
	const browser = await openBrowser(world.client, world.screenshotFolder);
	const { page } = browser;
	try {
		await page.goto(`${url}/wp-login.php`);
		await page.getByLabel('Username or Email Address').fill(author.userName);
		await page.getByLabel('Password', { exact: true }).fill(author.password);
		await page.getByRole('button', { name: 'Log In' }).click();
		await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
		await page.goto(`${url}/?p=${postId}&preview=true`);
		const picture = page.locator('.wp-block-post-featured-image img');
		await picture.evaluate('(image) => image.decode()');
		assert.match((await picture.getAttribute('alt')) ?? '', /^Fresh coffee beans/);
	} finally {
		await browser.shoot('wordpress-draft');
		await browser.close();
	}
}
