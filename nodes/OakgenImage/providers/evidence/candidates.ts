import type { FoundImage } from '../generation';
import { firstMimeType, isRecord, type JsonRecord } from '../../text/json';
import {
	BASE64_FIELDS,
	BASE64_NAME,
	ID_FIELDS,
	IMAGE_FIELDS,
	IMAGE_LIST,
	IMAGE_NAME,
	LIST_FIELDS,
	MIME_FIELDS,
	PERHAPS_BASE64_FIELDS,
	PERHAPS_FILE_FIELDS,
	PERHAPS_TEXT_FIELDS,
	RESULT_FIELDS,
	RESULT_URL_FIELDS,
	SENT_FILE,
	STEP_FIELDS,
	TEXT_FIELDS,
	TEXT_IMAGE_FIELDS,
	URL_FIELDS,
} from './assumptions';
import {
	addressesOf,
	asBase64,
	flat,
	imageFromEntry,
	imageFromText,
	imagesFromText,
	isDoubtful,
	isOther,
	isPictureAlone,
	isReplyText,
	type ReplyText,
	withOthers,
	withoutRepeats,
} from './entry';
import { NUMBER, otherNames, records, valuesLike, valuesUnder } from './fields';
import { filterFlags } from './flags';
import { picturesInMarkup } from './imageTexts';
import { decodeDataUri } from '../../image/dataUri';
import { ImageMeter } from '../../image/meter';
import { PICTURE_FILE } from '../../image/pictureFile';
import { stateOf, type State } from './state';

/** A place of a reply that holds images: its plain name, and what is there. */
type Place = { name: string; images: FoundImage[] };

/**
 * The images of a reply. Images are never searched for elsewhere than under these names: replies
 * echo their inputs. In order of trust: lists, objects, single texts, and last a lone `url`, which is
 * the job's own address as often. Places that come later are the `others` of those that come first.
 *
 * @param layers the reply and what it wraps, outermost first
 * @param isOutput false for images that are none of the reply's own, such as echoed references
 * @param echoNames plain names under which what was sent may stand: they come behind all others
 */
export function findImages(
	layers: JsonRecord[],
	isOutput: (image: FoundImage) => boolean,
	echoNames: ReadonlySet<string>,
): FoundImage[] {
	const filled = placesOf(layers, isOutput, echoNames.size === 0);
	const own = filled.filter(({ name }) => !echoNames.has(name)).map(({ images }) => images);
	const perhapsSent = filled
		.filter(({ name }) => echoNames.has(name))
		.map(({ images }) => (own.length > 0 ? images.map(asPerhapsSent) : images));
	return alternating([...own, ...perhapsSent]);
}

/** Whether all the images of a reply stand under one name. */
export function areAllUnder(
	plainNameOfAll: string,
	layers: JsonRecord[],
	isOutput: (image: FoundImage) => boolean,
): boolean {
	return placesOf(layers, isOutput, false).every(({ name }) => name === plainNameOfAll);
}

/** In order of trust; none of them is empty. */
function placesOf(
	layers: JsonRecord[],
	isOutput: (image: FoundImage) => boolean,
	isNothingSent: boolean,
): Place[] {
	const places = [
		...layers.flatMap(listsIn),
		...layers.flatMap(objectsIn),
		...layers.flatMap((layer) =>
			textsIn(layer, [...URL_FIELDS, ...otherNames(layer, URL_FIELDS, IMAGE_NAME)]),
		),
		...layers.flatMap((layer) => filesIn(layer, isNothingSent)),
		...(isAwaited(layers) ? [] : layers.toReversed().flatMap((layer) => textsIn(layer, ['url']))),
		...layers.flatMap(base64In),
		...layers.flatMap(onlyStepIn),
		...layers.flatMap(markupIn),
	].map(({ name, images }) => ({
		name,
		images: images.flatMap((image) => ownWays(image, isOutput)),
	}));
	return places.filter(({ images }) => images.length > 0);
}

function asPerhapsSent(image: FoundImage): FoundImage {
	const [first = image, ...others] = flat(image).map((way) => ({ ...way, isPerhapsSent: true }));
	return withOthers(first, others);
}

