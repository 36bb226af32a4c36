import { ANSWER_FIELDS, IMAGE_FIELDS, OTHER_CONTENT, WRAPPER_FIELDS } from './assumptions';
import { field, isRecord, isUnsafeName, type JsonRecord } from '../../text/json';
import { NUMBER, plainName, valuesNamed, valuesUnder } from './fields';
import { jsonOf } from './jsonInText';
import { isStateName, stateOf } from './state';

/** {"data": {"result": {"output": …}}}. Deeper than any known shape needs; hostile replies nest further. */
const DEEPEST = 4;

/** Far more than any reply has. */
const MOST_LAYERS = 100;

/** The reply and the objects that it merely wraps, outermost first. */
export function layersOf(body: unknown): JsonRecord[] {
	const layers: JsonRecord[] = [];
	let level = isRecord(body) ? [body] : [];
	for (let depth = 0; depth <= DEEPEST; depth += 1) {
		const kept = level.slice(0, MOST_LAYERS - layers.length);
		layers.push(...kept);
		level = kept.flatMap((layer) =>
			[
				...valuesUnder(layer, WRAPPER_FIELDS).map(unwrapped).flatMap(numbered),
				...valuesUnder(layer, ANSWER_FIELDS).flatMap(severalOf),
				...stateObjects(layer),
				onlyContent(layer),
				...imageJobs(layer),
			].filter(isRecord),
		);
	}
	return layers;
}

/** What stands in a wrapper: an object, the only one of a list, or either of them as JSON text. */
export function unwrapped(value: unknown): unknown {
	const content = typeof value === 'string' ? (jsonOf(value) ?? value) : value;
	if (!Array.isArray(content)) return content;
	const [only] = content.length === 1 ? (content as unknown[]) : [];
	if (only !== undefined)
		return Array.isArray(only) && only.length === 1 ? (only[0] as unknown) : only;
	return relations(content) ?? content;
}

/** `{"9": {"images": […]}}`: what each node of a workflow put out. */
function numbered(value: unknown): unknown[] {
	const isAll = isRecord(value) && Object.keys(value).every((name) => NUMBER.test(name));
	return isAll ? Object.values(value) : [value];
}

/** `[{"rel": "image", "href": …}]`, as an object of these names. */
export function relations(list: unknown[]): JsonRecord | null {
	const pairs = list.map((entry): [unknown, unknown] => [
		field(entry, 'rel'),
		field(entry, 'href'),
	]);
	const isAll = pairs.every(([rel, href]) => typeof rel === 'string' && typeof href === 'string');
	return isAll && pairs.length > 0 ? (Object.fromEntries(pairs) as JsonRecord) : null;
}

/** `{"createImage": {…}}`: a wrapper of whatever name, unless it is that of what was sent. */
function onlyContent(layer: JsonRecord): unknown {
	const [only, ...others] = Object.entries(layer);
	if (!only || others.length > 0) return undefined;
	const [name, value] = only;
	const isOwn =
		name in Object.prototype ||
		isUnsafeName(name) ||
		WRAPPER_FIELDS.includes(plainName(name)) ||
		OTHER_CONTENT.test(plainName(name));
	return isOwn ? undefined : unwrapped(value);
}

function severalOf(value: unknown): unknown {
	return Array.isArray(value) && value.length > 1 ? value : null;
}

/** `{"image": {"id": "i1", "status": "processing", "url": "…"}}`, where nothing else says how the job is. */
function imageJobs(layer: JsonRecord): unknown[] {
	return valuesUnder(layer, IMAGE_FIELDS).filter(
		(value) => isRecord(value) && stateOf(value) !== null && stateOf(layer) === null,
	);
}

/** `{"status": {"status_str": "error", "completed": false}}` */
function stateObjects(layer: JsonRecord): unknown[] {
	return valuesNamed(layer, isStateName);
}
