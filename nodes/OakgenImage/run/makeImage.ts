import { asFailure } from '../errors';
import type { ModelChoice } from '../operations/plan';
import { requestFingerprint, type ImageIdentity } from '../paid/fingerprint';
import type { Reference } from '../providers/types';
import type { OrderPart } from './itemRun';
import type { ImageResult } from './imageResult';
import type { Place } from './places';
import type { ImageTask, RunScope } from './scope';
import { withoutMask } from './sharedReferences';
import { tryModels } from './tryModels';

/** Providers take 32-bit integers; negative ones not all of them. */
const SEEDS = 2 ** 31;

/** Makes one image of a part. Never rejects. */
export async function makeImage(
	{ plan, references }: OrderPart,
	imageNumber: number,
	scope: RunScope,
	place: Place,
): Promise<ImageResult> {
	const own = references.forImage();
	try {
		const tasks = await toTasks({ plan, references: own, imageNumber, scope, place });
		return await tryModels(tasks, scope);
	} catch (error) {
		return { images: [], failures: [asFailure(error)] };
	} finally {
		own.letGo();
	}
}

type Wanted = Pick<ImageTask, 'plan' | 'references' | 'scope' | 'place'> & { imageNumber: number };

/** One task for each model that may be asked. */
async function toTasks({ imageNumber, ...wanted }: Wanted): Promise<ImageTask[]> {
	const { plan, scope } = wanted;
	const startedAt = scope.effects.clock.now();
	const toTask = async (choice: ModelChoice): Promise<ImageTask> => {
		const own = choice.takesMask ? wanted.references : withoutMask(wanted.references);
		const references = await own.load();
		const { request, identity } = requestOf({ plan, choice, imageNumber, references, scope });
		return {
			...{ ...wanted, references: own, choice },
			...{ fallbackFrom: null, identity, request, startedAt },
		};
	};
	return await Promise.all(plan.choices.map(toTask));
}

interface Part extends Pick<ImageTask, 'plan' | 'choice' | 'scope'> {
	imageNumber: number;
	references: Reference[];
}

/** What is asked of a model for one image of its plan, and by what that is known again. */
export function requestOf({ plan, choice, imageNumber, references, scope }: Part) {
	const { seed } = choice.request;
	const request = {
		...choice.request,
		// The same seed would give, and bill, the same picture again.
		seed: seed === null ? null : (seed + imageNumber) % SEEDS,
	};
	const whole = { ...request, references };
	const fingerprint = requestFingerprint(plan.provider, scope.baseUrl, whole);
	const identity: ImageIdentity = {
		...scope.identity,
		itemIndex: plan.itemIndex,
		imageNumber,
		fingerprint,
	};
	return { request, identity };
}
