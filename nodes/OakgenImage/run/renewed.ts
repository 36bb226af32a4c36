import type { LedgerEntry, PaidImage } from '../paid/entry';
import { canBeAsked } from '../providers/evidence/job';
import type { FoundImage } from '../providers/types';
import { askForJob } from './askForJob';
import { toDoneOrder, type DoneOrder } from './order';
import type { Answer } from './readReply';
import type { ImageTask, OrderTask } from './scope';
import { withReferences } from './withReferences';

/**
 * Asks a job that is done once more for its images, because some could not be had: signed addresses
 * expire, and the job gives new ones. What is kept of the image stays as it is meanwhile.
 *
 * @returns null when there is no such job, or when it gives nothing but what is known
 * @throws ImageFailure when a job that never showed an image says now that it has failed
 */
export async function renewed(task: ImageTask): Promise<DoneOrder | null> {
	const { identity, scope, plan } = task;
	const entry = scope.ledger.find(identity);
	const pending = entry?.pending;
	if (!entry || !pending || pending.isLost === true) return null;
	const { job } = pending;
	if (!canBeAsked(job) && job.resultUrl === null) return null;
	const { facts, attempts } = entry;
	const nothing = { images: [], isChosen: false, isDone: false, excerpt: '' };
	let asked: OrderTask;
	let answer: Answer;
	try {
		asked = await withReferences(task);
		const { request } = asked;
		answer = await askForJob(
			{ status: 'pending', facts, job, ...nothing },
			{ request, scope, plan: { ...plan, waitMs: 0 }, startedAt: scope.effects.clock.now() },
		);
	} catch {
		// What is told then is why the images could not be had.
		return null;
	}
	const { generation } = answer;
	const isNews =
		generation.status === 'done'
			? generation.images.some((image) => isNew(image, entry))
			: generation.status === 'failed' && entry.images.every(wasNeverSeen);
	return isNews ? toDoneOrder({ ...answer, attempts }, asked, job) : null;
}

function wasNeverSeen(image: PaidImage): boolean {
	return image.kind === 'failed' && image.loss === 'unreadable';
}

function isNew(image: FoundImage, { images }: LedgerEntry): boolean {
	return image.kind === 'bytes' || !images.some((known) => addressOf(known) === image.url);
}

function addressOf(image: PaidImage): unknown {
	if (image.kind === 'finished') return image.image.json.url;
	return image.kind === 'url' ? image.url : null;
}
