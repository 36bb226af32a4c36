import fc from 'fast-check';

import { describeCourse, describeIncident, describeSettings } from './describeHistory';

/** How the node is set, and what it is given. */
export interface Settings {
	provider: 'oakgen' | 'gemini';
	/** Whether the provider gives the same image again for an idempotency key that it has seen. */
	honoursKey: boolean;
	retryOn: 'safe' | 'any' | 'never';
	maxRetries: number;
	/** On Error = continue. */
	continues: boolean;
	concurrency: number;
	items: number;
	imagesPerItem: number;
	downloadImage: boolean;
	/** All items ask for the same picture; else each has a prompt of its own. */
	samePrompt: boolean;
	/** With a seed, every image of an item is a request of its own. */
	seeded: boolean;
	/** Models to ask when the first one cannot: none, one or two. */
	fallbacks: number;
	requestTimeoutS: number;
	totalTimeoutS: number;
	/** An item without a prompt, or null. */
	invalidItem: number | null;
}

/** What n8n and its user do. */
export interface Course {
	/** Retry On Fail: how often n8n runs the node in one execution until it succeeds. */
	tries: number;
	/** How often the user retries an execution that failed or was cancelled. */
	retriedExecutions: number;
	/** Rounds of a loop in which the node stands. */
	rounds: number;
	cancel: { tryNumber: number; afterMs: number; how: Interruption } | null;
	/** Of n8n, until all trouble is over: `full` takes no file, `silent` never answers. */
	storage: 'works' | 'full' | 'silent';
}

/**
 * `stop`: n8n saves nothing of the node. `timeout`: it saves what the node says at that moment. `kill`:
 * n8n's process ends, so nothing is saved, and nobody says anything.
 */
export type Interruption = 'stop' | 'timeout' | 'kill';

export type DownloadFault =
	| 'HTTP 403'
	| 'HTTP 404'
	| 'HTTP 500'
	| 'reset'
	| 'half'
	| 'html'
	| 'hang'
	| 'empty'
	/** The whole file comes, and its connection stays open. */
	| 'open';

export type PollFault =
	| 'pending'
	/** Pending, without the id that the first reply gave. */
	| 'nameless'
	/** Pending, and the connection stays open behind the answer. */
	| 'open'
	/** Done, and its images do not appear yet. */
	| 'imageless'
	| 'HTTP 404'
	| 'HTTP 429'
	| 'HTTP 500'
	| 'reset'
	| 'hang'
	| 'html';

/** `times` of one thing after the other; then all is well. */
export type Troubles<T> = ReadonlyArray<{ what: T; times: number }>;

/** A made image, or two, as the provider hands them out. */
export type Result =
	| { kind: 'urls'; downloads: ReadonlyArray<Troubles<DownloadFault>> }
	/** The bytes in the reply itself; n8n's storage fails this often before it takes them. */
	| { kind: 'bytes'; storageFails: number };

/**
 * How the provider's answer is lost on its way to the node. HTTP 408 and 502 tell nothing of Google,
 * which knows no order again; of Oakgen they stand for HTTP 504 here.
 */
export type Loss =
	'HTTP 408' | 'HTTP 502' | 'HTTP 504' | 'HTTP 524' | 'reset' | 'hang' | 'half' | 'stall';

/** What really becomes of one paid request. */
export type Fate =
	| { kind: 'refused'; status: number }
	| { kind: 'notAccepted'; status: number; retryAfterS: number | null }
	| { kind: 'notReached' }
	| { kind: 'lost'; how: Loss; isMade: boolean }
	/** HTTP 302 and its like, as some services answer what they have carried out. */
	| { kind: 'redirected'; status: number; isMade: boolean }
	| { kind: 'unreadable'; isMade: boolean }
	| { kind: 'failedInWords' }
	| { kind: 'made'; result: Result }
	| {
			kind: 'job';
			/** The reply names the address at which the job is asked for. */
			isNamed: boolean;
			polls: Troubles<PollFault>;
			/** `gone`: known for as long as `polls` last, then never again. */
			end: Result | 'failedInWords' | 'gone' | 'endless';
	  };

export type JobFate = Fate & { kind: 'job' };

export interface Event {
	fate: Fate;
	takesMs: number;
	/** The connection stays open behind a reply that tells what was made. */
	staysOpen?: boolean;
}

/** The fate of the next request for one image. */
export interface Incident extends Event {
	/** Counted over all images of all items, and round again. */
	slot: number;
}

/** All that chance decides about one test. */
export class History {
	readonly settings: Settings;
	readonly course: Course;
	/** What becomes of every request that no incident is left for. */
	readonly usual: Event;
	readonly incidents: readonly Incident[];
	/** Of the jitter. */
	readonly chance: number;

	constructor(facts: Pick<History, 'settings' | 'course' | 'usual' | 'incidents' | 'chance'>) {
		this.settings = facts.settings;
		this.course = facts.course;
		this.usual = facts.usual;
		this.incidents = facts.incidents;
		this.chance = facts.chance;
	}

	get slots(): number {
		return this.settings.items * this.settings.imagesPerItem;
	}

	/** Printed by fast-check when a property fails. */
	[fc.toStringMethod](): string {
		return [
			'',
			describeSettings(this.settings),
			describeCourse(this.course),
			`usually ${describeIncident(this.usual)}; jitter ${this.chance}`,
			...this.incidents.map((incident) => {
				const slot = incident.slot % this.slots;
				const item = Math.floor(slot / this.settings.imagesPerItem);
				const image = slot % this.settings.imagesPerItem;
				return `item ${item}, image ${image}: ${describeIncident(incident)}`;
			}),
			'',
		].join('\n  ');
	}
}
