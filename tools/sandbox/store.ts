import { createHash, randomUUID } from 'node:crypto';
import type { BillLine } from './account.ts';
import type { Draw } from './draw/draw.ts';
import type { DrawnImage } from './draw/picture.ts';
import { extensionOf } from './draw/encode.ts';
import type { ImageFormat } from './draw/encode.ts';
import type { AspectRatio, ImageSize } from './dimensions.ts';
import type { OrderOptions } from './orderOptions.ts';
import type { ProviderName } from './providerName.ts';
import type { Reference } from './references.ts';

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
	/** What else was asked of the picture; null where nothing was said. */
	options: OrderOptions;
	mask: ReferenceRecord | null;
	/** What it cost; null with a provider that counts in money. */
	credits: number | null;
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
	options?: OrderOptions;
	mask?: Reference | null;
	/** An edit with a mask has the shape of its image, whatever the ratio. */
	keepsShape?: boolean;
	/** Of one image. */
	creditsPerImage?: number;
	format: ImageFormat;
	images: number;
	filesUrl: string;
	idempotencyKey: string | null;
}

const noOptions: OrderOptions = { quality: null, outputFormat: null, background: null };

/** Pictures of one prompt differ, but only so many ways that large tests still hit the cache. */
const variants = 4;

export class Store {
	readonly generations: Generation[] = [];
	readonly #draw: Draw;
	readonly #files = new Map<string, { image: StoredImage; generation: Generation }>();
	readonly #byId = new Map<string, Generation>();
	readonly #timesAsked = new Map<string, number>();
	/** On the clock that no test turns. */
	readonly #madeAtMs = new WeakMap<Generation, number>();

	constructor(draw: Draw) {
		this.#draw = draw;
	}

	/** Draws, stores and bills. */
	async generate(order: GenerationOrder): Promise<Generation> {
		const { provider, model, prompt, size, ratio, format, options = noOptions } = order;
		const { quality, background } = options;
		const id = `${provider === 'gemini' ? 'v1_' : 'gen_'}${randomUUID().replaceAll('-', '')}`;
		const references = order.references.map((reference) => reference.image);
		const images = await Promise.all(
			Array.from({ length: order.images }, async (_, index): Promise<StoredImage> => {
				const variant = this.#nextVariant(order);
				const drawn = await this.#draw({
					prompt,
					model,
					size,
					ratio,
					format,
					references,
					variant,
					...(quality && { quality }),
					...(background === 'transparent' && { transparent: true }),
					...(order.mask && {
						mask: order.mask.image,
						keepsShape: order.keepsShape === true,
					}),
				});
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
			options,
			mask: order.mask ? recordOf(order.mask) : null,
			credits: order.creditsPerImage === undefined ? null : order.creditsPerImage * images.length,
			fileName: first.fileName,
			url: first.url,
			images,
			idempotencyKey: order.idempotencyKey,
			billed: true,
			replays: 0,
		};
		for (const image of images) this.#files.set(image.fileName, { image, generation });
		this.generations.push(generation);
		this.#byId.set(id, generation);
		this.#madeAtMs.set(generation, performance.now());
		return generation;
	}

	file(fileName: string): { image: StoredImage; generation: Generation } | null {
		return this.#files.get(fileName) ?? null;
	}

	find(id: string): Generation | null {
		return this.#byId.get(id) ?? null;
	}

	/** Since it was made. */
	ageMs(generation: Generation): number {
		return performance.now() - (this.#madeAtMs.get(generation) ?? 0);
	}

	bill(): number {
		return this.generations
			.filter((generation) => generation.billed)
			.reduce((sum, generation) => sum + generation.images.length, 0);
	}

	/** What was paid, order by order. */
	billLines(): BillLine[] {
		return this.generations
			.filter(({ billed }) => billed)
			.map((generation) => ({
				id: generation.id,
				at: generation.at,
				provider: generation.provider,
				model: generation.model,
				prompt: generation.prompt,
				images: generation.images.length,
				credits: generation.credits,
				idempotencyKey: generation.idempotencyKey,
				replays: generation.replays,
			}));
	}

	reset(): void {
		this.generations.length = 0;
		this.#files.clear();
		this.#byId.clear();
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
