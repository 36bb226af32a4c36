import { bytesReply, jsonReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { dataUri, imageObject } from './finishedGeneration.ts';
import type { FinishedGeneration } from './finishedGeneration.ts';

type Body = (g: FinishedGeneration) => Record<string, unknown>;
export type ReplyShape = (g: FinishedGeneration) => WireReply;

const created = 1_790_000_000;

/** JSON bodies that carry a finished image; each can also stand inside a wrapper. */
const bodies = {
	// URL at the top
	url: (g) => ({ url: g.url }),
	image_url: (g) => ({ image_url: g.url }),
	imageUrl: (g) => ({ imageUrl: g.url }),
	output_url: (g) => ({ output_url: g.url }),
	download_url: (g) => ({ download_url: g.url }),
	'url-data-uri': (g) => ({ url: dataUri(g) }),

	// a page about the image, or the generation itself, beside the file
	'page-url-and-image_url': (g) => ({
		url: new URL(`/view/${g.id}`, g.statusUrl).href,
		image_url: g.url,
	}),
	'own-url-and-images': (g) => ({
		id: g.id,
		status: 'completed',
		url: new URL(`/v1/generate/image/${g.id}`, g.statusUrl).href,
		images: g.images.map(imageObject),
	}),

	// one image
	'image-object': (g) => ({ image: imageObject(g) }),
	'image-string': (g) => ({ image: g.url }),
	'image-data-uri': (g) => ({ image: dataUri(g) }),

	// lists of images
	'images-strings': (g) => ({ images: g.images.map((image) => image.url) }),
	'images-objects': (g) => ({ images: g.images.map(imageObject) }),
	'images-data-uris': (g) => ({ images: g.images.map(dataUri) }),
	image_urls: (g) => ({ image_urls: g.images.map((image) => image.url) }),
	urls: (g) => ({ urls: g.images.map((image) => image.url) }),

	// as OpenAI
	'openai-url': (g) => ({ created, data: g.images.map(({ url }) => ({ url })) }),
	'openai-b64_json': (g) => ({
		created,
		data: g.images.map(({ base64 }) => ({ b64_json: base64 })),
	}),

	// output
	'output-string': (g) => ({ output: g.url }),
	'output-strings': (g) => ({ output: g.images.map((image) => image.url) }),
	'output-images': (g) => ({ output: { images: g.images.map(imageObject) } }),
	outputs: (g) => ({ outputs: g.images.map((image) => image.url) }),

	// base64, with and without its type beside it
	'image-base64': (g) => ({ image: g.base64 }),
	image_base64: (g) => ({ image_base64: g.base64 }),
	b64_json: (g) => ({ b64_json: g.base64 }),
	'image-base64-mime_type': (g) => ({ image: g.base64, mime_type: g.mimeType }),
	'image_base64-mimeType': (g) => ({ image_base64: g.base64, mimeType: g.mimeType }),
	'b64_json-content_type': (g) => ({ b64_json: g.base64, content_type: g.mimeType }),

	// what it cost
	credits: (g) => ({ url: g.url, credits: g.credits }),
	credits_used: (g) => ({ url: g.url, credits_used: g.credits }),
	creditsUsed: (g) => ({ url: g.url, creditsUsed: g.credits }),
	cost: (g) => ({ url: g.url, cost: g.credits }),
	'usage.credits': (g) => ({ url: g.url, usage: { credits: g.credits } }),

	// the reference images are echoed beside the result
	'echo-input': (g) => ({
		input: { prompt: g.prompt, image_urls: g.inputUrls },
		images: g.images.map(imageObject),
	}),
	'echo-image_urls': (g) => ({
		image_urls: g.inputUrls,
		output: g.images.map((image) => image.url),
	}),
} satisfies Record<string, Body>;

const wrappers = {
	result: (body) => ({ result: body }),
	data: (body) => ({ data: body }),
	'success-data': (body) => ({ success: true, data: body }),
	'code-data': (body) => ({ code: 200, message: 'success', data: body }),
} satisfies Record<string, (body: unknown) => unknown>;

/** What the sandbox says when no rule asks for another shape. */
const usual: Body = (g) => ({
	id: g.id,
	status: 'completed',
	model: g.model,
	images: g.images.map(imageObject),
	credits_used: g.credits,
});

/** Shapes that carry more than one image, so that more than one is made and billed. */
const severalImages = {
	'two-images-strings': bodies['images-strings'],
	'two-images-objects': bodies['images-objects'],
	'two-openai-url': bodies['openai-url'],
	'two-openai-b64_json': bodies['openai-b64_json'],
	'two-output-strings': bodies['output-strings'],
} satisfies Record<string, Body>;

type BodyName = keyof typeof bodies;
type WrapperName = keyof typeof wrappers;
export type ImageReplyName =
	'usual' | 'raw-bytes' | BodyName | `${WrapperName}.${BodyName}` | keyof typeof severalImages;

function asReply(body: Body): ReplyShape {
	return (g) => jsonReply(body(g));
}

function* named(): Generator<[ImageReplyName, ReplyShape]> {
	yield ['usual', asReply(usual)];
	yield ['raw-bytes', (g) => bytesReply(g.bytes, g.mimeType)];
	for (const name of Object.keys(bodies) as BodyName[]) {
		yield [name, asReply(bodies[name])];
		for (const wrapper of Object.keys(wrappers) as WrapperName[]) {
			yield [`${wrapper}.${name}`, (g) => jsonReply(wrappers[wrapper](bodies[name](g)))];
		}
	}
	for (const name of Object.keys(severalImages) as Array<keyof typeof severalImages>) {
		yield [name, asReply(severalImages[name])];
	}
}

/** Every way in which a finished image can be delivered, by name. */
export const replyShapes = Object.fromEntries(named()) as Record<ImageReplyName, ReplyShape>;

export function imagesIn(name: string): number {
	return name in severalImages ? 2 : 1;
}
