import type { LossCause } from '../errors';
import type { Unusable } from '../image/byteStream';
import { storeBytes, storeStream, type Destination, type StoredImage } from '../output/storeImage';
import { flat } from '../providers/evidence/entry';
import type { FoundImage, Generation } from '../providers/types';
import { beforeDeadline, waitUntil, type GivenUp } from '../transport/clock';
import { download } from '../transport/download';
import type { DownloadTrouble } from '../transport/failedAttempt';
import { backoffMs } from '../transport/retry';
import type { HttpReply } from '../transport/types';
import { cancelledDownload, notDownloaded, notStored } from './failures';
import { doubtsAbout, noPlaceLeft, otherAddresses, type LostPlace } from './otherPlaces';
import type { DeliveryTask } from './scope';

/** Bytes that came in a reply are nowhere else, so a storage that fails is asked again. */
const MOST_STORE_ATTEMPTS = 4;

interface Origin {
	generationId: string | null;
	/** The job can be asked for the image once more. */
	isKept: boolean;
	/** Where the file is put. */
	destination: Destination;
	/** Reads what came in place of a file as a reply. */
	read(reply: HttpReply): Promise<Generation>;
}

interface Delivered {
	/** Null for an address that the user wants as it is. */
	stored: StoredImage | null;
	/** Which of the image's ways it came by. */
	way: FoundImage;
	/** The provider has blanked or flagged it. */
	isFiltered: boolean;
	/** What is not certain of it, as sentences. */
	warnings: string[];
}

/**
 * Brings an image that a reply contains or names into n8n's binary data. What turns out to be no
 * image, such as the job's own address or a page, or to be gone, gives way to where else the reply
 * may have it.
 *
 * @throws ImageFailure that names the address, or the job, of the paid image
 */
export async function deliver(
	image: FoundImage,
	origin: Origin,
	task: DeliveryTask,
): Promise<Delivered> {
	const { redact } = task.scope;
	const [first, ...others] = flat(image);
	if (first === undefined) throw notDownloaded('', 'the reply names no address');
	const lost: LostPlace[] = [];
	const isFlagged = image.isFiltered === true;
	for (const [place, way] of [first, ...others].entries()) {
		if (way.kind === 'url' && !task.plan.downloadImage) {
			const told = otherAddresses(others.slice(place));
			return {
				stored: null,
				way,
				isFiltered: isFlagged,
				warnings: told === null ? [] : [redact(told)],
			};
		}
		const outcome = await fetchFrom(way, origin, task);
		if ('stored' in outcome) {
			const { stored, isFiltered = false, warnings: told = [] } = outcome;
			const warnings = [...told, ...doubtsAbout(way, lost)].map(redact);
			return { stored, way, isFiltered: isFlagged || isFiltered, warnings };
		}
		lost.push({ way, ...outcome });
	}
	throw noPlaceLeft(lost as [LostPlace, ...LostPlace[]]);
}

/** A picture that a text in place of a file has led to. */
interface Told {
	stored: StoredImage;
	isFiltered?: boolean;
	warnings?: string[];
}

type Fetched = Told | Omit<LostPlace, 'way'>;

/** Troubles over which the image may be elsewhere. Of the others, the next try may see nothing. */
const ELSEWHERE: ReadonlySet<DownloadTrouble> = new Set([
	'notAnImage',
	'notThere',
	'gone',
	'notAsked',
]);

/** @returns why it is not there; throws when it may be there all the same */
async function fetchFrom(
	way: FoundImage,
	origin: Origin,
	task: DeliveryTask,
	isOutermost = true,
): Promise<Fetched> {
	if (way.kind === 'bytes') return await keepBytes(way.bytes, origin, task);
	const { url } = way;
	const { plan, scope } = task;
	const { requestTimeoutMs, totalTimeoutMs } = plan.retry;
	const { destination } = origin;
	const outcome = await download(
		url,
		{ baseUrl: scope.baseUrl, requestTimeoutMs, totalTimeoutMs },
		scope.effects,
		async (stream, isLengthKnown) =>
			await storeStream(stream, destination, isLengthKnown ? 'sentWhole' : 'stream'),
	);
	if (outcome.kind === 'done') return { stored: outcome.result };
	if (outcome.kind === 'cancelled') throw cancelledDownload(url);
	const { trouble, why, isGone, text } = outcome;
	const told = text && isOutermost ? await fetchTold(text, url, origin, task) : null;
	if (told) return told;
	const loss = trouble === 'storageFailed' ? 'storage' : 'unfetched';
	const failure = notDownloaded(url, why, { isGone, loss });
	if (!ELSEWHERE.has(trouble)) throw failure;
	return { failure, why, isOther: trouble === 'notAnImage' };
}

/**
 * The picture that a text in its place holds or names, such as base64, or JSON with an address: followed
 * once, like a redirect.
 *
 * @returns null unless it is a single one, and can be had
 */
async function fetchTold(
	text: Buffer,
	url: string,
	origin: Origin,
	task: DeliveryTask,
): Promise<Told | null> {
	try {
		const generation = await origin.read({ status: 200, headers: {}, body: text });
		if (generation.status !== 'done') return null;
		const [image, ...others] = generation.images;
		if (!image || others.length > 0 || !isToldBy(image, text, url)) return null;
		const fetched = await fetchFrom(image, origin, task, false);
		if (!('stored' in fetched)) return null;
		const isFiltered = generation.facts.contentFiltered || image.isFiltered === true;
		return { ...fetched, isFiltered, warnings: generation.warnings };
	} catch {
		if (task.scope.effects.cancellation.isCancelled()) throw cancelledDownload(url);
		return null;
	}
}

/** By its bytes, or by a whole address of another file: what a relative one belongs to is not known. */
function isToldBy(image: FoundImage, text: Buffer, url: string): boolean {
	if (image.kind === 'bytes') return true;
	return image.url !== url && text.toString().replaceAll('\\/', '/').includes(image.url);
}

async function keepBytes(bytes: Buffer, origin: Origin, task: DeliveryTask): Promise<Fetched> {
	const { clock, cancellation, random } = task.scope.effects;
	const { requestTimeoutMs, totalTimeoutMs } = task.plan.retry;
	const lastDeadline = clock.now() + totalTimeoutMs;
	const { destination } = origin;
	const failure = (why: string, loss: LossCause = 'storage') =>
		notStored(origin, why, task.plan.provider, loss);
	for (let attempt = 0; ; attempt += 1) {
		const deadline = Math.min(clock.now() + requestTimeoutMs, lastDeadline);
		const stored = storeBytes(bytes, destination);
		const outcome = await beforeDeadline(clock, stored, {
			...{ deadline, cancellation },
			onGivenUp: notInTime,
		});
		if ('stored' in outcome) return outcome;
		if (outcome.kind === 'notAnImage') {
			return { failure: failure(outcome.why, 'unreadable'), why: outcome.why, isOther: true };
		}
		const isLast = attempt + 1 >= MOST_STORE_ATTEMPTS || clock.now() >= lastDeadline;
		if (outcome.kind !== 'storageFailed' || isLast || cancellation.isCancelled()) {
			throw failure(outcome.why);
		}
		const until = clock.now() + backoffMs(attempt, random());
		await waitUntil(clock, until, () => false, cancellation);
	}
}

function notInTime(why: GivenUp): Unusable {
	const reason =
		why === 'late'
			? 'n8n’s storage did not take it in time'
			: 'the execution was canceled before it was stored';
	return { kind: 'storageFailed', why: reason };
}
