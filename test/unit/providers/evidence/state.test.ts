import {
	hasNotEnded,
	isInPart,
	isNotFinal,
	isPartLeft,
	isStateName,
	judgeState,
	saysGoesOn,
	saysNoError,
	stateOf,
	stateOfEvent,
	statesIn,
	strongest,
	type State,
} from '../../../../nodes/OakgenImage/providers/evidence/state';

// What single words, and objects with several of them, say of a job.

describe('the value of a state', () => {
	it.each<[State | null, unknown[]]>([
		['done', ['completed', 'COMPLETED', ' Done! ', 'taskCompleted', 'image-ready', '成功']],
		[
			'done',
			['processing completed', 'no errors, done', 'partially completed', 'done with errors'],
		],
		['done', ['partially failed', 'FINALIZED', 'finalised', 'zakończone']],
		['done', ['ASSEMBLY_COMPLETED', 'workflow succeeded']],
		[
			'failed',
			['died', 'is being quarantined', 'withdrawn', 'void', 'VOIDED', 'purged', 'corrupted'],
		],
		['failed', ['the model file is damaged']],
		['unknown', ['studied', 'avoided', 'repurposed', '5 credits withdrawn']],
		['failed', ['failed', 'ERROR', 'timedOut', 'NSFW', 'not found', false, 'done, but failed']],
		['failed', [-1, 400, '404', 599, 'running, then cancelled']],
		['running', ['queued', 'inProgress', 'IN-PROGRESS', 'not ready', 'processing', '排队中', 202]],
		['running', ['102', 'no errors, still running', 'completed, upload pending', 'not -- ready']],
		// Turkish: without errors, and an error.
		['unknown', ['hatasız tamamlandı']],
		['failed', ['hata', 'sistem hatası']],
		['unknown', ['polished', 'task', 'image request', 'done and dusted', 'no errors', '⏳']],
		['unknown', [0, 1, 199, 300, 399, 600, '3']],
		[null, [200, '201', 299, '', '  ', '-', '--', 'unknown', 'N/A', 'None', 'null', 'unset']],
		[null, [null, undefined, true, {}, ['failed']]],
		[null, ['https://api.example/failed', '/jobs/failed', 'HTTP://api.example/failed']],
	])('%s: %j', (expected, values) => {
		expect(values.map((value) => [value, judgeState(value)])).toEqual(
			values.map((value) => [value, expected]),
		);
	});

	it('is not looked for at the end of a story', () => {
		const story = 'long ago '.repeat(40);
		expect(judgeState(`${story} it failed`)).toBe('unknown');
		expect(judgeState(`it failed ${story}`)).toBe('failed');
	});
});

it.each<[text: string, expected: boolean]>([
	['N/A', true],
	['no error', true],
	['No errors.', true],
	['no issues, none', true],
	['Success!', true],
	['', true],
	['---', true],
	['0', true],
	['no error code', false],
	['the model broke', false],
	['not ready', false],
	['nonexistent', false],
])('whether %j in place of an error says that there is none: %j', (text, expected) => {
	expect(saysNoError(text)).toBe(expected);
});

it.each<[text: string, expected: boolean]>([
	['the job is still processing', true],
	['processing: your image is being generated', true],
	['Your image is being generated', true],
	['Image is being processed', true],
	['it is being rendered', true],
	...[
		'painted',
		'drawn',
		'upscaled',
		'carefully retouched',
		'built',
		'sent to a GPU',
		'set up',
	].map((done): [string, boolean] => [`Your picture is being ${done}`, true]),
	['We are painting your picture', true],
	["We're still working on your request", true],
	['Bild wird gerade gemalt', true],
	['La imagen se está dibujando', true],
	['正在绘制图片', true],
	['残高が不足しています', false],
	['画像を描いています', true],
	['이미지를 그리는 중입니다', true],
	['Please check back later', true],
	['Result will be available soon', true],
	['No result yet', true],
	['Result unavailable: job still executing', true],
	['Image not found, the worker is still uploading it', true],
	['Result unavailable', false],
	['Model unavailable, and the mask is still missing', false],
	['User not found, still waiting for verification', false],
	['Model unavailable: we are still investigating', false],
	['The file is unavailable because your payment is still processing', false],
	['Image unavailable: prompt still containing nudity', false],
	['Reference image not found, the job is still waiting for it', false],
	['task has not been completed', true],
	['Image generation is ongoing', true],
	['waiting for a free worker', true],
	['The background is being removed', true],
	['image is being dreamt up', true],
	['Image being edited has no transparency', false],
	['It did not complete', false],
	['Your order is being rejected', false],
	['The request is being blocked by a rule', false],
	['Your prompt is being declined', false],
	['The image is being withheld', false],
	['This model is being retired', false],
	['The key is currently being moved', false],
	['We are refusing your request', false],
	['It was being painted when the worker died', false],
	['not ready yet', true],
	['queued', true],
	['排队中', true],
	// Of something else, or of what was going on when it ended.
	['please retry', false],
	['your account is under review', false],
	['processing failed', false],
	['something went wrong while processing', false],
	['Sorry, not ready', false],
	['it was processing when the server stopped', false],
	['done', false],
	['polished', false],
	['', false],
])('whether %j says that a job goes on: %j', (text, expected) => {
	expect(saysGoesOn(text)).toBe(expected);
});

