import { type Bench, compare } from '../compare.ts';
import { atMost, inMs, type Section } from '../section.ts';

const ITEMS = 4;
const IMAGES_PER_ITEM = 4;
/** Of different sizes, and unlike all else that is encoded. */
const REFERENCES = [1_000_001, 1_000_002, 1_000_003];
const IMAGES = ITEMS * IMAGES_PER_ITEM;

export async function references(bench: Bench): Promise<Section> {
	const { oakgenEdit } = await compare(bench, {
		contestants: ['oakgenEdit'],
		work: {
			items: ITEMS,
			concurrency: 4,
			imagesPerItem: IMAGES_PER_ITEM,
			references: REFERENCES,
		},
		script: { pictureBytes: 100 * 1024, latencyMs: 0 },
		warmUpItems: 1,
		runs: 1,
	});
	const { referenceReads, referenceEncodings, orders, cpuMs } = oakgenEdit;
	const fewest = ITEMS * REFERENCES.length;
	return {
		id: 'references',
		title: 'Reference images',
		text: `${ITEMS} items with ${REFERENCES.length} reference images of 1 MB each, ${IMAGES_PER_ITEM} images per item; the first order fails and is sent again.`,
		header: ['images', 'orders', 'references read', 'references encoded', 'CPU time'],
		rows: [[String(IMAGES), orders, referenceReads, referenceEncodings, inMs(cpuMs)].map(String)],
		targets: [
			atMost(
				'each reference is read once per item',
				referenceReads,
				fewest,
				`${referenceReads} of ${fewest}`,
			),
			atMost(
				'and encoded at most once per image, whatever the attempts',
				referenceEncodings,
				fewest * IMAGES_PER_ITEM,
				`${referenceEncodings} of ${fewest * IMAGES_PER_ITEM}`,
			),
		],
		data: oakgenEdit,
	};
}
