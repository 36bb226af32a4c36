import { base64, other, outcome, png, read, url } from '../../../support/readOakgen';

// Shapes of public services beyond the table of gateways, reduced to what is read wrongly.

describe('what says of itself that it is not the result is held back or left out', () => {
	it.each<[object, string[] | string]>([
		[{ is_placeholder: true, images: [{ url }] }, 'pending'],
		[{ images: [{ url, is_placeholder: true }] }, 'pending'],
		[{ is_final: false, images: [url] }, 'pending'],
		[{ partial: true, image_url: url }, 'pending'],
		[{ progress_percentage: 40, image_url: url }, 'pending'],
		[{ progress: { percent: 40 }, image_url: url }, 'pending'],
		[{ progress: '4/20', image_url: url }, 'pending'],
		[{ progress: 0, image_url: url }, 'pending'],
		[{ eta: 30, image_url: url }, 'pending'],
		[{ status: 'completed', eta: 30, image_url: url }, [url]],
		[{ progress: 100, image_url: url }, [url]],
		[
			{
				images: [
					{ type: 'preview', url: other },
					{ type: 'final', url },
				],
			},
			[url],
		],
		[
			{
				images: [
					{ role: 'reference', url: other },
					{ role: 'result', url },
				],
			},
			[url],
		],
		[
			{
				outputs: [
					{ type: 'temp', url: other },
					{ type: 'output', url },
				],
			},
			[url],
		],
		[
			{
				images: [
					{ kind: 'mask', url: other },
					{ kind: 'image', url },
				],
			},
			[url],
		],
		[{ result: { preview: other, final: url } }, [url]],
		[{ result: { draft: { url: other }, final: { url } } }, [url]],
		[{ output: { drafts: [other], final: [url] } }, [url]],
		[{ images: [{ draft: other, final: url }] }, [url]],
		[{ images: [{ final: { url } }] }, [url]],
		[{ final: false, image_url: url }, 'pending'],
		[{ final: 'true', image_url: url }, [url]],
		[{ media: { full: { url }, thumb: { url: other } } }, [url]],
		[{ media: { hd: { url } } }, [url]],
		[{ media: { large: { url } } }, [url]],
		[{ images: [{ low_res_url: other, high_res_url: url }] }, [url]],
		[{ images: [{ high_image: url }] }, [url]],
		[{ result_available: false, image_url: url }, 'pending'],
		[{ steps_remaining: 7, image_url: url }, 'pending'],
		[
			{
				images: [
					{ type: 'low_quality_preview', url: other },
					{ type: 'full', url },
				],
			},
			[url],
		],
		[{ images: [{ variant: 'flux-preview', url }] }, [url]],
		[{ outputs: ['https://cdn.example/a.mp4', url] }, [url]],
		[{ outputs: [{ url: other, content_type: 'application/json' }, { url }] }, [url]],
		[{ images: [{ url, content_type: 'text/plain' }] }, [url]],
	])('%j: %j', (body, expected) => {
		expect(outcome(read({ id: 'j1', ...body }))).toEqual(expected);
	});
});

describe('verdicts about a picture', () => {
	const isFlagged = (body: object) => {
		const generation = read({ status: 'done', image_url: url, ...body });
		const images = generation.status === 'done' ? generation.images : [];
		return generation.facts.contentFiltered || images.some(({ isFiltered }) => isFiltered === true);
	};

	it.each([
		[{ safety: 'unsafe' }],
		[{ moderation_status: 'flagged' }],
		[{ safetyStatus: 'BLOCKED' }],
		[{ potentially_nsfw: true }],
		[{ mature: true }],
		[{ nsfw_replaced: true }],
		[{ blur_reason: 'nsfw' }],
		[{ warnings: ['NSFW content was blurred'] }],
		[{ prompt_feedback: { block_reason: 'SAFETY' } }],
	])('%j is one', (body) => {
		expect(isFlagged(body)).toBe(true);
	});

	it.each([
		[{ nsfw: false }],
		[{ nsfw_filter: true, enable_safety_checker: true }],
		[{ moderation: 'low' }],
		[{ content_filter: 'strict' }],
		[{ safety_tolerance: 2 }],
		[{ block_nsfw: true }],
		[{ moderation_status: 'not flagged' }],
		[{ moderation_status: 'approved' }],
		[{ warnings: ['safety_checker is deprecated'] }],
		[{ prompt_feedback: { block_reason: 'BLOCK_REASON_UNSPECIFIED' } }],
	])('%j is none', (body) => {
		expect(isFlagged(body)).toBe(false);
	});
});

describe('around and between JSON', () => {
	const body = JSON.stringify({ url });
	it.each<[string, string | Buffer]>([
		['a guard', `)]}',\n${body}`],
		['a loop', `for(;;);${body}`],
		['a function', `/**/cb(${body});`],
		['a warning', `<br />\n<b>Warning</b>: x [1] in y on line 3<br />\n${body}`],
		['a fence', `\`\`\`json\n${body}\n\`\`\``],
		['a remark behind it', `${body}\n<!-- 0.2s -->`],
		['bytes without meaning behind it', `${body}\0\0`],
		['a document in front', `{"id":"j1","status":"processing"}${body}`],
		['a document behind it that is cut', `${body}\n{"x":`],
		['no number', `{"score": NaN, "url": "${url}"}`],
		['a comma too many', `{"url": "${url}",}`],
		['line breaks in a text', `{"caption": "Two\nlines,\r\n\t\\"quoted\\"", "url": "${url}"}`],
		['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body, 'utf16le')])],
		[
			'UTF-16 the other way',
			Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(body, 'utf16le').swap16()]),
		],
	])('%s is passed over', (_, text) => {
		expect(outcome(read(text))).toEqual([url]);
	});

	it.each([
		['a page', `<!doctype html><script>var x = ${body}</script>`],
		['a document that is cut', `{"images": [{"url": "${url}"}, {"u`],
	])('%s is no reply', (_, text) => {
		expect(read(text).status).toBe('unclear');
	});
});

