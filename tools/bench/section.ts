export interface Target {
	/** What is promised, in words. */
	text: string;
	measured: string;
	isMet: boolean;
}

/** What a scenario found, as a section of docs/benchmarks.md. */
export interface Section {
	/** Names the section between its markers. */
	id: string;
	title: string;
	/** Conditions and definitions. */
	text: string;
	header: string[];
	rows: string[][];
	targets: Target[];
	/** The figures behind it, for docs/benchmarks.json. */
	data: unknown;
	/** A plot, and what it shows. */
	figure?: { file: string; alt: string; svg: string };
}

export const MEGABYTE = 1024 * 1024;

export const inMs = (ms: number) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
export const inSeconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
export const inMegabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`;
export const times = (ratio: number) => `${ratio.toFixed(2)} ×`;

export const atMost = (text: string, value: number, limit: number, shown: string): Target => ({
	text,
	measured: shown,
	isMet: value <= limit,
});
export const atLeast = (text: string, value: number, limit: number, shown: string): Target => ({
	text,
	measured: shown,
	isMet: value >= limit,
});
