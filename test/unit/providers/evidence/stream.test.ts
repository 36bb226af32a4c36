import type { State } from '../../../../nodes/OakgenImage/providers/evidence/state';
import { lastWord } from '../../../../nodes/OakgenImage/providers/evidence/stream';
import type { FoundImage, Generation } from '../../../../nodes/OakgenImage/providers/generation';
import { NO_FACTS as facts } from '../../../../nodes/OakgenImage/providers/noFacts';

const byUrl = (url: string): FoundImage => ({ kind: 'url', url, mimeType: null });
const done = (...images: FoundImage[]): Generation => ({
	status: 'done',
	facts,
	images,
	warnings: [],
});
const failed: Generation = { status: 'failed', facts, reason: 'a fault' };
const unclear: Generation = { status: 'unclear', facts, excerpt: 'x', isDone: false };
const pending = (id: string): Generation => ({
	status: 'pending',
	facts,
	job: { id, statusUrl: null, resultUrl: null },
	images: [],
	isChosen: false,
	isDone: false,
	excerpt: '',
});
const [first, second] = [done(byUrl('a')), done(byUrl('b'))];
const bytes = done({ kind: 'bytes', bytes: Buffer.from('x') });

it.each<[what: string, events: Array<[Generation, State | null]>, word: Generation]>([
	['the only one', [[unclear, null]], unclear],
	[
		'the last result',
		[
			[first, null],
			[second, null],
		],
		second,
	],
	[
		'a result before what says nothing',
		[
			[first, null],
			[unclear, null],
		],
		first,
	],
	[
		'a result before a job',
		[
			[first, null],
			[pending('t1'), 'running'],
		],
		first,
	],
	[
		'the last that is known of the job',
		[
			[pending('t1'), null],
			[pending('t2'), null],
		],
		pending('t2'),
	],
	[
		'a job before what says nothing',
		[
			[pending('t1'), null],
			[unclear, null],
		],
		pending('t1'),
	],
	[
		'the last that says nothing',
		[
			[{ ...unclear, excerpt: 'y' }, null],
			[unclear, null],
		],
		unclear,
	],
	[
		'a failure of a job',
		[
			[pending('t1'), null],
			[failed, 'failed'],
			[unclear, null],
		],
		failed,
	],
	[
		'the last failure',
		[
			[{ ...failed, reason: 'b' }, null],
			[failed, null],
		],
		failed,
	],
	[
		'a failure behind the event that brings the picture',
		[
			[first, 'done'],
			[failed, 'failed'],
		],
		first,
	],
	[
		'the event that brings the picture, before others',
		[
			[first, 'done'],
			[second, null],
		],
		first,
	],
	[
		'a picture of a known state before one of an unknown',
		[
			[first, 'running'],
			[second, 'unknown'],
		],
		first,
	],
	[
		'a picture of an unknown state alone',
		[
			[pending('t1'), null],
			[first, 'unknown'],
		],
		first,
	],
	[
		'a failure after a preview',
		[
			[first, 'running'],
			[failed, 'failed'],
		],
		failed,
	],
	[
		'a failure beside bytes',
		[
			[bytes, null],
			[failed, 'failed'],
		],
		failed,
	],
	[
		'a failure beside no picture',
		[
			[done(), null],
			[failed, 'failed'],
		],
		failed,
	],
])('what a stream comes to: %s', (_, events, word) => {
	expect(lastWord(events.map(([generation, state]) => ({ generation, state })))).toEqual(word);
});

it('nothing is said in a stream without events', () => {
	expect(lastWord([])).toEqual({ status: 'unclear', facts, excerpt: '', isDone: false });
});

it('a failure beside an address, which may be the picture, is told with it', () => {
	const events = [
		{ generation: first, state: null },
		{ generation: second, state: null },
		{ generation: failed, state: 'failed' as const },
	];
	expect(lastWord(events)).toEqual({
		status: 'unclear',
		facts,
		excerpt: expect.stringMatching(/\bb\b.*a fault/) as string,
		isDone: true,
	});
});
