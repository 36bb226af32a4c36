import { gzipSync } from 'node:zlib';

import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { readOakgenReply } from '../../../../nodes/OakgenImage/providers/oakgen/reply';
import { bytesReference, httpReply, imageRequest } from '../../../support/imageRequest';
import { base64, other, outcome, png, read, url } from '../../../support/readOakgen';

// Replies that no service is known to send, one for each kind in which one could.

const text = JSON.stringify;

type Headers = Record<string, string>;

const isFlagged = (body: object) => {
	const generation = read(body);
	const images = generation.status === 'done' ? generation.images : [];
	return generation.facts.contentFiltered || images.some(({ isFiltered }) => isFiltered === true);
};

describe('states in other languages', () => {
	const state = (status: string) => outcome(read({ id: 'j1', status, images: [url] }));

	it.each([
		...[
			'terminée',
			'fertig',
			'abgeschlossen',
			'completado',
			'завершено',
			'готово',
			'完了',
			'完成了',
		],
		...['생성 완료', 'concluído', 'completato', 'tamamlandı', 'voltooid', '已生成', 'Éxito'],
	])('%s is done', (word) => expect(state(word)).toEqual([url]));

	it.each([
		...['échouée', 'Erreur', 'fehlgeschlagen', 'abgebrochen', 'fallido', 'rechazada', 'ошибка'],
		...[
			'не удалось',
			'отменено',
			'失敗',
			'エラー',
			'실패',
			'취소됨',
			'falhou',
			'fallito',
			'başarısız',
		],
		...['生成失败', '审核不通过', '已拒绝', '任务超时', '服务异常'],
	])('%s has failed', (word) => expect(state(word)).toBe('failed'));

	it.each([
		...['en cours', 'in Bearbeitung', 'en cola', 'в обработке', '処理中です', '처리 중', '排队中'],
		...['em andamento', 'in elaborazione', 'işleniyor', 'nicht fertig', 'не завершено', '未完成'],
	])('%s is not done', (word) => expect(state(word)).toBe('pending'));
});

describe('states in other clothes', () => {
	it.each<[object, string[] | string]>([
		[{ statuses: ['failed'] }, 'failed'],
		[{ statuses: ['done', 'running'] }, 'pending'],
		[{ statuses: ['done', 'failed'] }, [url]],
		[{ steps: [{ status: 'completed' }, { status: 'running' }] }, 'pending'],
		[{ steps: [{ status: 'completed' }, { status: 'completed' }] }, [url]],
		[{ steps: 20 }, [url]],
		[{ status: 'completed', steps: [{ status: 'pending' }] }, [url]],
		[{ states: ['Ohio', 'Utah'] }, [url]],
		[{ allowed_statuses: ['queued', 'running'] }, [url]],
		[{ links: { status: 'https://api.example/j1/status' } }, [url]],
		[{ status_history: [{ status: 'queued' }, { status: 'failed' }], status: 'done' }, [url]],
		[{ lifecycle: 'RUNNING' }, 'pending'],
		[{ job_status_code: 3 }, 'pending'],
		[{ conclusion: 'failure' }, 'failed'],
		[{ conclusion: 'success' }, [url]],
		[{ hasFailed: true }, 'failed'],
		[{ hasFailed: false }, [url]],
		[{ didFail: 'true' }, 'failed'],
		[{ isSuccessful: false }, 'failed'],
		[{ ok: 'false' }, 'failed'],
		[{ status: 0, msg: 'failed' }, 'failed'],
		[{ status: { code: 'COMPLETED', message: 'ok' } }, [url]],
		[{ current_step: 4, total_steps: 20 }, 'pending'],
		[{ current_step: 20, total_steps: 20 }, [url]],
		[{ status: 'JobFailedWithError' }, 'failed'],
		[{ status: 'partially_completed' }, [url]],
		[{ status: 'PARTIAL_SUCCESS' }, [url]],
		[{ status: 'completed_with_errors' }, [url]],
		[{ status: 'partial' }, 'pending'],
	])('%j: %j', (body, expected) => {
		expect(outcome(read({ id: 'j1', image_url: url, ...body }))).toEqual(expected);
	});

	it('an end in part is told', () => {
		const generation = read({ id: 'j1', status: 'partially_completed', images: [url] });
		expect(generation).toMatchObject({ warnings: [expect.stringContaining('a part')] });
		expect(read({ id: 'j1', status: 'completed', images: [url] })).toMatchObject({ warnings: [] });
	});
});

