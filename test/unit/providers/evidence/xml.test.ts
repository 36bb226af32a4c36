import { objectOfXml } from '../../../../nodes/OakgenImage/providers/evidence/xml';
import type { JsonRecord } from '../../../../nodes/OakgenImage/text/json';

it.each<[what: string, xml: string, object: JsonRecord]>([
	['a text', '<id>t1</id>', { id: 't1' }],
	['behind white space', '\n <id>t1</id>', { id: 't1' }],
	['behind a declaration', '<?xml version="1.0"?>\n<id>t1</id>\n', { id: 't1' }],
	['trimmed', '<id> t1\n</id>', { id: 't1' }],
	['an empty element', '<id></id>', { id: '' }],
	['a closed element', '<job><id/></job>', { job: { id: '' } }],
	[
		'elements in elements',
		'<job><id>t1</id><data><url>u</url></data></job>',
		{ job: { id: 't1', data: { url: 'u' } } },
	],
	['repeated twice', '<r><url>a</url><url>b</url></r>', { r: { url: ['a', 'b'] } }],
	[
		'repeated three times',
		'<r><url>a</url><url>b</url><url>c</url></r>',
		{ r: { url: ['a', 'b', 'c'] } },
	],
	['attributes', '<job id="t1" state=\'done\'/>', { job: { id: 't1', state: 'done' } }],
	['attributes with blanks', '<job id = "t 1"></job>', { job: { id: 't 1' } }],
	['an empty attribute', '<job id="" url=""/>', { job: { id: '', url: '' } }],
	['marks in quotes', '<job note="<!" id="<?"/>', { job: { note: '<!', id: '<?' } }],
	['quotes in quotes', '<job note="it\'s"/>', { job: { note: "it's" } }],
	['attributes and elements', '<job id="t1"><url>u</url></job>', { job: { id: 't1', url: 'u' } }],
	['an attribute beside words', '<id type="text">t1</id>', { id: 't1' }],
	[
		'without their namespaces',
		'<s:job xmlns="a" xmlns:s="b" s:id="t1"><s:url>u</s:url></s:job>',
		{ job: { id: 't1', url: 'u' } },
	],
	['a name with marks', '<image-url.v2>u</image-url.v2>', { 'image-url.v2': 'u' }],
	[
		'escaped marks',
		'<t a="&lt;&amp;">&lt;a href=&quot;x&amp;y&apos;&gt;</t>',
		{ t: '<a href="x&y\'>' },
	],
	['escaped marks of an attribute', '<t a="1&amp;2&lt;3"/>', { t: { a: '1&2<3' } }],
	['escaped once', '<t>&amp;lt;</t>', { t: '&lt;' }],
	['another escape', '<t>&nbsp;x</t>', { t: '&nbsp;x' }],
	['CDATA', '<t><![CDATA[<b>a&amp;b</b>]]></t>', { t: '<b>a&amp;b</b>' }],
	['CDATA within words', '<t>1<![CDATA[2>]]>3</t>', { t: '12>3' }],
	['a comment', '<t>a<!-- <b> > -->c</t>', { t: 'ac' }],
	['an instruction within', '<t>a<?php x ?>b</t>', { t: 'ab' }],
	['two roots', '<a1>x</a1><b1>y</b1>', { a1: 'x', b1: 'y' }],
	['a name that begins like one of a page', '<apple>x</apple>', { apple: 'x' }],
	['an element of a page within', '<r><p>x</p></r>', { r: { p: 'x' } }],
	['a prefix that is a name of pages', '<a:r><p:id>t1</p:id></a:r>', { r: { id: 't1' } }],
	['marks by their number', '<url>/a?b&#38;c&#x41;</url>', { url: '/a?b&cA' }],
	['unsafe names', '<r><__proto__>x</__proto__><id>t1</id></r>', { r: { id: 't1' } }],
	['unsafe attributes', '<r constructor="x" id="t1"/>', { r: { id: 't1' } }],
	['an end that nothing began', '<r></x><id>t1</id></r>', { r: { id: 't1' } }],
	['an end without a name', '<id>t1</id></>', { id: 't1' }],
	['blanks in an end', '<id>t1</id >', { id: 't1' }],
])('%s', (_, xml, object) => {
	expect(objectOfXml(xml)).toEqual(object);
});

it.each<[what: string, text: string]>([
	['nothing', ''],
	['words', 'a red fox'],
	['words before a mark', 'see <id>t1</id>'],
	['words right before a mark', 'see<id>t1</id>'],
	['a number that is less', 'x < y'],
	['a mark without a name', '< id>t1</id>'],
	['a declaration alone', '<?xml version="1.0"?>'],
	['an end alone', '</id>'],
	['a page', '<html><id>t1</id></html>'],
	['a page in capitals', '<HTML><id>t1</id></HTML>'],
	['a page behind white space', ' \n<html><id>t1</id></html>'],
	['the type of a page', '<!DOCTYPE html><id>t1</id>'],
	['a picture', '<img src="a"/>'],
	['a body', '<body>x</body>'],
	['a block', '<div class="a">x</div>'],
	['a paragraph', '<p>x</p>'],
	['a link', '<a href="x">y</a>'],
	['not closed', '<job><id>t1</id>'],
	['closed out of turn', '<job><id>t1</job></id>'],
	['a mark without a name within', '<t>1 < 2 > 1</t>'],
	['a number that is less than an element', '<t>1 < <b>2</b></t>'],
	['cut inside of the declaration', '<?xml version="1.0"'],
	['cut inside of a mark', '<job><id>t1</id'],
	['cut inside of CDATA', '<t><![CDATA[x]]</t>'],
	['cut inside of a comment', '<t><!-- x -></t>'],
])('no object: %s', (_, text) => {
	expect(objectOfXml(text)).toBeNull();
});

it('words of a page in an element are words', () => {
	expect(objectOfXml('<r>see <b>html</b></r>')).toEqual({ r: 'see' });
});

it.each<[elements: number, isRead: boolean]>([
	[9_999, true],
	[10_000, false],
])('a root with %d elements is read: %s', (elements, isRead) => {
	expect(objectOfXml(`<r>${'<e/>'.repeat(elements)}</r>`) !== null).toBe(isRead);
});

it.each<[depth: number, isRead: boolean]>([
	[100, true],
	[101, false],
])('elements %d deep are read: %s', (depth, isRead) => {
	const xml = `${'<e>'.repeat(depth)}x${'</e>'.repeat(depth)}`;
	expect(objectOfXml(xml) !== null).toBe(isRead);
});
