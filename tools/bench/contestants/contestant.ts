import type { Service, Work } from '../types.ts';
import type { Stopwatch } from '../worker/stopwatch.ts';

/** What a run has left behind. */
export interface Made {
	/** Of every file, as the disk has it. */
	fileSizes(): Promise<number[]>;
	/** Of what n8n stores of the execution. */
	executionBytes?(): number;
	/** Removes the files. */
	discard(): Promise<void>;
}

/** Makes the images. Starts the watch when its work begins, and stops it at its end. */
export type Make = (work: Work, service: Service, watch: Stopwatch) => Promise<Made>;

export interface Contestant {
	label: string;
	/** How the provider hands out the images. */
	delivery: 'URL' | 'base64';
	/** Loads what it needs. @param packageFolder the packed package */
	prepare(packageFolder: string): Promise<Make>;
}