describe('reasons in other places', () => {
	const said = 'The prompt is too dark';
	it.each([
		[{ cause: said }],
		[{ comment: said }],
		[{ remark: said }],
		[{ note: said }],
		[{ status_description: said }],
		[{ statusReason: said }],
		[{ failure: { code: 'E7', explanation: said } }],
		[{ logs: `step 1\nstep 2\nError: ${said}\n` }],
		[{ output: said }],
		[{ metadata: { error_message: said } }],
		[{ diagnostics: [{ level: 3, message: said }] }],
		[{ warnings: [said] }],
		[{ violations: [{ field: 'prompt', description: said }] }],
	])('%j', (body) => {
		expect(read({ id: 'j1', status: 'failed', ...body })).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining(said) as string,
		});
	});

	it.each([
		[{ input: { note: said } }],
		[{ model: { description: said } }],
		[{ request: { message: said } }],
		[{ output: 'https://cdn.example/a b.png' }],
	])('but what was sent is none: %j', (body) => {
		expect(read({ id: 'j1', status: 'failed', ...body })).toMatchObject({
			reason: expect.stringContaining('without a reason') as string,
		});
	});

	it('a code of its own in place of a result, even an empty one, is a refusal', () => {
		expect(read({ ret: 1001, msg: 'no permission', data: {} })).toMatchObject({
			status: 'failed',
			reason: 'no permission',
		});
		expect(outcome(read({ ret: 0, msg: 'ok', data: { url } }))).toEqual([url]);
	});
});

describe('one of several images failed', () => {
	it.each([
		[[{ url }, { error: 'nsfw' }], [url]],
		[[{ url }, { status: 'failed', url: other }], [url]],
		[
			[
				{ success: true, url },
				{ success: false, url: other },
			],
			[url],
		],
		[[null, { url }], [url]],
	])('%j', (images, expected) => {
		expect(outcome(read({ id: 'j1', status: 'completed', images }))).toEqual(expected);
	});

	it('and one with an error about its content is flagged', () => {
		const images = [{ url }, { url: other, error: 'nsfw content detected' }];
		expect(read({ images })).toMatchObject({
			images: [{ url }, { url: other, isFiltered: true }],
		});
	});
});