it.each<[value: unknown, expected: boolean]>([
	['partially completed', true],
	['PARTIAL_SUCCESS', true],
	['partiallyFailed', true],
	['completed with some errors', true],
	['completed', false],
	['partial', false],
	['with errors', false],
	[206, false],
	[null, false],
])('whether %j says that only a part was made: %j', (value, expected) => {
	expect(isInPart(value)).toBe(expected);
});

it.each<[name: string, expected: boolean]>([
	['status', true],
	['requeststatus', true],
	['taskstatus', true],
	['imagestatusname', true],
	['jobstatuscode', true],
	['billingstatus', false],
	['webhookstate', false],
	['statuscode', false],
	['estate2', false],
	['output', false],
])('whether the field %s holds a state: %j', (name, expected) => {
	expect(isStateName(name)).toBe(expected);
});

it.each<[layer: object, expected: unknown[]]>([
	[{ status: 'queued', taskStatus: 3, output: 'x' }, ['queued', 3]],
	[{ status: ['queued', 'done'] }, ['queued', 'done']],
	[{ status: { code: 3, label: 'DONE' } }, ['DONE']],
	[{ status: { code: 3, label: 'polished' } }, [3, 'polished']],
	[{ status: [{ name: 'queued' }, 'done'] }, ['queued', 'done']],
	[{ status: { failed: {} } }, ['failed']],
	[{ status: { failed: {}, at: 1 } }, []],
	[{ status: {} }, []],
	[{}, []],
])('the states of %j', (layer, expected) => {
	expect(statesIn({ ...layer })).toEqual(expected);
});

