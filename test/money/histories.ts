import fc from 'fast-check';

import {
	type Course,
	type DownloadFault,
	type Event,
	type Fate,
	History,
	type Incident,
	type PollFault,
	type Result,
	type Settings,
	type Troubles,
} from './history';

const MOST_INCIDENTS = 12;

/** More often than any code here tries. */
export const FOR_EVER = 1000;

const few = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
	{ weight: 3, arbitrary: fc.integer({ min: 5, max: 9 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 10, max: 30 }) },
);

const settings: fc.Arbitrary<Settings> = fc.record({
	provider: fc.constantFrom('oakgen', 'gemini'),
	honoursKey: fc.boolean(),
	retryOn: fc.oneof(
		{ weight: 3, arbitrary: fc.constant('safe' as const) },
		{ weight: 2, arbitrary: fc.constantFrom('any' as const, 'never' as const) },
	),
	maxRetries: fc.integer({ min: 0, max: 4 }),
	continues: fc.boolean(),
	concurrency: fc.integer({ min: 1, max: 16 }),
	items: few,
	imagesPerItem: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 4 })),
	downloadImage: often(true),
	samePrompt: often(false),
	seeded: fc.boolean(),
	fallbacks: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.constantFrom(1, 2)),
	requestTimeoutS: fc.constantFrom(5, 20),
	totalTimeoutS: fc.constantFrom(15, 60, 200),
	invalidItem: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.nat(5)),
});

const course: fc.Arbitrary<Course> = fc.record({
	tries: fc.integer({ min: 1, max: 4 }),
	retriedExecutions: fc.integer({ min: 0, max: 2 }),
	rounds: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constant(2)),
	cancel: fc.option(
		fc.record({
			tryNumber: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(3)),
			afterMs: fc.oneof(fc.nat(600), fc.nat(20_000)),
			how: fc.constantFrom('timeout', 'timeout', 'stop', 'kill'),
		}),
		{ freq: 2 },
	),
	storage: fc.oneof(
		{ weight: 14, arbitrary: fc.constant('works' as const) },
		{ weight: 2, arbitrary: fc.constant('full' as const) },
		fc.constant('silent' as const),
	),
});

const downloadFault = fc.constantFrom<DownloadFault>(
	'HTTP 403',
	'HTTP 404',
	'HTTP 500',
	'reset',
	'half',
	'html',
	'hang',
	'empty',
	'open',
);

const pollFault = fc.constantFrom<PollFault>(
	'pending',
	'nameless',
	'open',
	'imageless',
	'HTTP 404',
	'HTTP 429',
	'HTTP 500',
	'reset',
	'hang',
	'html',
);

const downloads = troubles(downloadFault, fc.constantFrom(1, 2, 5, FOR_EVER));

const result: fc.Arbitrary<Result> = fc.oneof(
	fc.record({
		kind: fc.constant('urls' as const),
		downloads: fc.array(downloads, { minLength: 1, maxLength: 2 }),
	}),
	fc.record({
		kind: fc.constant('bytes' as const),
		storageFails: fc.oneof(fc.constant(0), fc.constantFrom(1, 3, FOR_EVER)),
	}),
);

/** Nothing was made, and the provider says so. */
const declared: fc.Arbitrary<Fate> = fc.oneof(
	fc.record({
		kind: fc.constant('refused' as const),
		status: fc.constantFrom(400, 402, 404, 404, 410, 422),
	}),
	fc.record({
		kind: fc.constant('notAccepted' as const),
		status: fc.constantFrom(429, 429, 503, 500, 502, 408, 409, 529),
		retryAfterS: fc.constantFrom(null, 0, 1, 5, 40, 3600),
	}),
	fc.constant({ kind: 'notReached' as const }),
	fc.constant({ kind: 'failedInWords' as const }),
);

const made: fc.Arbitrary<Fate> = fc.record({ kind: fc.constant('made' as const), result });

const job: fc.Arbitrary<Fate> = fc.record({
	kind: fc.constant('job' as const),
	isNamed: fc.boolean(),
	polls: troubles(pollFault, fc.constantFrom(1, 2, 4, 12)),
	end: fc.oneof(
		{ weight: 3, arbitrary: result },
		fc.constantFrom('failedInWords' as const, 'gone' as const, 'endless' as const),
	),
});

