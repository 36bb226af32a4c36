import {
	objectOfText,
	stateWord,
} from '../../../../nodes/OakgenImage/providers/evidence/plainText';

const url = 'https://cdn.example/a.png';
const other = 'https://cdn.example/b.png';

it.each<[what: string, text: string, object: object | null]>([
	['nothing', '', null],
	['white space', ' \n', null],
	['words', 'a red fox', null],
	['an id', 'task-123456', { data: 'task-123456' }],
	['an id in quotes', '"task-123456"\n', { data: 'task-123456' }],
	['an id of figures', '12345678', { data: '12345678' }],
	['an id with marks', 'a:b_c-d:1', { data: 'a:b_c-d:1' }],
	['an id with quotes within', 'task-"123456"', null],
	['an id in quotes with more behind', '"task-1"23456', null],
	['a short id', 'task-12', null],
	['an id of eighty', `1${'a'.repeat(79)}`, { data: `1${'a'.repeat(79)}` }],
	['more than an id', `1${'a'.repeat(80)}`, null],
	['a word without a figure', 'completed', null],
	['an id in words', 'id task-123456', null],
	['marks and no more', '--------', null],
	['a form', 'id=t1&state=done', { id: 't1', state: 'done' }],
	['a form with escapes', 'url=https%3A%2F%2Fa.b%2Fc&x=', { url: 'https://a.b/c', x: '' }],
	['one field is no form', 'id=t1', null],
	['a form with blanks', 'id=t1 &state=done', null],
	['a name of a form that is too long', `${'a'.repeat(61)}=1&b=2`, null],
	['a list as JSON', `["${url}"]`, null],
	['an object as JSON', `{"url":"${url}"}`, null],
	['a page', `<html><img src="${url}"></html>`, null],
	['the type of a page', ` <!DOCTYPE html><img src="${url}">`, null],
	['a picture in Markdown', `Here: ![a fox](${url})`, { images: [url] }],
	['pictures in Markdown', `![a](${url})\n![b](${other})`, { images: [url, other] }],
	['a picture in HTML', `<p><img src="${url}"></p>`, { images: [url] }],
	['an address in a cut element', `<a href="${url}">`, null],
	['an address', url, { images: [url] }],
	[
		'an address that is not named like a picture',
		'https://cdn.example/a',
		{
			images: ['https://cdn.example/a'],
		},
	],
	[
		'one a line',
		`${url}\r\n ${other} \nHTTP://C.EXAMPLE`,
		{
			images: [url, other, 'HTTP://C.EXAMPLE'],
		},
	],
	['the only one', `Your picture is at ${url} now`, { images: [url] }],
	[
		'the only one, without https',
		'It is http://cdn.example/a.png',
		{ images: ['http://cdn.example/a.png'] },
	],
	['the same one twice', `Your picture (${url}), once more: ${url}`, { images: [url] }],
	['the only one, of no picture', 'See https://cdn.example/help now', null],
	['one of two in words', `${url} or rather ${other}`, null],
	['a line of words between addresses', `${url}\nor\n${other}`, null],
	['with a query', `Here it is: ${url}?a=1`, { images: [`${url}?a=1`] }],
	['that failed', `Generation failed: ${url}`, null],
	['that is not ready', `Not ready yet: ${url}`, null],
	['that is done', `Done: ${url}`, { images: [url] }],
	[
		'words of a failure in the address alone',
		'https://cdn.example/error.png',
		{
			images: ['https://cdn.example/error.png'],
		},
	],
	[
		'words of a failure in an address among others',
		'Done: https://cdn.example/failed/a.png',
		{ images: ['https://cdn.example/failed/a.png'] },
	],
	[
		'words of a failure in an address without https',
		'Done: http://cdn.example/failed/a.png',
		{ images: ['http://cdn.example/failed/a.png'] },
	],
	['Markdown of a failure', `Failed. ![a](${url})`, null],
])('a text as an object: %s', (_, text, object) => {
	expect(objectOfText(text)).toEqual(object);
});

it.each<[what: string, characters: number, isRead: boolean]>([
	['the longest', 20_000, true],
	['one that is longer', 20_001, false],
])('a text that is a story is none: %s', (_, characters, isRead) => {
	const text = `![a](${url})`.padEnd(characters, '.');
	expect(objectOfText(text)).toEqual(isRead ? { images: [url] } : null);
});

it.each<[text: string, word: string | null]>([
	['processing', 'processing'],
	[' Completed\n', 'Completed'],
	['"failed"', 'failed'],
	['in_progress', 'in_progress'],
	['IN-QUEUE', 'IN-QUEUE'],
	['ok', 'ok'],
	['失败', '失败'],
	['frobnicated', null],
	['not found', null],
	['failed!', null],
	['failed1', null],
	['x', null],
	['"failed', null],
	['"fail"ed', null],
	['fail"ed"', null],
	['failed"', null],
	[`failed-${'a'.repeat(33)}`, `failed-${'a'.repeat(33)}`],
	[`failed-${'a'.repeat(34)}`, null],
	['none', null],
	['', null],
])('the word of a state: %j', (text, word) => {
	expect(stateWord(text)).toBe(word);
});