/** A job with a list that is empty still: what stands alone as its `url` is its own address. */
function isAwaited(layers: JsonRecord[]): boolean {
	const hasEmptyList = layers.some((layer) =>
		valuesLike(layer, IMAGE_LIST).some((value) => Array.isArray(value) && value.length === 0),
	);
	return hasEmptyList && layers.some((layer) => valuesUnder(layer, ID_FIELDS).length > 0);
}

/** An image without those of its ways that are not the reply's own. */
function ownWays(image: FoundImage, isOutput: (image: FoundImage) => boolean): FoundImage[] {
	const [first, ...others] = flat(image).filter(isOutput);
	return first ? [withOthers(first, others)] : [];
}

/**
 * The first set, where each image knows what the other sets have in its place. What is none of these
 * as a set of another size is tried last, in place of the first image: it may be that of all of them.
 */
function alternating(sets: FoundImage[][]): FoundImage[] {
	const [first = [], ...rest] = sets;
	const isAlike = (set: FoundImage[]) => set.length === first.length;
	const strays = rest.filter((set) => !isAlike(set)).flat();
	const own = new Set(first.flatMap(flat).flatMap(addressesOf));
	const isOwn = (way: FoundImage) => addressesOf(way).some((address) => own.has(address));
	return first.map((image, place) => {
		const others = rest.filter(isAlike).flatMap((set) => set[place] ?? []);
		const last = place > 0 ? [] : strays.flatMap(flat).filter((way) => !isOwn(way));
		const ways = [...flat(image), ...others.flatMap(flat), ...last];
		const [most, ...more] = withoutRepeats(ways);
		return most ? withOthers(most, more) : image;
	});
}

function listsIn(layer: JsonRecord): Place[] {
	const others = otherNames(layer, LIST_FIELDS, IMAGE_NAME, BASE64_NAME);
	return [...LIST_FIELDS, ...others].flatMap((name) =>
		valuesUnder(layer, [name])
			.map(asList)
			.filter((value) => value !== null)
			.map((list) => ({ name, images: fromList(list, layer) })),
	);
}

/**
 * `{"status": "done", "steps": [{"output": {"images": […]}}]}`: of several steps nobody knows which made
 * the result, and of a job that runs the only one can be its first.
 */
function onlyStepIn(layer: JsonRecord): Place[] {
	const only = valuesUnder(layer, STEP_FIELDS)
		.map((value) => asList(value) ?? [])
		.filter((list) => list.length === 1);
	if (only.length === 0 || stateOf(layer) !== 'done') return [];
	return only.map((list) => ({ name: 'steps', images: fromList(list, layer) }));
}

