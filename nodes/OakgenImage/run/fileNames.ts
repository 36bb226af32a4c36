import type { FetchPlan, ImagePlan } from '../operations/plan';
import { fileStem } from '../output/fileName';
import { FileNames, type PositionInReply } from '../output/fileNames';

/** What is made for one input item. */
interface NamedItem {
	plans: ReadonlyArray<ImagePlan | FetchPlan>;
	isGallery: boolean;
}

/** What all files of a run are called, in the order of the input. */
export class RunFileNames {
	private readonly names = new FileNames();

	private readonly stems = new Map<ImagePlan | FetchPlan, string[]>();

	private readonly pages = new Map<ImagePlan | FetchPlan, string>();

	constructor(items: readonly NamedItem[]) {
		for (const { plans, isGallery } of items) {
			for (const plan of plans) this.reserve(plan);
			const [first] = plans;
			if (isGallery && first && !isFetch(first)) {
				this.pages.set(first, this.names.reserve(pageStem(first)));
			}
		}
	}

	/** Without the extension, which only the bytes tell. */
	ofImage(plan: ImagePlan | FetchPlan, imageNumber: number, position: PositionInReply): string {
		const stem = this.stems.get(plan)?.[imageNumber] ?? stemOf(plan, imageNumber);
		return this.names.inReply(stem, position);
	}

	/** @param first of the plans whose images the page shows */
	ofPage(first: ImagePlan): string {
		return `${this.pages.get(first) ?? 'gallery'}.html`;
	}

	private reserve(plan: ImagePlan | FetchPlan): void {
		const length = isFetch(plan) ? 1 : plan.numberOfImages;
		const wanted = Array.from({ length }, (_, number) => stemOf(plan, number));
		this.stems.set(
			plan,
			wanted.map((stem) => this.names.reserve(stem)),
		);
	}
}

function isFetch(plan: ImagePlan | FetchPlan): plan is FetchPlan {
	return 'kind' in plan;
}

function stemOf(plan: ImagePlan | FetchPlan, imageNumber: number): string {
	if (isFetch(plan)) return stemWithoutPrompt(plan);
	const [choice] = plan.choices;
	const { key, id } = choice?.model ?? { key: null, id: '' };
	return fileStem({
		wanted: plan.output.fileName,
		prompt: choice?.request.prompt ?? '',
		model: plan.isCompared ? (key ?? id) : '',
		itemIndex: plan.itemIndex,
		imageNumber,
		imagesAsked: plan.numberOfImages,
	});
}

/** Of an image of whose order nothing is known. */
function stemWithoutPrompt({ output, itemIndex }: FetchPlan): string {
	const nothing = { prompt: '', model: '', imageNumber: 0, imagesAsked: 1 };
	return fileStem({ ...nothing, wanted: output.fileName, itemIndex });
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
