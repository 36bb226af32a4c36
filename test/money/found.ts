import {
	type Course,
	type Event,
	History,
	type Incident,
	type JobFate,
	type Settings,
} from './history';

const settings: Settings = {
	provider: 'oakgen',
	honoursKey: false,
	retryOn: 'safe',
	maxRetries: 4,
	continues: false,
	concurrency: 2,
	items: 4,
	imagesPerItem: 1,
	downloadImage: true,
	samePrompt: false,
	seeded: false,
	fallbacks: 0,
	requestTimeoutS: 20,
	totalTimeoutS: 60,
	invalidItem: null,
};

const course: Course = {
	tries: 1,
	retriedExecutions: 0,
	rounds: 1,
	cancel: null,
	storage: 'works',
};

const usual: Event = {
	fate: { kind: 'made', result: { kind: 'urls', downloads: [[]] } },
	takesMs: 100,
};

function after(
	incidents: Incident[],
	changed: { settings?: Partial<Settings>; course?: Partial<Course> } = {},
): History {
	return new History({
		settings: { ...settings, ...changed.settings },
		course: { ...course, ...changed.course },
		usual,
		incidents,
		chance: 1,
	});
}

/** An order of the first image that begins a job. */
function job({ end, polls = [] }: Pick<JobFate, 'end'> & Partial<JobFate>, takesMs = 10): Incident {
	return { slot: 0, takesMs, fate: { kind: 'job', isNamed: false, polls, end } };
}

/** Histories in which the node once lost money. They are played before those that chance makes. */
export const found: readonly History[] = [
	// The second of two addresses was named nowhere.
	after(
		[
			{
				slot: 0,
				takesMs: 10,
				fate: {
					kind: 'made',
					result: {
						kind: 'urls',
						downloads: [[{ what: 'HTTP 403', times: 1 }], [{ what: 'HTTP 403', times: 1 }]],
					},
				},
			},
		],
		{ settings: { continues: true } },
	),
	// A job that was given up, and then handed on by Retry On Fail, was ordered again.
	after([job({ end: 'gone' })], {
		course: { tries: 2 },
	}),
	// New images were ordered while the rest of a reply was fetched, whose first image had failed.
	after([
		{
			slot: 0,
			takesMs: 10,
			fate: {
				kind: 'made',
				result: {
					kind: 'urls',
					downloads: [[{ what: 'HTTP 403', times: 1 }], [{ what: 'reset', times: 3 }]],
				},
			},
		},
	]),
	// A job that was only late was given up as soon as the provider did not know it once.
	after(
		[
			job({
				end: 'gone',
				polls: [
					{ what: 'pending', times: 8 },
					{ what: 'HTTP 404', times: 30 },
				],
			}),
		],
		{ settings: { items: 1, totalTimeoutS: 15 }, course: { retriedExecutions: 2 } },
	),
	// The output of the third model did not tell why the first one, of an earlier execution, had failed.
	after(
		[
			{ slot: 0, takesMs: 10, fate: { kind: 'refused', status: 410 } },
			job({ end: 'gone' }),
			{ slot: 0, takesMs: 10, fate: { kind: 'refused', status: 404 } },
		],
		{ settings: { fallbacks: 2 }, course: { retriedExecutions: 1 } },
	),
	// A job that was said to be done, and showed no image, was given up as soon as it was not known once.
	after([job({ end: 'gone', polls: [{ what: 'imageless', times: 12 }] }, 1)], {
		settings: { items: 1, maxRetries: 0, totalTimeoutS: 200, downloadImage: false },
		course: { retriedExecutions: 2 },
	}),
	// A job that showed no image, and then failed in words, was asked once more in the next execution.
	after([job({ end: 'failedInWords', polls: [{ what: 'imageless', times: 12 }] }, 1)], {
		settings: { items: 1, maxRetries: 0, retryOn: 'any', downloadImage: false },
		course: { tries: 4 },
	}),
];
