import { other, read, url } from '../../../support/readOakgen';

// What `weigh` tells beside its decision: reasons, warnings, odd states, flags.

describe('the reason of a failure', () => {
	it.each<[object, string]>([
		[{ status: 'failed', error: 'the model broke' }, 'the model broke'],
		[{ status: 'Cancelled' }, 'the provider reports "cancelled" without a reason'],
		[{ code: 500 }, 'the provider reports "500" without a reason'],
		[{ data: { code: 502 } }, 'the provider reports "502" without a reason'],
		[{ code: 500, data: { code: 502 } }, 'the provider reports "500" without a reason'],
		[{ success: false }, 'the provider reports "failure" without a reason'],
		[{ error: {} }, 'an error without words'],
		[{ code: 50411, message: 'busy now', data: null }, 'busy now'],
		[
			{ status: 'completed', text: 'I cannot draw that.' },
			'the job ended with "completed", but without an image: I cannot draw that.',
		],
		[
			{ data: { state: 'Finished' }, text: 'I cannot draw that.' },
			'the job ended with "Finished", but without an image: I cannot draw that.',
		],
		[
			{ status: 'ok', data: { state: 'Finished' }, text: 'I cannot draw that.' },
			'the job ended with "Finished", but without an image: I cannot draw that.',
		],
		[
			{ done: true, text: 'I cannot draw that.' },
			'the job ended with "done", but without an image: I cannot draw that.',
		],
		[{ nsfw: true }, 'the provider filtered the image, as not safe'],
		[
			{ nsfw: true, message: 'Try another one' },
			'the provider filtered the image: Try another one',
		],
		[{ nsfw: true, text: 'No.' }, 'the provider filtered the image, as not safe'],
	])('%j: %s', (body, reason) => {
		expect(read(body)).toMatchObject({ status: 'failed', reason });
	});

	it.each<[object, string]>([
		[{ code: 50412, message: 'Text Risk Not Pass' }, 'Text Risk Not Pass'],
		[{ code: 404, message: 'Text Risk Not Pass' }, 'Text Risk Not Pass'],
	])('in the answer to a poll, %j: %s', (body, reason) => {
		expect(read(body, {}, 'j1')).toMatchObject({ status: 'failed', reason });
	});
});

describe('whether a failure is that of the job, and not of the call', () => {
	it.each<[string | number | boolean, string | undefined]>([
		['cancelled', 'certain'],
		['failed to draw', 'certain'],
		['failed', 'likely'],
		['Failure', 'likely'],
		['FAILURES', 'likely'],
		['error', undefined],
		['errors', undefined],
		['fail', undefined],
		['KO', undefined],
		['not ok', undefined],
		['bad request', undefined],
		[500, undefined],
		['-1', undefined],
		[false, undefined],
	])('%j: %s', (status, expected) => {
		const generation = read({ status }, {}, 'j1');
		expect('endOfJob' in generation ? generation.endOfJob : undefined).toBe(expected);
	});
});

describe('what is not certain of an image', () => {
	const UNKNOWN = /a state that this node does not know/;
	const PART = /only a part of what was asked for was made/;
	it.each<[object, RegExp[]]>([
		[{}, []],
		[{ status: 'completed' }, []],
		[{ status: 'polished' }, [UNKNOWN]],
		[{ status: 'partially completed' }, [PART]],
		[{ status: 'completed with errors' }, [PART]],
		[{ data: { status: 'partial_success' } }, [PART]],
		[{ status: 'polished', state: 'partially completed' }, [PART]],
	])('%j: %j', (body, expected) => {
		const generation = read({ ...body, images: [url] });
		const warnings = generation.status === 'done' ? generation.warnings : null;
		expect(warnings).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as string));
	});

	it('nothing, where the user said where it is', () => {
		const chosen = { settings: { imageUrlPath: 'mine' } };
		const generation = read({ status: 'polished', mine: url }, {}, null, chosen);
		expect(generation).toMatchObject({ status: 'done', warnings: [] });
	});
});

describe('a state that somebody may have to do something about', () => {
	it.each<[object, string | undefined]>([
		[{ status: 'awaiting_payment' }, 'awaiting_payment'],
		[{ status: 'paused', message: 'pay first' }, 'paused: pay first'],
		[{ status: 'paused', trouble: { message: 'pay first' } }, 'paused: pay first'],
		[{ status: 'paused', stage: 'on hold' }, 'on hold'],
		[{ status: 'queued' }, undefined],
		[{ status: ' In Progress ' }, undefined],
		[{ status: 'paused', stage: 'running' }, 'paused'],
		[{ status: 'completed' }, undefined],
		[{}, ''],
		[{ message: 'look at your inbox' }, 'look at your inbox'],
	])('%j: %j', (body, expected) => {
		const generation = read({ ...body, id: 'j1' });
		const told = generation.status === 'pending' ? generation.oddState : 'not pending';
		if (expected === '') expect(told).toContain('j1');
		else expect(told).toBe(expected);
	});

	it('nothing where only numbers say that it runs', () => {
		expect(read({ id: 'j1', status: 202 })).not.toHaveProperty('oddState');
	});
});

describe('flags of a filter', () => {
	it.each<[object, all: boolean, each: Array<true | undefined>]>([
		[{}, false, [undefined, undefined]],
		[{ nsfw: false }, false, [undefined, undefined]],
		[{ nsfw: true }, true, [undefined, undefined]],
		[{ has_nsfw_concepts: [false, true] }, false, [undefined, true]],
		[{ has_nsfw_concepts: [false, false] }, false, [undefined, undefined]],
		// More or fewer than there are images are about all of them.
		[{ has_nsfw_concepts: [true] }, true, [undefined, undefined]],
		[{ has_nsfw_concepts: [false] }, false, [undefined, undefined]],
		[{ has_nsfw_concepts: [false, false, true] }, true, [undefined, undefined]],
	])('%j', (body, all, each) => {
		const generation = read({ ...body, images: [url, other] });
		expect(generation).toMatchObject({ status: 'done', facts: { contentFiltered: all } });
		const images = generation.status === 'done' ? generation.images : [];
		expect(images.map(({ isFiltered }) => isFiltered)).toEqual(each);
	});
});

describe('the job of an open reply', () => {
	it.each<[object, string | null, object]>([
		[{ id: 'j2' }, null, { id: 'j2', statusUrl: null, resultUrl: null }],
		[{ id: 'j2' }, 'j1', { id: 'j1' }],
		[{ status_url: '/s/2' }, 'j1', { id: 'j1', statusUrl: '/s/2' }],
		[{ id: 'j2', response_url: '/r/2' }, null, { id: 'j2', resultUrl: null, promisedUrl: '/r/2' }],
	])('%j: %j', (body, jobId, job) => {
		expect(read(body, {}, jobId)).toMatchObject({ status: 'pending', job });
	});

	it('holds back its images, and says whether the path leads to them', () => {
		const running = { id: 'j1', status: 'running', mine: url, images: [other] };
		const chosen = { settings: { imageUrlPath: 'mine' } };
		const [mine, images] = [[{ url }], [{ url: other }]];
		expect(read(running, {}, null, chosen)).toMatchObject({ isChosen: true, images: mine });
		expect(read(running)).toMatchObject({ isChosen: false, isDone: false, images });
	});
});
