/**
 * `notAnImage`: something else is there, so another address may have the picture. `notThere`: nothing
 * is there, or not yet. `gone`: the link has expired, or the file was deleted. `tooLarge`: for Max
 * File Size. `storageFailed`: the file came, and n8n did not take it. `notAsked`: the address must not
 * be asked. `broken`: connections or files that broke off.
 */
export type DownloadTrouble =
	'notAnImage' | 'notThere' | 'gone' | 'tooLarge' | 'storageFailed' | 'notAsked' | 'broken';

export interface DownloadFailure {
	kind: 'failed';
	trouble: DownloadTrouble;
	why: string;
	/** A link that has expired, or a file that was deleted, as far as a status can tell. */
	isGone: boolean;
	/** What came in its place, where that can tell of the picture. */
	text?: Buffer | undefined;
}

/** One attempt that failed. */
export interface FailedAttempt extends DownloadFailure {
	/** Another attempt may go better: `soon` for some tries, `late` for as long as files take to appear. */
	mayPass: 'no' | 'soon' | 'late';
	/** As the server asks for. */
	waitMs: number | null;
}

export function failed(
	trouble: DownloadTrouble,
	why: string,
	mayPass: FailedAttempt['mayPass'],
	more: { waitMs?: number | null; isGone?: boolean; text?: Buffer | undefined } = {},
): FailedAttempt {
	const { waitMs = null, isGone = false, text } = more;
	return { kind: 'failed', trouble, why, mayPass, waitMs, isGone, text };
}
