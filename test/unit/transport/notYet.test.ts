import { describesWait } from '../../../nodes/OakgenImage/transport/notYet';

describe('what stands in place of a file', () => {
	it.each([
		...[
			'{"status":"processing"}',
			'{"message":"Image is still being generated"}',
			'{"ready":false}',
		],
		...['{"status": 202}', '{"progress": 40}', '{"eta":12}', '{}', '[]', 'null', 'Not ready'],
		...['Processing…', '{"error":{"message":"File is being processed"}}'],
		'<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
		'<Error><Code>AccessDenied</Code></Error>',
		'\ufeff<?xml version="1.0"?><Error><Code>BlobNotFound</Code><Message>It is not there.</Message></Error>',
		'<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>',
		'<Error><Code>AReasonOfTomorrow</Code></Error>',
		'<status>PENDING</status>',
		...['{ }', '{\n\n}', '[  ]', ' {}\n', '\n null ', '\n Not ready', ' <Error><Code>NoSuchKey<'],
		...['[{"status":"queued"}]', '\ufeff{"status":"queued"}', '\ufeff[]', '\ufeffNot ready'],
		`Waiting. ${'x'.repeat(191)}`,
	])('is to come: %s', (text) => {
		expect(describesWait(Buffer.from(text))).toBe(true);
	});

	it('is to come in UTF-16 as well', () => {
		expect(describesWait(Buffer.from('{"status":"queued"}', 'utf16le'))).toBe(true);
	});

	it.each([
		...['{"status":"failed"}', '{"progress": 100}', '{"ready":true}', '{"eta":0}', 'Forbidden'],
		...['<html>Please wait</html>', '{"code":"ExpiredToken"}', '', 'hello'],
		'<Error><Code>ExpiredToken</Code></Error>',
		'<Error><Code>SignatureDoesNotMatch</Code></Error>',
		'<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
		'<!doctype html><Code>Wait</Code>',
		'<status>FAILED</status>',
		...[
			'{}{"a":1}',
			'[[]]',
			'no image: null',
			'nullify',
			'[] of it',
			'failed: {"status":"queued"}',
		],
		`Waiting. ${'x'.repeat(192)}`,
	])('is none: %s', (text) => {
		expect(describesWait(Buffer.from(text))).toBe(false);
	});
});
