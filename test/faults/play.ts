import type { INode } from 'n8n-workflow';
import type { Sandbox } from '../../tools/sandbox/index.ts';
import { goOn, type ImageRun, picture, runImage } from '../engine/support.ts';
import type { Act } from './act.ts';
import { type Observed, outcomeOf } from './outcome.ts';
import type { FaultTable, Settings } from './row.ts';
import type { Stage } from './stage.ts';

export interface Played extends Observed {
	executionId: string;
	run: ImageRun;
}

/** Small, so that nothing waits long, and large enough for a machine that does something else too. */
const defaults: Required<Settings> = {
	operation: 'generate',
	downloadImage: true,
	retryOn: 'safe',
	maxRetries: 4,
	requestTimeout: 10,
	totalTimeout: 30,
	maxFileSize: 64,
};

export const onError = { stop: {}, continue: goOn } satisfies Record<string, Partial<INode>>;
export type OnError = keyof typeof onError;

let lastAct = 0;

/** Plays an act once, alone in its execution. Rejects when it does not end in its time. */
export async function play(
	act: Act,
	{ where, rules = [] }: FaultTable,
	mode: OnError,
	stage: Stage,
): Promise<Played> {
	const executionId = `act-${++lastAct}`;
	return await stage.withSandbox(executionId, async (sandbox) => {
		for (const rule of [...(act.rules ?? []), ...rules]) sandbox.addRule({ where, ...rule });
		const settings = { ...defaults, ...act.settings };
		const { operation, downloadImage, ...options } = settings;
		const files = operation === 'edit' ? { data: { bytes: await photo() } } : {};
		const baseUrl = act.baseUrl?.replace('{wrongHost}', wrongHost(sandbox));
		const run = await within(
			longestMs(settings),
			runImage(
				baseUrl === undefined ? sandbox : { ...sandbox, url: baseUrl, geminiUrl: baseUrl },
				{
					provider: act.provider,
					operation,
					downloadImage,
					options: { ...options, includeRawResponse: true },
				},
				{ executionId, items: [{ files }], settings: onError[mode] },
			),
		);
		return { ...(await outcomeOf(run, act, sandbox)), executionId, run };
	});
}

let photoBytes: Promise<Buffer> | undefined;

/** A reference image for edits. */
async function photo(): Promise<Buffer> {
	photoBytes ??= picture('#7a5c3e');
	return await photoBytes;
}

/**
 * The watchdog. Ordering ends at Total Timeout; then come at most five attempts to fetch the file,
 * and 7.5 s of pauses between them. Twice that, because machines are busy.
 */
function longestMs({ requestTimeout, totalTimeout }: Required<Settings>): number {
	return 2 * (totalTimeout + 5 * requestTimeout + 7.5) * 1000;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`It hangs: no end after ${ms / 1000} s`)), ms);
	});
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Leads to the other origin by a name that its certificate does not have. */
function wrongHost({ foreignUrl }: Sandbox): string {
	return foreignUrl.replace('//', '//not-');
}