/** A list, also one of lists, or one that became an object: by numbers, file names or addresses. */
export function asList(value: unknown): unknown[] | null {
	if (Array.isArray(value)) return value.every(Array.isArray) ? value.flat() : (value as unknown[]);
	if (!isRecord(value)) return null;
	const names = Object.keys(value);
	const isAll = (pattern: RegExp) => names.length > 0 && names.every((name) => pattern.test(name));
	if (isAll(NUMBER)) return Object.values(value);
	if (isAll(FILE_NAME)) {
		const own = names.filter((name) => !SENT_FILE.test(name));
		return (own.length > 0 ? own : names).map((name) => value[name]);
	}
	return isAll(/^https?:\/\//i) ? names : null;
}

const FILE_NAME = /^[^/]{1,200}\.(png|jpe?g|webp|gif|avif)$/i;

/** Entries that failed are none; of flags that are a list, each is about one entry. */
function fromList(list: unknown[], layer: JsonRecord): FoundImage[] {
	const { each } = filterFlags(layer);
	const isEach = each.length === list.length;
	const found = (isEach ? list : list.flatMap(opened)).map((entry) => {
		const isFailed = isRecord(entry) && stateOf(entry) === 'failed';
		const image = isFailed || isOther(entry) ? null : imageFromEntry(entry);
		return { image, isDoubtful: image !== null && isDoubtful(entry, image) };
	});
	const hasPicture = found.some(({ image, isDoubtful }) => image !== null && !isDoubtful);
	return found.flatMap(({ image, isDoubtful }, place) => {
		if (image === null || (hasPicture && isDoubtful)) return [];
		return isEach && each[place] === true ? { ...image, isFiltered: true } : image;
	});
}

/** `[{"data": {"images": […]}}, …]`: what each step, or each order of several, put out. */
function opened(entry: unknown): unknown[] {
	if (!isRecord(entry) || imageFromEntry(entry) !== null || stateOf(entry) === 'failed')
		return [entry];
	const inner = [entry, ...records(valuesUnder(entry, RESULT_FIELDS))];
	const lists = inner.flatMap((layer) => valuesUnder(layer, LIST_FIELDS));
	return lists.map(asList).find((list) => list?.length) ?? [];
}

const NO_RESULT: ReadonlyArray<State | null> = ['failed', 'running'];

function objectsIn(layer: JsonRecord): Place[] {
	const others = otherNames(layer, IMAGE_FIELDS, IMAGE_NAME, BASE64_NAME);
	const objects = [...IMAGE_FIELDS, ...others].flatMap((name) =>
		valuesUnder(layer, [name])
			.filter(isRecord)
			.filter((value) => !isOther(value) && !NO_RESULT.includes(stateOf(value)))
			.map((value) => toPlace(name, imageFromEntry(value))),
	);
	const texts = textsIn(layer, TEXT_IMAGE_FIELDS);
	return [...objects, ...texts];
}

function textsIn(layer: JsonRecord, names: readonly string[]): Place[] {
	const mimeType = firstMimeType(layer, MIME_FIELDS);
	return names.flatMap((name) =>
		valuesUnder(layer, [name])
			.filter(isReplyText)
			.map((text) => ({ name, images: imagesFromText(text, mimeType) })),
	);
}

function base64In(layer: JsonRecord): Place[] {
	const certain = BASE64_FIELDS.flatMap((name) =>
		valuesUnder(layer, [name])
			.filter(isReplyText)
			.map((text) => toPlace(name, asBase64(text))),
	);
	const others = otherNames(layer, BASE64_FIELDS, BASE64_NAME);
	return [...certain, ...textsIn(layer, [...PERHAPS_BASE64_FIELDS, ...others])];
}

/**
 * Where others have the job's result, some have the picture, as the end of its name tells; and so have
 * files of all kinds, unless they may be what was sent.
 */
function filesIn(layer: JsonRecord, isNothingSent: boolean): Place[] {
	const names = isNothingSent ? [...RESULT_URL_FIELDS, ...PERHAPS_FILE_FIELDS] : RESULT_URL_FIELDS;
	const isFile = (image: FoundImage) =>
		addressesOf(image).some((address) => PICTURE_FILE.test(address));
	return textsIn(layer, names).map(({ name, images }) => ({ name, images: images.filter(isFile) }));
}

/** What a model in a chat writes: the pictures of its Markdown, or one that is all of it. */
function markupIn(layer: JsonRecord): Place[] {
	return [...TEXT_FIELDS, ...PERHAPS_TEXT_FIELDS, 'message', 'html'].flatMap((name) =>
		valuesUnder(layer, [name])
			.filter(isReplyText)
			.map((text) => ({
				name,
				images: picturesIn(text).flatMap((address) => imageFromText(address) ?? []),
			})),
	);
}

function picturesIn(text: ReplyText): ReplyText[] {
	if (isPictureAlone(text) || typeof text !== 'string') return [text];
	const written = text.trim();
	const isFile = PICTURE_FILE.test(written) && /^https?:\/\/\S+$/i.test(written);
	const [, first = ''] = DATA_URI_FIRST.exec(written) ?? [];
	return isFile ? [text] : isWholePicture(first) ? [first] : picturesInMarkup(text);
}

/** Of base64 in lines, the first line is a part. */
function isWholePicture(dataUri: string): boolean {
	const bytes = decodeDataUri(dataUri)?.bytes;
	if (bytes === undefined) return false;
	const meter = new ImageMeter();
	meter.push(bytes);
	return meter.format() !== null && meter.end() === 'whole';
}

/** A picture with words behind it: "data:image/png;base64,iVBO… done". */
const DATA_URI_FIRST = /^(data:image\/\S+)\s+(?!\s|data:image\/)/i;

function toPlace(name: string, image: FoundImage | null): Place {
	return { name, images: image === null ? [] : [image] };
}