describe('the state of an object', () => {
	it.each<[layer: object, expected: State | null]>([
		[{}, null],
		[{ status: 'queued' }, 'running'],
		// The strongest of several.
		[{ status: 'completed', state: 'failed' }, 'failed'],
		[{ status: 'completed', state: 'running' }, 'running'],
		[{ state: 'running', status: 'failed' }, 'failed'],
		// A code that is repeated as a status.
		[{ code: 50430, status: 50430 }, null],
		[{ code: 50430, status: 50431 }, 'unknown'],
		[{ code: 999, status: 999 }, 'unknown'],
		[{ code: 1000, status: 1000 }, null],
		[{ status: 50430 }, 'unknown'],
		// A number beside what the message of the call says.
		[{ status: 1, message: 'success' }, null],
		[{ status: 1, task_status_msg: 'succeeded' }, 'done'],
		[{ status: 1, message: 'hello' }, 'unknown'],
		[{ status: 'running', message: 'success' }, 'running'],
		// The end of a job, which "success" may not be.
		[{ status: 'completed', stage: 'mirrored' }, 'done'],
		[{ status: 'success', stage: 'mirrored' }, 'unknown'],
		[{ status: ' OK ', stage: 'mirrored' }, 'unknown'],
		[{ status: 'successfully', stage: 'mirrored' }, 'unknown'],
		[{ status: 'polished', stage: 'mirrored' }, 'unknown'],
		// What nobody knows has failed by the few words beside it.
		[{ status: 6, generateMsg: 'failed' }, 'failed'],
		[{ status: 6, generateMsg: 'the prompt was refused' }, 'failed'],
		[{ status: 6, generateMsg: 'a test of what would be seen if it failed' }, 'unknown'],
		[{ status: 6, generateMsg: 'retrying after an error' }, 'unknown'],
		[{ status: 6, generateMsg: 404 }, 'unknown'],
		[{ status: 6, generateMsg: 'painted' }, 'unknown'],
		[{ status: 'running', generateMsg: 'an error so far' }, 'running'],
		[{ generateMsg: 'the prompt was refused' }, null],
		[{ status: 6, generateMsg: 'your order failed, we are sorry' }, 'failed'],
		[{ status: 6, generateMsg: 'your order failed, we are so sorry' }, 'unknown'],
		[{ status: 6, messageType: 'failed' }, 'unknown'],
		// A number that nobody knows stays unknown at the end of its progress: failures have one, too.
		[{ status: 5, progress: 100 }, 'unknown'],
		[{ status: 2, progress: 1 }, 'unknown'],
		// Of a part, where the whole is told.
		[{ status: 'completed', result_available: false }, 'done'],
		[{ status: 'completed', completed_images: 1, total_images: 4 }, 'done'],
		[{ status: 'polished', progress: 100 }, 'unknown'],
		[{ status: -1, progress: 100 }, 'failed'],
		[{ status: 102, progress: 100 }, 'running'],
	])('%j: %s', (layer, expected) => {
		expect(stateOf({ ...layer })).toBe(expected);
	});

	it.each<[State | null, object[]]>([
		['failed', [{ success: false }, { isOk: 'no' }, { success: 0 }, { ok: ' FALSE ' }]],
		['failed', [{ ok: 'REQUEST_CANCELLED' }, { success: 'it failed' }]],
		['running', [{ ok: 'ASSEMBLY_EXECUTING' }, { success: 'your order is accepted' }]],
		['done', [{ ok: 'ASSEMBLY_COMPLETED' }, { success: 'image generated' }]],
		[null, [{ ok: 'okay' }, { success: 'Success' }, { success: 'partial' }, { ok: 'polished' }]],
		[null, [{ success: '1' }, { success: 'true' }, { ok: 'PARTIAL_RESULT' }, { ok: {} }]],
		['failed', [{ failed: true }, { hasError: 'yes' }, { isCancelled: 1 }, { did_fail: '1' }]],
		['failed', [{ result: 'failed' }, { outcome: ' error ' }, { message: 'timed-out' }]],
		['failed', [{ successFlag: 2 }, { successFlag: '3' }, { failed: ' true ' }]],
		['running', [{ done: false }, { finished: 'no' }, { is_ready: false }, { queue_position: 3 }]],
		['running', [{ result_ready: false }, { images_available: 'no' }, { allDone: false }]],
		['running', [{ is_job_finished: false }, { image_is_ready: 'false' }]],
		['done', [{ results_available: true }, { outputIsReady: 'yes' }, { task_done: true }]],
		[
			null,
			[
				{ available: false },
				{ is_available: false },
				{ upscaleReady: false },
				{ model_available: false },
			],
		],
		['running', [{ waiting: true }, { processing: '2' }, { successFlag: 0 }]],
		['done', [{ done: true }, { completed: 'yes' }, { successFlag: 1 }, { taskStatusMsg: 'done' }]],
		['done', [{ finish_reason: 'length' }, { finishReason: ['', 'stop'] }]],
		[null, [{ success: true }, { success: 1 }, { failed: false }, { failed: 3 }, { failed: null }]],
		[null, [{ isCancelled: 0 }, { isCancelled: 2 }, { done: 3 }, { done: null }, { waiting: 0 }]],
		[null, [{ queue_position: false }, { queue_position: -1 }, { successFlag: null }]],
		[null, [{ taskStatusMsg: 'polished' }, { finish_reason: ' ' }, { finish_reason: null }]],
		[null, [{ failed: 'not true' }, { failed: 'true for some' }, { failed: 'yes/no' }]],
		[null, [{ done: 'a no' }, { done: 'no idea' }]],
		[null, [{ result: 'finished' }, { result: 'the tests failed' }, { outcome: 404 }]],
	])('by flags and words, %s: %j', (expected, layers) => {
		for (const layer of layers) {
			expect([layer, stateOf({ ...layer })]).toEqual([layer, expected]);
		}
	});

	it.each<[State | null, object[]]>([
		['running', [{ progress: 50 }, { percent: '99%' }, { progress: 0.5 }, { progress: ' 7 ' }]],
		['running', [{ progress: '1/20' }, { progress: '3 of 4' }, { progress: { percent: 30 } }]],
		['running', [{ progress: { value: 30 } }, { progress: { step: 1, steps: 9 } }]],
		['running', [{ progress: '10/200' }, { progress: ' 1 / 20 ' }, { progress: ' 7% ' }]],
		['running', [{ eta: 3 }, { time_remaining: '2' }, { step: 1, total_steps: 2 }]],
		[
			'running',
			[
				{ completed_images: 0, total_images: 1 },
				{ stepsDone: 1, totalSteps: 2 },
			],
		],
		['running', [{ steps_remaining: 3 }, { stepsLeft: '1' }, { remaining_steps: 2 }]],
		['running', [{ still_running: true }, { isStillProcessing: 1 }]],
		[null, [{ steps_remaining: 0 }, { still_running: false }, { is_final: 1 }, { final: '0' }]],
		['running', [{ completed: 0, total: 4 }, { isPending: true }, { queued: 2 }]],
		['running', [{ isPreview: true }, { partial: 'true' }, { final: false }, { is_final: 'no' }]],
		['running', [{ result_available: false }, { image_ready: 'no' }]],
		[
			null,
			[
				{ generated_tokens: 1, total_tokens: 9 },
				{ images_generated: 1, total_images: 57 },
			],
		],
		['unknown', [{ progress: 0 }]],
		[null, [{ progress: 'part 1/20' }, { progress: '1/20 of it' }, { progress: '0' }]],
		[null, [{ progress: 1 }, { progress: 100 }, { progress: '100%' }, { progress: 101 }]],
		[null, [{ progress: -1 }, { progress: '20/20' }, { progress: '21/20' }, { progress: '5%0' }]],
		[null, [{ eta: 0 }, { eta: null }, { step: 2, total_steps: 2 }, { step: 1 }, { steps: 9 }]],
		[null, [{ queued: 0 }, { isPending: false }, { isPreview: false }, { final: true }]],
	])('by hints, %s: %j', (expected, layers) => {
		for (const layer of layers) {
			expect([layer, stateOf({ ...layer })]).toEqual([layer, expected]);
		}
	});

	it('hints count only where nothing else is said', () => {
		expect(stateOf({ status: 'completed', progress: 50 })).toBe('done');
		expect(stateOf({ status: 'polished', progress: 50 })).toBe('unknown');
		expect(stateOf({ progress: 0, eta: 3 })).toBe('running');
	});
});

