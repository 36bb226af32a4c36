import type { IDataObject, IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { oneLine } from '../text/excerpt';
import { shortened } from '../text/shortened';

/** Different warnings that are quoted; of the others only the images are counted. */
const MOST_QUOTED = 2;

const LONGEST_QUOTE = 160;

/**
 * What people should know of a run at a glance, above its output: how many images, what they cost,
 * what to look at.
 *
 * @param images `json` of each image, with all keys
 * @param failed how many images are missing
 * @returns null when there is nothing that the output itself does not show as well
 */
export function runHint(images: readonly IDataObject[], failed: number): NodeExecutionHint | null {
	const pending = images.filter(({ status }) => status === 'pending').length;
	const filtered = images.filter(({ contentFiltered }) => contentFiltered === true).length;
	const warned = images.filter((json) => warningsOf(json).length > 0);
	const isOdd = failed + filtered + warned.length > 0;
	const drafts = images.filter(isDraft).length;
	if (images.length < 2 && drafts === 0 && !isOdd) return null;
	const counts = [
		counted(images.length - pending, 'image'),
		...(pending > 0 ? [`${pending} ordered and not done yet`] : []),
		...creditsIn(images),
		...(failed > 0 ? [`${failed} failed`] : []),
		...(filtered > 0 ? [`${filtered} filtered by the provider`] : []),
		...(warned.length > 0 ? [`${warned.length} with warnings`] : []),
	].join(', ');
	const remarks = [
		...(drafts > 0 ? ['drafts: review before publishing'] : []),
		...new Set(warned.flatMap(warningsOf)),
	].slice(0, MOST_QUOTED + (drafts > 0 ? 1 : 0));
	return {
		message: [counts, ...remarks.map(plain)].join('; '),
		type: isOdd ? 'warning' : 'info',
		location: 'outputPane',
	};
}

/** Older n8n has no hints, and no run may fail for one. */
export function addHint(context: IExecuteFunctions, hint: NodeExecutionHint | null): void {
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	if (hint && typeof addExecutionHints === 'function') context.addExecutionHints(hint);
}

function isDraft(json: IDataObject): boolean {
	const isOdd = json.contentFiltered === true || warningsOf(json).length > 0;
	return json.reviewRecommended === true && !isOdd;
}

/** Of an image that came from an earlier version, anything may be missing. */
function warningsOf({ warnings }: IDataObject): string[] {
	return Array.isArray(warnings) ? warnings.filter((text) => typeof text === 'string') : [];
}

function creditsIn(images: readonly IDataObject[]): string[] {
	const known = images.map(({ credits }) => credits).filter((value) => typeof value === 'number');
	if (known.length === 0) return [];
	const sum = Number(known.reduce((total, credits) => total + credits, 0).toFixed(2));
	return [`${known.length < images.length ? 'at least ' : ''}${counted(sum, 'credit')}`];
}

function counted(number: number, what: string): string {
	return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** n8n shows hints as HTML. */
function plain(text: string): string {
	return shortened(oneLine(text).replace(/[<>&]/g, ' '), LONGEST_QUOTE);
}
