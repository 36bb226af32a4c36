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

const TRIGGER = 'When clicking ‘Execute workflow’';
const OWN_WORDS = 'Fresh coffee beans pour from an old drum roaster into the cooling tray.';

/** Names as people give them, and what of them WordPress keeps in the name of the file. */
const NAMES: Array<[string, RegExp]> = [
	['осенняя скидка', /осенняя-скидка\.\w+$/],
	['秋の新作', /秋の新作\.\w+$/],
	['🍂 leaves', /leaves\.\w+$/],
	[`the "old" roaster's 1st`, /the-old.*roasters-1st\.\w+$/],
	['Kaffee für Ö', /Kaffee-f(ü|u)r-(Ö|O)\.\w+$/],
];

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

		assert.equal(media.alt_text, sandbox.generations[0]?.prompt);
		const served = Buffer.from(await (await fetch(media.source_url)).arrayBuffer());
		assert.ok(served.equals(bytes), 'WordPress serves another file');
		assert.ok(sandbox.generations[0]?.images[0]?.bytes.equals(bytes));
		assert.equal(sandbox.bill(), 1);
		seen(
			`WordPress serves the very ${bytes.length} bytes of the picture, with its alternative text`,
		);

		await lookAt(world, wordpress, post.id, media.alt_text);
		seen('its author sees the picture above the post');

		await tellOfNames(world, wordpress, seen);
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
	const refused = await client.run(id, TRIGGER);
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

/** The same workflow with other posts, and with Google Gemini. */
async function tellOfNames(
	world: World,
	wordpress: WordPress,
	seen: (what: string) => void,
): Promise<void> {
	const { client, credentials } = world;
	const { url, author, applicationPassword } = wordpress;
	const login = { username: author.userName, url, password: applicationPassword };
	const account = await client.createCredential('wordpressApi', 'Wordpress account', login);
	const workflow = withSite(readWorkflow('publish-to-wordpress'), url);
	const publishAs = async (change: (workflow: ExportedWorkflow) => void): Promise<Media> => {
		const changed = structuredClone(workflow);
		change(changed);
		const id = await client.importWorkflow(changed, { ...credentials, ...account });
		const execution = await client.run(id, TRIGGER);
		assert.equal(execution.status, 'success', execution.errorOf()?.message);
		const [uploaded] = execution.outputOf('Into the media library');
		const [picture] = execution.outputOf('Make the picture');
		assert.ok(uploaded && picture);
		const media = await get<Media>(wordpress, `/wp/v2/media/${uploaded.json.id as number}`);
		const served = Buffer.from(await (await fetch(media.source_url)).arrayBuffer());
		assert.ok(served.equals(await client.download(picture)), media.source_url);
		return media;
	};

	for (const [name, expected] of NAMES) {
		const media = await publishAs((changed) => setPost(changed, 'slug', name));
		assert.match(media.media_details.file.normalize('NFC'), expected);
	}
	seen(`names in any script arrive: ${NAMES.map(([name]) => name).join(', ')}`);

	const own = await publishAs((changed) => setPost(changed, 'altText', OWN_WORDS));
	assert.equal(own.alt_text, OWN_WORDS);
	const gemini = await publishAs((changed) => {
		const node = changed.nodes.find(({ name }) => name === 'Make the picture');
		assert.ok(node);
		node.parameters = { ...node.parameters, provider: 'gemini' };
		node.credentials = { geminiImageApi: { id: null, name: 'Google Gemini account' } };
	});
	assert.equal(gemini.alt_text, 'Here is your image, drawn by the local sandbox.');
	seen('the alternative text is what the post says, else what Gemini says, else the prompt');
}

function setPost({ nodes }: ExportedWorkflow, field: string, value: string): void {
	const post = nodes.find(({ name }) => name === 'The post')?.parameters.assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	const assignment = post.assignments.find(({ name }) => name === field);
	assert.ok(assignment);
	assignment.value = value;
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

async function lookAt(
	world: World,
	{ url, author }: WordPress,
	postId: number,
	altText: string,
): Promise<void> {
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
		assert.equal(await picture.getAttribute('alt'), altText);
	} finally {
		await browser.shoot('wordpress-draft');
		await browser.close();
	}
}
