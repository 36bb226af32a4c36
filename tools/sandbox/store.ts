import { createHash, randomUUID } from 'node:crypto';
import type { Draw, DrawnImage } from './draw/draw.ts';
import { extensionOf } from './draw/encode.ts';
import type { ImageFormat } from './draw/encode.ts';
import type { AspectRatio, ImageSize } from './dimensions.ts';
import type { Reference } from './references.ts';

export type ProviderName = 'oakgen' | 'gemini';

export interface StoredImage extends DrawnImage {
	fileName: string;
	url: string;
}

export interface ReferenceRecord {
	source: Reference['source'];
	url: string | null;
	mimeType: string | null;
	byteLength: number;
	sha256: string;
}

/** One line of the bill. */
export interface Generation {
	id: string;
	at: string;
	provider: ProviderName;
	model: string;
	prompt: string;
	size: ImageSize;
	ratio: AspectRatio;
	references: ReferenceRecord[];
	/** File and URL of the first image. */
	fileName: string;
	url: string;
	images: StoredImage[];
	idempotencyKey: string | null;
	billed: boolean;
	/** How often an idempotency key asked for this generation again. */
	replays: number;
}

export interface GenerationOrder {
	provider: ProviderName;
	model: string;
	prompt: string;
	size: ImageSize;
	ratio: AspectRatio;
	references: Reference[];
	format: ImageFormat;
	images: number;
	filesUrl: string;
	idempotencyKey: string | null;
}

/** Pictures of one prompt differ, but only so many ways that large tests still hit the cache. */
const variants = 4;

export class Store {
	readonly generations: Generation[] = [];
	readonly #draw: Draw;
	readonly #files = new Map<string, { image: StoredImage; generation: Generation }>();
	readonly #timesAsked = new Map<string, number>();

	constructor(draw: Draw) {
		this.#draw = draw;
	}

	/** Draws, stores and bills. */
	async generate(order: GenerationOrder): Promise<Generation> {
		const { provider, model, prompt, size, ratio, format } = order;
		const id = `${provider === 'gemini' ? 'v1_' : 'gen_'}${randomUUID().replaceAll('-', '')}`;
		const references = order.references.map((reference) => reference.image);
		const images = await Promise.all(
			Array.from({ length: order.images }, async (_, index): Promise<StoredImage> => {
				const variant = this.#nextVariant(order);
				const drawn = await this.#draw({ prompt, model, size, ratio, format, references, variant });
				const fileName = `${id}${index === 0 ? '' : `-${index + 1}`}.${extensionOf[format]}`;
				return { ...drawn, fileName, url: `${order.filesUrl}/${fileName}` };
			}),
		);
		const [first] = images;
		if (!first) throw new Error('a generation has at least one image');
		const generation: Generation = {
			id,
			at: new Date().toISOString(),
			provider,
			model,
			prompt,
			size,
			ratio,
			references: order.references.map(recordOf),
			fileName: first.fileName,
			url: first.url,
			images,
			idempotencyKey: order.idempotencyKey,
			billed: true,
			replays: 0,
		};
		for (const image of images) this.#files.set(image.fileName, { image, generation });
		this.generations.push(generation);
		return generation;
	}

	file(fileName: string): { image: StoredImage; generation: Generation } | null {
		return this.#files.get(fileName) ?? null;
	}

	find(id: string): Generation | null {
		return this.generations.find((generation) => generation.id === id) ?? null;
	}

	bill(): number {
		return this.generations
			.filter((generation) => generation.billed)
			.reduce((sum, generation) => sum + generation.images.length, 0);
	}

	reset(): void {
		this.generations.length = 0;
		this.#files.clear();
		this.#timesAsked.clear();
	}

	#nextVariant({ prompt, model, size, ratio }: GenerationOrder): number {
		const key = JSON.stringify([prompt, model, size, ratio]);
		const asked = this.#timesAsked.get(key) ?? 0;
		this.#timesAsked.set(key, asked + 1);
		return asked % variants;
	}
}

function recordOf({ source, url, mimeType, image }: Reference): ReferenceRecord {
	const sha256 = createHash('sha256').update(image).digest('hex');
	return { source, url, mimeType, byteLength: image.length, sha256 };
}
