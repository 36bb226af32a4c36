/** What one run of a contestant has to make. */
export interface Work {
	items: number;
	/** Images in flight, where the contestant can be told. */
	concurrency: number;
	imagesPerItem?: number;
	/** Sizes in bytes of the reference images that each item brings. */
	references?: number[];
	/** Whether what n8n stores is measured: not of n8n's HTTP Request nodes, whose data hold sockets. */
	measuresStored?: boolean;
	/** Whether what is still in use is measured; collecting the garbage for it slows the run down. */
	measuresHeld?: boolean;
}

/** Where the provider answers, and how large its pictures are. */
export interface Service {
	url: string;
	geminiUrl: string;
	oakgenApiKey: string;
	geminiApiKey: string;
	pictureBytes: number;
}

/** What the contestant's own process knows of a run. */
export interface OwnReport {
	wallMs: number;
	/** User and system time of the process, all threads. */
	cpuMs: number;
	/** Of it, what the main thread took, and those of V8, which collect garbage; 0 where unknown. */
	mainMs: number;
	v8Ms: number;
	/** The highest resident memory, above that at the start. */
	memoryBytes: number;
	/** The most that a garbage collection left, heap and buffers, above that at the start; 0 where it is not measured. */
	heldBytes: number;
	/** Garbage collections of the whole heap. */
	collections: number;
	/** Files that were there at the end, and had the right size. */
	images: number;
	/** What n8n stores of the execution; 0 where it is not measured. */
	executionBytes: number;
	/** Reference images: how often one was read whole, and how often encoded as base64. */
	referenceReads: number;
	referenceEncodings: number;
}

/** What the provider saw of it. */
export interface Seen {
	/** Orders. */
	mostInFlight: number;
	mostDownloads: number;
	/** Orders and downloads. */
	mostTogether: number;
	orders: number;
	downloads: number;
}

export type RunReport = OwnReport & Seen;
