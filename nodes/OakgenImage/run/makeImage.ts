import { asFailure } from '../errors';
import type { ModelChoice } from '../operations/plan';
import { requestFingerprint } from '../paid/fingerprint';
import type { PartWork } from './itemRun';
import type { ImageResult } from './orderAndDeliver';
import type { ImageTask, RunScope } from './scope';
import { tryModels } from './tryModels';

/** Providers take 32-bit integers; negative ones not all of them. */
const SEEDS = 2 ** 31;

/** Makes one image of a part, with its references loaded. Never rejects. */
export async function makeImage(
	{ plan, references }: PartWork,
	imageNumber: number,
	scope: RunScope,
): Promise<ImageResult> {
	try {
		const startedAt = scope.effects.clock.now();
		const loaded = await references.acquire();
		const toTask = (choice: ModelChoice): ImageTask => {
			const { seed } = choice.request;
			const request = {
				...choice.request,
				// The same seed would give, and bill, the same picture again.
				seed: seed === null ? null : (seed + imageNumber) % SEEDS,
				references: choice.takesMask ? loaded : loaded.filter(({ role }) => role !== 'mask'),
			};
			const fingerprint = requestFingerprint(plan.provider, scope.baseUrl, request);
			const { itemIndex } = plan;
			const identity = { ...scope.identity, itemIndex, imageNumber, fingerprint };
			return { scope, plan, choice, fallbackFrom: null, identity, request, startedAt };
		};
		return await tryModels(plan.choices.map(toTask), scope);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	} finally {
		references.release();
	}
}