const obscure: fc.Arbitrary<Fate> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('lost' as const),
			how: fc.constantFrom(
				'HTTP 408',
				'HTTP 502',
				'HTTP 504',
				'HTTP 524',
				'reset',
				'hang',
				'half',
				'stall',
			),
			isMade: often(true),
		}),
	},
	fc.record({ kind: fc.constant('unreadable' as const), isMade: fc.boolean() }),
	fc.record({
		kind: fc.constant('redirected' as const),
		status: fc.constantFrom(302, 303, 307),
		isMade: often(true),
	}),
);

/** The longer ones outlast the shorter Request Timeout. */
const takesMs = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 9000 }));

const well: Fate = { kind: 'made', result: { kind: 'urls', downloads: [[]] } };

const usual: fc.Arbitrary<Event> = fc.record({
	fate: fc.oneof(
		fc.constant(well),
		fc.constant<Fate>({ kind: 'made', result: { kind: 'urls', downloads: [[], []] } }),
		fc.constant<Fate>({ kind: 'made', result: { kind: 'bytes', storageFails: 0 } }),
		fc.constant<Fate>({
			kind: 'job',
			isNamed: false,
			polls: [{ what: 'pending', times: 1 }],
			end: { kind: 'urls', downloads: [[]] },
		}),
	),
	takesMs: fc.integer({ min: 1, max: 400 }),
});

/** Anything may happen. */
export const anyHistory = historyOf(settings, course, fc.oneof(declared, made, job, obscure));

/** Only what the provider itself says it did not make goes wrong; n8n tries until it succeeds. */
export const declaredFaults = historyOf(
	settings.map((any) => ({
		...any,
		retryOn: 'safe' as const,
		// Where the node goes on after an error, n8n tries again only if the first item has one.
		continues: false,
		requestTimeoutS: 20,
		totalTimeoutS: 200,
		invalidItem: null,
	})),
	fc.constant({
		...{ tries: MOST_INCIDENTS + 1, retriedExecutions: 0, rounds: 1 },
		...{ cancel: null, storage: 'works' as const },
	}),
	declared,
);

function historyOf(
	ofSettings: fc.Arbitrary<Settings>,
	ofCourse: fc.Arbitrary<Course>,
	ofFate: fc.Arbitrary<Fate>,
): fc.Arbitrary<History> {
	const slot = fc.oneof(fc.nat(3), fc.nat(119));
	const staysOpen = fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, fc.constant(true));
	const incident: fc.Arbitrary<Incident> = fc.record({ slot, fate: ofFate, takesMs, staysOpen });
	/** So that the first model cannot make the image, and some of its fallbacks cannot either. */
	const noModel = fc
		.record({ slot, takesMs, models: fc.integer({ min: 2, max: 3 }) })
		.map(({ models, ...rest }) =>
			Array<Incident>(models).fill({ ...rest, fate: { kind: 'refused', status: 404 } }),
		);
	const incidents = fc.oneof(
		{ weight: 12, arbitrary: incident.map((one) => [one]) },
		{ weight: 1, arbitrary: noModel },
	);
	return fc
		.record({
			settings: ofSettings,
			course: ofCourse,
			usual,
			incidents: fc
				.array(incidents, { maxLength: MOST_INCIDENTS })
				.map((lists) => lists.flat().slice(0, MOST_INCIDENTS)),
			chance: fc.constantFrom(1, 0, 0.37),
		})
		.map(({ settings: { invalidItem, ...rest }, ...facts }) => {
			const isThere = invalidItem !== null && invalidItem < rest.items;
			return new History({
				...facts,
				settings: { ...rest, invalidItem: isThere ? invalidItem : null },
			});
		});
}

function often(value: boolean): fc.Arbitrary<boolean> {
	return fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, fc.constant(!value));
}

function troubles<T>(
	what: fc.Arbitrary<T>,
	times: fc.Arbitrary<number>,
): fc.Arbitrary<Troubles<T>> {
	return fc.oneof(
		{ weight: 2, arbitrary: fc.constant([]) },
		fc.array(fc.record({ what, times }), { minLength: 1, maxLength: 3 }),
	);
}
