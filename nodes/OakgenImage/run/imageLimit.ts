import { invalidInput, type ImageFailure } from '../errors';
import type { ImagePlan } from '../operations/plan';
import type { FailedPart, ItemRun, OrderPart } from './itemRun';

/**
 * Max Images per Run. The limit of the first item that orders anything counts; 0 is none.
 *
 * @returns the items, all of them failed when the run would order more
 */
export function withinImageLimit(items: ItemRun[]): ItemRun[] {
	const ordered = items.flatMap(ordersOf);
	const [first] = ordered;
	const limit = first?.plan.maxImagesPerRun ?? 0;
	const wanted = ordered.reduce((sum, { plan }) => sum + imagesOf(plan), 0);
	if (limit === 0 || wanted <= limit) return items;
	const part: FailedPart = { kind: 'failed', name: '', failure: tooMany(wanted, limit) };
	return items.map((item) =>
		ordersOf(item).length === 0 ? item : { ...item, parts: [part], isGallery: false },
	);
}

/** As services call how many images one order is to bring. */
const COUNT = /^(?:n|num(?:ber)?_?(?:of_?)?images|batch_?size)$/i;

function imagesOf({ numberOfImages, choices }: ImagePlan): number {
	const fields = Object.entries(choices[0]?.request.additionalFields ?? {});
	const counts = fields.map(([name, value]) => (COUNT.test(name) && Number(value)) || 1);
	return numberOfImages * Math.max(1, ...counts);
}

function ordersOf({ parts }: ItemRun): OrderPart[] {
	return parts.filter((part) => part.kind === 'order');
}

function tooMany(wanted: number, limit: number): ImageFailure {
	return invalidInput(
		`This run would order ${wanted} images, but Max Images per Run is ${limit}. None was ordered`,
		'Raise Max Images per Run in the options, or hand over fewer items at a time, for example with Loop Over Items.',
	);
}
