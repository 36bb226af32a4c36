import fc from 'fast-check';

import {
	type Course,
	type DownloadFault,
	type Fate,
	History,
	type Incident,
	type PollFault,
	type Result,
	type Settings,
	type Troubles,
} from './history';

/** For what takes seconds. */
function rarely<One, Other>(rare: One, usual: Other): fc.Arbitrary<One | Other> {
	return fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, fc.constant(rare));
}

const settings: fc.Arbitrary<Settings> = fc.record({
	provider: fc.constantFrom('oakgen', 'gemini'),
	// As the sandbox does.
	honoursKey: fc.constant(true),
	retryOn: fc.constantFrom('safe', 'safe', 'any', 'never'),
	maxRetries: fc.nat(1),
	continues: fc.boolean(),
	concurrency: fc.integer({ min: 1, max: 16 }),
	items: fc.integer({ min: 1, max: 16 }),
	imagesPerItem: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.constant(2)),
	downloadImage: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
	samePrompt: fc.constant(false),
	seeded: fc.constant(false),
	fallbacks: fc.constant(0),
	requestTimeoutS: fc.constant(20),
	totalTimeoutS: fc.constant(60),
	invalidItem: fc.constant(null),
});

const course: fc.Arbitrary<Course> = fc.record({
	tries: fc.integer({ min: 1, max: 3 }),
	retriedExecutions: fc.nat(1),
	rounds: fc.constant(1),
	cancel: fc.option(
		fc.record({
			tryNumber: fc.constant(0),
			afterMs: fc.nat(300),
			how: fc.constant('timeout' as const),
		}),
		{ freq: 2 },
	),
	storage: rarely('full' as const, 'works' as const),
});

const downloadFault = fc.constantFrom<DownloadFault>(
	'HTTP 403',
	'HTTP 404',
	'HTTP 500',
	'reset',
	'half',
	'html',
	'empty',
);

const downloads: fc.Arbitrary<Troubles<DownloadFault>> = fc
	.option(downloadFault)
	.map((what) => (what === null ? [] : [{ what, times: 1 }]));

const result: fc.Arbitrary<Result> = fc.oneof(
	fc.record({
		kind: fc.constant('urls' as const),
		downloads: fc.array(downloads, { minLength: 1, maxLength: 2 }),
	}),
	fc.constant<Result>({ kind: 'bytes', storageFails: 0 }),
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
	fc.record({ kind: fc.constant('refused' as const), status: fc.constantFrom(400, 402, 422) }),
	fc.record({
		kind: fc.constant('notAccepted' as const),
		status: fc.constantFrom(429, 503, 500, 408),
		retryAfterS: fc.constantFrom(null, 0),
	}),
	fc.constant<Fate>({ kind: 'failedInWords' }),
	fc.record({
		kind: fc.constant('lost' as const),
		how: fc.constantFrom('HTTP 504', 'reset', 'half'),
		isMade: fc.constant(true),
	}),
	fc.record({ kind: fc.constant('unreadable' as const), isMade: fc.boolean() }),
	fc.record({
		kind: fc.constant('redirected' as const),
		status: fc.constantFrom(302, 303),
		isMade: fc.boolean(),
	}),
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('made' as const), result }) },
);

const job: fc.Arbitrary<Fate> = fc
	.constantFrom<PollFault | null>(null, 'nameless', 'imageless')
	.map((what) => ({
		kind: 'job',
		isNamed: false,
		polls: what === null ? [] : [{ what, times: 1 }],
		end: { kind: 'urls', downloads: [[]] },
	}));

const incident: fc.Arbitrary<Incident> = fc.record({
	slot: fc.nat(31),
	// The first poll of a job comes after two seconds.
	fate: fc.oneof({ weight: 30, arbitrary: fate }, job),
	takesMs: fc.nat(60),
	// What is whole is noticed after five.
	staysOpen: rarely(true, false),
});

/** What the sandbox can bring about over real sockets in little time. */
export const quickHistory: fc.Arbitrary<History> = fc
	.record({
		settings,
		course,
		usual: fc.constant({
			fate: { kind: 'made' as const, result: { kind: 'urls' as const, downloads: [[]] } },
			takesMs: 0,
		}),
		incidents: fc.array(incident, { maxLength: 12 }),
		chance: fc.constantFrom(1, 0),
	})
	.map((facts) => new History(facts));