describe('texts that are no JSON', () => {
	const type = (name: string) => ({ 'content-type': name });
	it.each<[string, string | Buffer, string[] | string, Headers?]>([
		['Markdown', `Here it is: ![a fox](${url})`, [url]],
		['an element alone', `<img src="${url}">`, [url]],
		['a sentence with a picture’s address', `Your image: ${url}`, [url]],
		['addresses, one a line', `${url}\n${other}\n`, [url, other]],
		['a sentence with two', `${url} or ${other}`, 'unclear'],
		['a sentence with another address', 'See https://docs.example/errors', 'unclear'],
		['a sentence about a wait', `Still processing: ${url}`, 'unclear'],
		['a sentence about a failure', `Failed. Example of what works: ${url}`, 'unclear'],
		['a page with a picture', `<!doctype html><body><img src="${url}"></body>`, 'unclear'],
		['a page without a type', `<html><img src="${url}"></html>`, 'unclear'],
		['a form', `status=success&url=${encodeURIComponent(url)}`, [url]],
		['a form that failed', `status=failed&url=${encodeURIComponent(url)}`, 'failed'],
		[
			'XML',
			`<?xml version="1.0"?><r><status>ok</status><image><url>${url}</url></image></r>`,
			[url],
		],
		['XML with more than one', `<r><images><u>${url}</u><u>${other}</u></images></r>`, 'unclear'],
		['XML, a list', `<r><images>${url}</images><images>${other}</images></r>`, [url, other]],
		['XML with escapes', `<r><url>${url}?a=1&amp;b=2</url></r>`, [`${url}?a=1&b=2`]],
		['XML with raw text', `<r><url><![CDATA[${url}?a=1&b=2]]></url></r>`, [`${url}?a=1&b=2`]],
		['XML with attributes', `<images><image src="${url}"/></images>`, [url]],
		['XML with namespaces', `<x:r xmlns:x="u"><x:url>${url}</x:url></x:r>`, [url]],
		['XML of a job', '<job><id>j1</id><status>queued</status></job>', 'pending'],
		['XML of a failure', `<job><status>failed</status><url>${url}</url></job>`, 'failed'],
		['XML of a refusal', '<Error><Code>X</Code><Message>no</Message></Error>', 'failed'],
		['XML that is cut', `<r><url>${url}</url>`, 'unclear'],
		['an id', '3f2b8f8e-7c3c-4b1e-9d55-0a1b2c3d4e5f', 'pending'],
		['an id as JSON', '"3f2b8f8e-7c3c-4b1e-9d55-0a1b2c3d4e5f"', 'pending'],
		['a word', 'hello', 'unclear'],
		['the word of a state, of an order', 'failed', 'unclear'],
		['the same as JSON', '"done"', 'unclear'],
		['a document that is cut', `{"images": ["${url}"], "st`, 'unclear'],
		['JSON in JSON in JSON', text(text(text({ url }))), [url]],
		['base64 of JSON', Buffer.from(text({ url })).toString('base64'), [url]],
		['a data URI of JSON', `data:application/json;base64,${btoa(text({ url }))}`, [url]],
		['UTF-16 without a mark', Buffer.from(text({ url }), 'utf16le'), [url]],
		['UTF-16 the other way', Buffer.from(text({ url }), 'utf16le').swap16(), [url]],
		[
			'an event of base64',
			`data: ${base64}\n\ndata: [DONE]\n\n`,
			['bytes'],
			type('text/event-stream'),
		],
	])('%s', (_, body, expected, headers: Headers = {}) => {
		expect(outcome(read(body, headers))).toEqual(expected);
	});

	it.each([0, 1, 2, 3, 5])('UTF-16 of odd length, %i bytes into its memory', (offset) => {
		const marked = Buffer.concat([
			Buffer.from([0xff, 0xfe]),
			Buffer.from(text({ images: [url], note: 'x'.repeat(2000) }), 'utf16le'),
			Buffer.from([0x20]),
		]);
		const memory = Buffer.alloc(marked.length + 8);
		marked.copy(memory, offset);
		expect(outcome(read(memory.subarray(offset, offset + marked.length)))).toEqual([url]);
	});

	it('what is packed is called that', () => {
		expect(read(gzipSync(text({ url })))).toMatchObject({
			status: 'unclear',
			excerpt: expect.stringContaining('gzip') as string,
		});
	});

	it.each(['error: no credits', '<html>Sign in</html>', '{"error": "no credits"}'])(
		'%s that is declared as an image is told in its words',
		(body) => {
			const told = read(body, type('image/png'));
			expect(JSON.stringify(told)).toMatch(/no credits|Sign in/);
			expect(outcome(told)).not.toBeInstanceOf(Array);
		},
	);
});