it.each<[layer: object, expected: State | null]>([
	[{ event: 'job.progress' }, 'running'],
	[{ type: 'image_generation.partial_image' }, 'running'],
	[{ event: 'job.failed' }, 'failed'],
	[{ event: 'started', type: 'error' }, 'failed'],
	[{ event: 'job.completed' }, null],
	[{ event: 'noprogress' }, null],
	[{ event: 'progress.bar' }, null],
	[{ event: 3, type: 'queued' }, 'running'],
	[{ event: `${'x'.repeat(300)}.failed` }, null],
	[{}, null],
])('the name of an event, %j: %s', (layer, expected) => {
	expect(stateOfEvent({ ...layer })).toBe(expected);
});

it.each<[layer: object, expected: boolean]>([
	[{ completed_at: null }, true],
	[{ finishedAt: '' }, true],
	[{ ended_at: null, done_at: 'today' }, true],
	[{ completed_at: '2026-01-01' }, false],
	[{ completed_at: 0 }, false],
	[{ created_at: null }, false],
	[{}, false],
])('whether %j has not ended: %j', (layer, expected) => {
	expect(hasNotEnded({ ...layer })).toBe(expected);
});

it.each<[layer: object, expected: boolean]>([
	[{ remaining: 1 }, true],
	[{ images_remaining: '10' }, true],
	[{ remaining: 11 }, false],
	[{ remaining: 0 }, false],
	[{ remaining: -1 }, false],
	[{ remaining: 'x' }, false],
	[{ images_remaining: 2, remaining: 500 }, true],
	[{}, false],
])('whether a part is left, %j: %j', (layer, expected) => {
	expect(isPartLeft({ ...layer })).toBe(expected);
});

it.each<[object: object, expected: boolean]>([
	[{ placeholder: true }, true],
	[{ is_thumbnail: 'Yes' }, true],
	[{ isFinal: false }, true],
	[{ final: ' no ' }, true],
	[{ isPreview: true, final: true }, true],
	[{ preview: true }, false],
	[{ placeholder: false, final: true }, false],
	[{ isFinal: null, placeholder: 1 }, false],
	[{}, false],
])('whether it is not the result, %j: %j', (object, expected) => {
	expect(isNotFinal({ ...object })).toBe(expected);
});

it.each<[states: Array<State | null>, expected: State | null]>([
	[['done', 'unknown', 'running', 'failed'], 'failed'],
	[['done', 'unknown', 'running'], 'running'],
	[['done', 'unknown', null], 'unknown'],
	[[null, 'done'], 'done'],
	[[null], null],
	[[], null],
])('the strongest of %j: %s', (states, expected) => {
	expect(strongest(states)).toBe(expected);
});

it.each<[state: string, words: string[]]>([
	['failed', ['did not complete', 'gave up', 'unfulfilled', 'bad_request', '超時', '審核不通過']],
	['failed', ['gescheitert', 'erro', 'niepowodzenie', 'hatalı', 'thất bại', 'gagal']],
	['failed', ['misslyckades', 'epäonnistui', 'فشل', 'विफल', 'ล้มเหลว']],
	[
		'done',
		['완료되었습니다', 'zakończono', 'hoàn thành', 'valmis', 'مكتمل', 'पूर्ण', 'เสร็จสิ้น', 'færdig'],
	],
])('%s in other words and scripts: %j', (state, words) => {
	expect(words.map(judgeState)).toEqual(words.map(() => state));
});
