import type { IDataObject } from 'n8n-workflow';

export type ImageAddress = { kind: 'url'; url: string; mimeType: string | null };

/** An image of a reply. */
export type FoundImage = (ImageAddress | { kind: 'bytes'; bytes: Buffer }) & {
	/** The provider says that it blanked, blurred or flagged this one. */
	isFiltered?: boolean;
	/** It stands where replies to an edit repeat what was sent, and something more trusted is there. */
	isPerhapsSent?: boolean;
	/** Where else in the reply this image may be, in order of trust: for when it turns out to be none. */
	others?: FoundImage[];
};

/** What a reply says beside the images. */
export interface GenerationFacts {
	/** Job or interaction id. */
	id: string | null;
	credits: number | null;
	usage: IDataObject | null;
	/** What the model wrote beside the image. */
	text: string | null;
	/** The provider says of the whole reply that it blanked, blurred or flagged what it shows. */
	contentFiltered: boolean;
}

export interface PendingJob {
	id: string | null;
	/** Where the reply says that the job can be asked for; may be relative, or on another host. */
	statusUrl: string | null;
	/** The job is done, and this is where its result is. */
	resultUrl: string | null;
	/** Where its result will be, told before it was done: there is nothing at this address until then. */
	promisedUrl?: string;
}

/**
 * How sure a failure is that of a job, and not of the request that asked for it: `certain` in words that
 * only a job can have come to, such as "cancelled"; `likely` in those that are said of requests as well,
 * such as "failed".
 */
export type EndOfJob = 'certain' | 'likely';

/** What a reply means. */
export type Generation = { facts: GenerationFacts } & (
	| {
			status: 'done';
			/** At least one. */
			images: FoundImage[];
			/** What is not certain of them, as sentences. */
			warnings: string[];
	  }
	| {
			status: 'pending';
			job: PendingJob;
			/** Held back: previews, or results of a state that nobody knows. */
			images: FoundImage[];
			/** Image URL Path leads to the images: they are the result when the job is not seen to end. */
			isChosen: boolean;
			/** The job is said to be done, but no image is there yet. */
			isDone: boolean;
			excerpt: string;
			/** What it calls its state, and why, where that is not what every job says that runs. */
			oddState?: string;
	  }
	/** The provider says in words that there will be no image. */
	| { status: 'failed'; reason: string; endOfJob?: EndOfJob }
	/**
	 * Neither an image, nor a job, nor a failure could be read from the reply; with `isDone`, it says
	 * that there is nothing to wait for.
	 */
	| { status: 'unclear'; excerpt: string; isDone: boolean }
);

/** What is known before a reply is read. */
export interface ReadingContext {
	/** Of the credential: relative addresses are its own. */
	baseUrl: string;
	/** The job that was asked for; null for the reply to an order. An answer need not repeat it. */
	job: PendingJob | null;
}