describe('replies in several parts', () => {
	const part = (head: string, body: string | Buffer) =>
		Buffer.concat([
			Buffer.from(`--xyz\r\n${head}\r\n\r\n`),
			Buffer.from(body),
			Buffer.from('\r\n'),
		]);
	const whole = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from('--xyz--\r\n')]);
	const image = part('Content-Type: image/png', png);
	const json = (body: object) => part('Content-Type: application/json', text(body));
	const named = (name: string, body: string | Buffer) =>
		part(`Content-Disposition: form-data; name="${name}"`, body);
	const mixed = { 'content-type': 'multipart/mixed; boundary="xyz"' };

	it.each<[string, Buffer, string[] | string, Headers?]>([
		['JSON and the image', whole(json({ status: 'completed' }), image), ['bytes']],
		['the image alone', whole(image), ['bytes']],
		['without a type', whole(image), ['bytes'], {}],
		['two images', whole(image, image), ['bytes', 'bytes']],
		['a form', whole(named('seed', '5'), named('image', png)), ['bytes']],
		[
			'as base64',
			whole(part('Content-Type: image/png\r\nContent-Transfer-Encoding: base64', base64)),
			['bytes'],
		],
		['JSON with an address', whole(json({ url })), [url]],
		['a form with an address', whole(named('url', url)), [url]],
		['a failure, and the image', whole(json({ status: 'failed', error: 'no' }), image), 'failed'],
		['a job', whole(json({ id: 'j1', status: 'queued' })), 'pending'],
		['a preview', whole(json({ id: 'j1', status: 'processing' }), image), 'pending'],
	])('%s', (_, body, expected, headers = mixed) => {
		expect(outcome(read(body, headers))).toEqual(expected);
	});

	it('the reference among them is none', () => {
		const request = imageRequest({ operation: 'edit', references: [bytesReference(png)] });
		const reply = httpReply(whole(json({ status: 'completed' }), image), { headers: mixed });
		expect(outcome(readOakgenReply(reply, request))).toBe('unclear');
	});
});

describe('lists and objects of other forms', () => {
	it.each<[unknown, string[] | string]>([
		[[[{ url }]], [url]],
		[[[url, other]], [url, other]],
		[{ images: [[url]] }, [url]],
		[{ 0: { url }, 1: { url: other } }, [url, other]],
		[{ output: { 0: { url } } }, [url]],
		[{ images: { [url]: { width: 5 } } }, [url]],
		[{ images: { 'a.png': base64 } }, ['bytes']],
		[{ images: { 'fox.png': { url } } }, [url]],
		[{ outputs: { 9: { images: [{ filename: 'x.png', url }] } } }, [url]],
		[{ artifact: { storage: { presigned: { get: { href: url } } } } }, [url]],
		[{ _links: { self: { href: 'https://api.example/j1' }, image: { href: url } } }, [url]],
		[
			{
				links: [
					{ rel: 'self', href: 'https://api.example/j1' },
					{ rel: 'image', href: url },
				],
			},
			[url],
		],
		[{ asset: { signed_url: url } }, [url]],
		[{ presignedUrl: url }, [url]],
		[{ s3_url: url }, [url]],
		[{ data: Buffer.from(text({ images: [url] })).toString('base64') }, [url]],
		[{ image: png.toString('hex') }, ['bytes']],
		[{ thumbnail_url: other, preview_url: other, input_image_url: other, image_url: url }, [url]],
		[{ images: [{ thumbnail: other, url }] }, [url]],
		[{ video: { url: 'https://cdn.example/v.mp4' }, image: { url } }, [url]],
		[
			{
				outputs: [
					{ type: 'video', url: other },
					{ type: 'image', url },
				],
			},
			[url],
		],
		[{ links: [{ rel: 'self', href: url }] }, 'unclear'],
		[{ images: { small: { x: 1 } } }, 'unclear'],
	])('%j: %j', (body, expected) => {
		expect(outcome(read(body))).toEqual(expected);
	});

	it('a list in lists without end is none', () => {
		let nested: unknown = [{ url }];
		for (let depth = 0; depth < 2000; depth += 1) nested = [nested];
		expect(outcome(read(nested))).toBe('unclear');
	});
});

describe('flags of pictures that were blanked', () => {
	it.each([
		[{ images: [{ url, is_blank: true }] }],
		[{ images: [{ url, blackedOut: true }] }],
		[{ images: [{ url, redacted: true }] }],
		[{ images: [{ url }], safety_filter_triggered: true }],
		[{ images: [{ url, content_policy_violation: true }] }],
		[{ images: [{ url }], safety: { passed: false } }],
		[{ images: [{ url }], moderation: { flagged: true } }],
		[{ images: [{ url }], nsfw: { detected: true } }],
		[{ images: [{ url }], safety_checker: { result: { nsfw: true } } }],
	])('%j', (body) => expect(isFlagged(body)).toBe(true));

	it.each([
		[{ images: [{ url }], safety: { passed: true } }],
		[{ images: [{ url }], nsfw: { detected: false } }],
		[{ images: [{ url, background: 'blank' }] }],
		[{ images: [{ url, is_blank: false }] }],
		[{ images: [{ url }], filter_applied: true }],
	])('not %j', (body) => expect(isFlagged(body)).toBe(false));
});

