import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { asFailure, providerFailure } from '../errors';
import { RETRY_FETCHES } from '../runAgain';
import { galleryPage, type GalleryCard } from '../output/galleryPage';
import { presented } from '../output/presented';
import { storeGallery } from '../output/storeGallery';
import { inTime } from './inTime';
import type { ItemPart, ItemRun } from './itemRun';
import { cleanMessage } from './nodeError';
import { imagesOf, partFailures } from './outcome';
import type { RunScope } from './scope';

const PAGE_FIELD = 'gallery';

const NO_MODEL = { model: null, modelKey: null, modelName: null };

/**
 * All images of a comparison as one item: a binary field for each, and a page that shows them.
 *
 * @returns null when there is no image. Never rejects.
 */
export async function makeGallery(item: ItemRun, scope: RunScope): Promise<ItemRun['gallery']> {
	const cards = item.parts.flatMap((part) => cardsOf(part, scope));
	const order = item.parts.find((part) => part.kind === 'order');
	if (!order || !cards.some((card) => 'image' in card)) return null;
	const { plan } = order;
	const prompt = plan.choices[0]?.request.prompt ?? '';
	const fileName = scope.fileNames.ofPage(plan);
	const { json, binary } = withFields(cards, plan.output.simplify);
	const outputWith = (page: Record<string, IBinaryData>) => ({
		output: {
			json: presented(
				{ provider: plan.provider.name, operation: plan.operation, prompt, ...json },
				plan.output,
			),
			binary: { ...binary, ...page },
			pairedItem: { item: item.itemIndex },
		},
	});
	try {
		const pieces = galleryPage(prompt, cards, new Date());
		const stored = storeGallery(pieces, fileName, scope.context.helpers);
		const page = await inTime(stored, plan.retry.totalTimeoutMs, scope.effects);
		return outputWith({ [PAGE_FIELD]: page });
	} catch (error) {
		const failure = providerFailure({
			message: `The images are made and paid for, but their gallery could not be stored: ${asFailure(error).message}`,
			advice: `See that n8n’s storage of binary data works, or set Output to Items. ${RETRY_FETCHES}`,
		});
		if (!scope.context.continueOnFail()) return { failure };
		// Nobody retries an execution that goes on after errors, so the images are handed out now.
		const reason = cleanMessage(failure, scope.redact);
		json.failures.push(
			plan.output.simplify ? { modelName: null, reason } : { ...NO_MODEL, reason },
		);
		return outputWith({});
	}
}

function cardsOf(part: ItemPart, { redact }: RunScope): GalleryCard[] {
	const { name } = part;
	// Only what is ordered is shown in a gallery.
	const model = part.kind === 'order' ? part.plan.choices[0]?.model : undefined;
	const facts = { model: model?.id ?? name, modelKey: model?.key ?? null };
	return [
		...imagesOf(part).map((image) => ({ name, image })),
		...partFailures(part).map((failure) => ({
			name,
			failure: { ...facts, reason: cleanMessage(failure, redact) },
		})),
	];
}

/** Images, failures and files as the item has them; each image names its field. */
function withFields(cards: GalleryCard[], simplify: boolean) {
	const images: IDataObject[] = [];
	const failures: IDataObject[] = [];
	const binary: Record<string, IBinaryData> = {};
	for (const card of cards) {
		if ('failure' in card) {
			const { name, failure } = card;
			const { reason } = failure;
			failures.push(
				simplify ? { modelName: name, reason } : { ...failure, modelName: name, reason },
			);
			continue;
		}
		const { image } = card;
		const field = freeField(String(image.json.modelKey ?? image.json.model), binary);
		if (image.binary) binary[field] = image.binary;
		images.push({
			...presented(image.json, { simplify, inputFields: null }),
			index: images.length,
			field: image.binary && field,
		});
	}
	return { json: { images, failures }, binary };
}

/** The wanted name, made fit for an expression, and different from those taken. */
function freeField(wanted: string, taken: Record<string, unknown>): string {
	const name = wanted.replace(/[^\w.-]+/g, '-').replace(/^_+/, '') || 'image';
	const isFree = (field: string) => field !== PAGE_FIELD && !Object.hasOwn(taken, field);
	for (let number = 1; ; number += 1) {
		const field = number === 1 ? name : `${name}-${number}`;
		if (isFree(field)) return field;
	}
}
