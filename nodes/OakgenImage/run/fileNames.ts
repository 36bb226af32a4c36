import type { ImagePlan } from '../operations/plan';
import { fileStem } from '../output/fileName';
import { FileNames } from '../output/fileNames';
import type { PlaceInReply } from './destination';
import type { ItemRun } from './itemRun';

/** What all files of a run are called, in the order of the input. */
export class RunFileNames {
	private readonly names = new FileNames();

	private readonly stems = new Map<ImagePlan, string[]>();

	private readonly pages = new Map<ItemRun, string>();

	constructor(items: readonly ItemRun[]) {
		for (const item of items) {
			const plans = item.parts.flatMap((part) => ('work' in part ? [part.work.plan] : []));
			for (const plan of plans) this.reserve(plan);
			const [first] = plans;
			if (item.isGallery && first) this.pages.set(item, this.names.reserve(pageStem(first)));
		}
	}

	/** Without the extension, which only the bytes tell. */
	ofImage(plan: ImagePlan, imageNumber: number, place: PlaceInReply): string {
		const stem = this.stems.get(plan)?.[imageNumber] ?? stemOf(plan, imageNumber);
		return this.names.inReply(stem, place);
	}

	ofPage(item: ItemRun): string {
		return `${this.pages.get(item) ?? 'gallery'}.html`;
	}

	private reserve(plan: ImagePlan): void {
		const wanted = Array.from({ length: plan.numberOfImages }, (_, number) => stemOf(plan, number));
		this.stems.set(
			plan,
			wanted.map((stem) => this.names.reserve(stem)),
		);
	}
}

function stemOf(plan: ImagePlan, imageNumber: number): string {
	const [choice] = plan.choices;
	const { key, id } = choice?.model ?? { key: null, id: '' };
	return fileStem({
		wanted: plan.output.fileName,
		prompt: choice?.request.prompt ?? '',
		model: plan.operation === 'compare' ? (key ?? id) : '',
		itemIndex: plan.itemIndex,
		imageNumber,
		imagesAsked: plan.numberOfImages,
	});
}

function pageStem({ output, choices, itemIndex }: ImagePlan): string {
	return fileStem({
		wanted: output.fileName,
		prompt: choices[0]?.request.prompt ?? '',
		model: '',
		itemIndex,
		imageNumber: 0,
		imagesAsked: 1,
	});
}
