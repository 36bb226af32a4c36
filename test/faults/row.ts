import type { Fault, ProviderName, Rule } from '../../tools/sandbox/index.ts';
import { status } from '../engine/scenes.ts';

export { atOnce, status } from '../engine/scenes.ts';

/** Some: at least one. For counts that depend on how fast the machine is. */
export type Count = number | 'some';

/** Options of the node by their names in the workflow; times in seconds, sizes in MB. */
export interface Settings {
	operation?: 'generate' | 'edit';
	downloadImage?: boolean;
	retryOn?: 'safe' | 'any' | 'never';
	maxRetries?: number;
	requestTimeout?: number;
	totalTimeout?: number;
	maxFileSize?: number;
}

/** A rule of the sandbox; `where` is that of the table when absent. */
export type RowRule = Omit<Rule, 'where'> & { where?: Rule['where'] };

/** One fault, and all that has to come of it. A prompt is ordered once, with one image. */
export interface Row {
	/** What goes wrong, in words for users. */
	fault: string;
	/** Oakgen when absent. `both`: the same holds for both. */
	provider?: ProviderName | 'both';
	/** Statuses of the paid requests, in order; null where no status came. */
	paid: Array<number | null>;
	/** Images that the provider bills. */
	billed: number;
	/**
	 * `image`: it arrives, byte for byte. `address`: of the image, with Download Image off.
	 * `anotherFile`, its type and its size: what came in place of the image is handed out as it is.
	 * Else the error in full, with `{provider}`, `{url}` (of the image), `{job}` (its id), `{base}` (the
	 * credential's Base URL), `{elsewhere}` (another origin) where these stand, and `…` for whatever a
	 * provider or the system says there.
	 */
	outcome: 'image' | 'address' | (string & {});
	rules?: RowRule[];
	settings?: Settings;
	/** Requests for the state of the job: none when absent. */
	polls?: Count;
	/** Requests for the image's file. When absent, one if an image arrives from Oakgen, else none. */
	downloads?: Count;
	/** Requests at any other origin than the credential's: none when absent. They never have a key. */
	elsewhere?: Count;
	/** Least time between the first two paid requests, in seconds. */
	waits?: number;
	/** The credential’s, instead of the sandbox’s; `{wrongHost}` has a certificate of another host. */
	baseUrl?: string;
}

export const anotherFile = 'what came in its place: ';

/** Of the fault `svg`. */
export const svgFile = `${anotherFile}image/svg+xml, 136 bytes`;

export function isDelivered({ outcome }: Pick<Row, 'outcome'>): boolean {
	return outcome === 'image' || outcome === 'address' || outcome.startsWith(anotherFile);
}

export interface FaultTable {
	title: string;
	/** For the reader of `docs/faults.md`. */
	text: string;
	/** Of the rules that do not say otherwise. */
	where: Rule['where'];
	/** Hold for all rows, after their own rules. */
	rules?: RowRule[];
	/** Of the machine during these rows. */
	clock?: 'jumps';
	rows: Row[];
}

/** A reply with HTTP 200 to an order that is carried out and billed, in other words than the usual. */
export const saying = (json: unknown, more: object = {}): Fault =>
	status(200, { json, afterGenerating: true, ...more });

export const always = (fault: Fault): RowRule[] => [{ fault }];
export const once = (fault: Fault): RowRule[] => [{ fault, times: 1 }];