describe('an answer about a job', () => {
	it.each<[unknown, string[] | string]>([
		['failed', 'failed'],
		['"FAILED"', 'failed'],
		['in_progress', 'pending'],
		['"COMPLETED"', 'pending'],
		['Service Unavailable', 'unclear'],
		[
			[
				{ id: 'j0', status: 'completed', url: other },
				{ id: 'j1', status: 'running' },
			],
			'pending',
		],
		[
			{
				items: [
					{ id: 'j0', url: other },
					{ id: 'j1', status: 'done', url },
				],
			},
			[url],
		],
		[{ data: { j0: { status: 'failed' }, j1: { status: 'done', url } } }, [url]],
		[{ id: 'j1', status: 'running', images: [{ id: 'j1', url: other }, { id: 'x' }] }, 'pending'],
	])('%j: %j', (body, expected) => {
		expect(outcome(read(body, {}, 'j1'))).toEqual(expected);
	});
});

it('many codes of megabytes cost nothing', () => {
	const errors = Array.from({ length: 200 }, () => ({ code: 'A'.repeat(40_000) }));
	expect(oakgen.statusOf(httpReply({ status: 'failed', errors }))).toBe(200);
	const first = { status: 'failed', errors: [{ code: 'rate_limit_exceeded' }, ...errors] };
	expect(oakgen.statusOf(httpReply(first))).toBe(429);
});

describe('a state that is an object', () => {
	it.each<[outcome: string[] | string, state: object]>([
		[[url], { code: 3, label: 'DONE' }],
		[[url], { id: 7, name: 'completed' }],
		['pending', { code: 1, label: 'RUNNING' }],
		['pending', { code: 3, label: 'SPARKLING' }],
		['pending', { code: 3 }],
		['failed', { code: 3, label: 'FAILED' }],
	])('is %s by the word that is understood: %j', (expected, state) => {
		expect(outcome(read({ id: 'j1', state, images: [url] }))).toEqual(expected);
	});
});

describe('a failure that only its words tell', () => {
	it.each<[what: string, body: object, jobId: string | null]>([
		['every result ended badly', { artifacts: [{ base64: '', finishReason: 'ERROR' }] }, null],
		['all were filtered', { images: [{ finish_reason: 'CONTENT_FILTERED', b64_json: '' }] }, null],
		['a code of its own', { code: 50412, data: null, message: 'Text Risk Not Pass' }, 'j1'],
		['and as a state', { status: 50412, code: 50412, message: 'Text Risk Not Pass' }, 'j1'],
	])('%s', (_, body, jobId) => expect(outcome(read(body, {}, jobId))).toBe('failed'));

	it.each([
		{ code: 100, message: 'moderation in progress' },
		{ message: 'The moderation has passed' },
		{ code: 7, message: 'Moderating', status: 'running' },
	])('is none while the job goes on: %j', (body) => {
		expect(outcome(read(body, {}, 'j1'))).toBe('pending');
	});

	it('tells why, not only a number', () => {
		const failure = { code: 'E1', text: 'too many arms' };
		expect(read({ status: 'failed', failure })).toMatchObject({
			reason: expect.stringContaining('too many arms') as string,
		});
	});
});

describe('a file of any kind', () => {
	const names = ['file', 'asset', 'media', 'artifact', 'download'];
	it.each(names)('in "%s" is the picture when its name ends like one', (name) => {
		expect(outcome(read({ result: { status: 'ok', [name]: url } }))).toEqual([url]);
		const page = 'https://app.example/p/1';
		expect(outcome(read({ result: { status: 'ok', [name]: page } }))).toBe('unclear');
	});

	it.each(names)('in "%s" of the reply to an edit may be what was sent', (name) => {
		const request = imageRequest({ references: [bytesReference(png)] });
		const reply = httpReply({ status: 'ok', [name]: url });
		const context = { baseUrl: 'https://api.example/v1', job: null };
		expect(readOakgenReply(reply, request, context).status).toBe('unclear');
	});
});
