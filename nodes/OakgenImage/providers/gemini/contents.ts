import { asBase64, imageFromText, isPictureAlone, isReplyText } from '../evidence/entry';
import { firstFilled, plainName, valuesUnder } from '../evidence/fields';
import { filterFlags } from '../evidence/flags';
import type { FoundImage } from '../generation';
import { field, firstMimeType, isRecord, textField } from '../../text/json';

/** The interaction that a reply is or wraps. */
export function interactionIn(value: unknown): unknown {
	const inner = field(value, 'interaction');
	return isRecord(inner) ? inner : value;
}

/** The model's steps of this turn: those before the last `user_input` are history, and echo inputs. */
export function outputSteps(body: unknown): unknown[] {
	const steps = listField(body, 'steps');
	const lastInput = steps.findLastIndex((step) => typeOf(step) === 'userinput');
	return steps.slice(lastInput + 1).filter((step) => typeOf(step) === 'modeloutput');
}

/** What the model put out, in the shapes of the Interactions API before this one as well. */
export function contentsOf(body: unknown): unknown[] {
	const steps = outputSteps(body);
	const candidates = listField(body, 'candidates').map((candidate) => field(candidate, 'content'));
	const own = [...steps, ...candidates].flatMap((step) => [
		...listField(step, 'content'),
		...listField(step, 'parts'),
	]);
	const older = listField(body, 'outputs');
	const contents = (own.length > 0 ? own : older).filter(
		(entry) => field(entry, 'thought') !== true,
	);
	const single = field(body, 'output_image');
	return contents.length === 0 && isRecord(single) ? [{ type: 'image', ...single }] : contents;
}

/** The image that a content is; an empty list when it is something else. */
export function imageOf(content: unknown): FoundImage[] {
	const inner = valuesUnder(content, ['inlinedata', 'filedata']).find(isRecord);
	const holder = inner ?? content;
	const mimeType = firstMimeType(holder, ['mime_type', 'mimeType']);
	const isImage = typeOf(content) === 'image' || mimeType?.startsWith('image/') === true;
	if (!isImage) return [];
	const isFiltered = filterFlags(content).all ? { isFiltered: true } : {};
	const data = field(holder, 'data');
	const bytes = isReplyText(data) ? asBase64(data) : null;
	if (bytes !== null) return [{ ...bytes, ...isFiltered }];
	const addresses = ['uri', 'url', 'file_uri', 'fileUri'].map((name) => field(holder, name));
	const [written] = addresses.flatMap(pictureOf);
	if (written) return [{ ...written, ...isFiltered }];
	const url = firstFilled(addresses);
	return url === null ? [] : [{ ...atAddress(url, mimeType), ...isFiltered }];
}

/** A picture that the model has put out as text. */
export function writtenOut(content: unknown): FoundImage[] {
	return pictureOf(field(content, 'text'));
}

function pictureOf(text: unknown): FoundImage[] {
	const image = isReplyText(text) && isPictureAlone(text) ? imageFromText(text) : null;
	return image === null ? [] : [image];
}

/** The address of a file in Google's Files API tells about it; its content is behind `:download`. */
function atAddress(url: string, mimeType: string | null): FoundImage {
	const address: FoundImage = { kind: 'url', url, mimeType };
	if (!/(^|\/)files\/[\w-]+$/.test(url)) return address;
	return { ...address, others: [{ kind: 'url', url: `${url}:download?alt=media`, mimeType }] };
}

/** Something that can be a picture, whatever it is called, besides what went in. */
const PERHAPS_PICTURE = /"(?:\w*data|\w*bytes\w*|\w*ur[il]|image\w*)"\s*:\s*"[^"]{8}/i;

/** Whether the model put out something that can be a picture and is not read as one. */
export function hasUnread(body: Record<string, unknown>): boolean {
	const steps = listField(body, 'steps');
	const lastInput = steps.findLastIndex((step) => typeOf(step) === 'userinput');
	const rest = Object.entries(body).filter(([name]) => name !== 'steps' && name !== 'input');
	const told = [Object.fromEntries(rest), ...steps.slice(lastInput + 1).filter(isOutput)];
	return PERHAPS_PICTURE.test(JSON.stringify(told));
}

/** Of thoughts, calls of tools and their results, none is the picture. */
function isOutput(step: unknown): boolean {
	return !/thought|call|result|input/.test(typeOf(step));
}

function typeOf(value: unknown): string {
	return plainName(textField(value, 'type') ?? '');
}

export function listField(value: unknown, name: string): unknown[] {
	const list = field(value, name);
	return Array.isArray(list) ? (list as unknown[]) : [];
}