describe('addresses and bytes in other clothes', () => {
	it.each<[unknown, string[]]>([
		[{ url: '"https://cdn.example/a.png"' }, [url]],
		[{ url: '<https://cdn.example/a.png>' }, [url]],
		[{ url: 'https:\\/\\/cdn.example\\/a.png' }, [url]],
		[{ url: 'https%3A%2F%2Fcdn.example%2Fa.png' }, [url]],
		[{ url: 'https://cdn.example/a.png?x=1&amp;y=2' }, [`${url}?x=1&y=2`]],
		[{ url: 'cdn.example/a.png' }, [url]],
		[{ image_url: 'out/a.png' }, ['https://api.example/v1/out/a.png']],
		[{ image_urls: `${url},${other}` }, [url, other]],
		[{ images: `${url}\n${other}` }, [url, other]],
		[{ images: `["${url}"]` }, [url]],
		[{ images: { 0: url, 1: { url: other } } }, [url, other]],
		[{ data: { createImage: { id: 'j1', status: 'DONE', image: { url } } } }, [url]],
		[{ data: { type: 'images', id: '1', attributes: { url } } }, [url]],
		[{ id: 'j1', result_url: url }, [url]],
		[{ files: [{ url }] }, [url]],
		[{ Response: { ResultImage: url, RequestId: 'r' } }, [url]],
		[{ images: { small: other, large: url } }, [url]],
		[
			{
				id: 'chat-1',
				choices: [{ message: { content: `Here: ![a fox](${url})` }, finish_reason: 'stop' }],
			},
			[url],
		],
		[
			{
				id: 'resp_1',
				status: 'completed',
				output: [
					{ type: 'image_generation_call', status: 'completed', result: base64 },
					{ type: 'message', content: [{ type: 'output_text', text: 'ok' }] },
				],
			},
			['bytes'],
		],
		[
			{ code: 10000, data: { binary_data_base64: [base64] }, message: 'Success', request_id: 'r' },
			['bytes'],
		],
		[{ isBase64Encoded: true, body: base64 }, ['bytes']],
		[{ image: `data: image/png; base64, ${base64}` }, ['bytes']],
		[{ image: `data:image/png;name="a,b.png";base64,${base64}` }, ['bytes']],
		[{ image: `image/png;base64,${base64}` }, ['bytes']],
		[{ b64_json: Buffer.from(base64).toString('base64') }, ['bytes']],
		[base64, ['bytes']],
		[JSON.stringify(base64), ['bytes']],
	])('%j', (body, expected) => {
		expect(outcome(read(body))).toEqual(expected);
	});

	it('a data URI as the whole reply is taken as a whole, however long', () => {
		const long = Buffer.concat([png, Buffer.alloc(100_000)]);
		const generation = read(`data:image/png;base64,${long.toString('base64')}`);
		expect(generation).toMatchObject({ status: 'done', images: [{ bytes: long }] });
	});
});

describe('ends that tell their reason', () => {
	it.each<[object, string]>([
		[{ success: 0, message: 'quota' }, 'quota'],
		[{ result: 'error', message: 'the shop is shut' }, 'shop'],
		[{ id: 'j1', status: 'completed', message: 'Your prompt violates our policy' }, 'violates'],
		[{ id: 'j1', status: 'completed', output: 'I cannot create that image' }, 'I cannot create'],
		[
			{
				id: 'c1',
				choices: [{ message: { content: 'Sorry, not this one.' }, finish_reason: 'stop' }],
			},
			'Sorry',
		],
		[
			{
				id: 'r1',
				status: 'incomplete',
				incomplete_details: { reason: 'content_filter' },
				output: [],
			},
			'content_filter',
		],
		[
			{ predictions: [{ raiFilteredReason: 'Unable to show it. Code 58061214' }] },
			'Unable to show',
		],
		[{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'PROHIBITED_CONTENT'],
		[
			{ code: 50411, message: 'Pre Img Risk Not Pass', data: null, request_id: 'x', status: 50411 },
			'Risk',
		],
		[{ err: 'the given inputs could not be processed' }, 'given inputs'],
	])('%j', (body, reason) => {
		expect(read(body)).toMatchObject({
			status: 'failed',
			reason: expect.stringContaining(reason) as string,
		});
	});

	it('a state that nobody filled in says nothing', () => {
		expect(
			outcome(read({ images: [url], inference_status: { status: 'unknown' }, request_id: 'r' })),
		).toEqual([url]);
	});
});

it('an error behind the event that brings the picture takes nothing away', () => {
	const events = `event: complete\ndata: {"url":"${url}"}\n\nevent: error\ndata: {"error":"stream closed"}\n\n`;
	expect(outcome(read(events, { 'content-type': 'text/event-stream' }))).toEqual([url]);
});
