import {
	failureCode,
	hasSuccessCode,
	isRefusedContent,
	ownCode,
	statusOfWords,
} from '../../../../nodes/OakgenImage/providers/evidence/code';
import type { JsonRecord } from '../../../../nodes/OakgenImage/text/json';

describe('a code of HTTP', () => {
	it.each<[code: unknown, failure: number | null, isSuccess: boolean, own: number | null]>([
		[-1, null, false, -1],
		[0, null, true, null],
		['0', null, true, null],
		[1, null, false, null],
		[2, null, false, 2],
		[199, null, false, 199],
		[200, null, true, null],
		['200', null, true, null],
		[299, null, true, null],
		[300, null, false, 300],
		[399, null, false, 399],
		[400, 400, false, 400],
		['429', 429, false, 429],
		[404.5, null, false, 404.5],
		[599, 599, false, 599],
		[600, null, false, 600],
		[1008, null, false, 1008],
		['E12', null, false, null],
		['', null, false, null],
		[null, null, false, null],
		[true, null, false, null],
	])('%j', (code, failure, isSuccess, own) => {
		expect(failureCode({ code })).toBe(failure);
		expect(hasSuccessCode({ code })).toBe(isSuccess);
		expect(ownCode({ code })).toBe(own);
	});
});

it.each<[what: string, layer: JsonRecord, code: number | null]>([
	['nothing', {}, null],
	['a number under another name', { seed: 404 }, null],
	['under other names of a code', { statusCode: '503' }, 503],
	['inside an error', { error: { code: 404 } }, 404],
	['in a list of errors', { errors: [{ message: 'x' }, { status: 403 }] }, 403],
	['inside a fault', { fault: { code: 500 } }, 500],
	['inside of anything else', { data: { code: 404 } }, null],
	['an error in words', { error: 'code 404' }, null],
	['that of the call is no failure', { code: 200, error: { code: 402 } }, 402],
	['its own before that of the error', { code: 429, error: { code: 500 } }, 429],
	['words stand before it', { status: 'failed', code: 500 }, 500],
])('the HTTP status of a failure: %s', (_, layer, code) => {
	expect(failureCode(layer)).toBe(code);
});

it.each<[what: string, layer: JsonRecord, isSuccess: boolean]>([
	['nothing', {}, false],
	['one of several', { code: 500, status: 200 }, true],
	['none of several', { code: 500, status: 'done' }, false],
	['in an error', { error: { code: 200 } }, false],
])('says by a code that all went well: %s', (_, layer, isSuccess) => {
	expect(hasSuccessCode(layer)).toBe(isSuccess);
});

it.each<[what: string, layer: JsonRecord, fields: string[] | undefined, code: number | null]>([
	['nothing', {}, undefined, null],
	['beside that of the call', { code: 200, ret: 24 }, undefined, 24],
	['words are none', { status: 'failed', code: 7 }, undefined, 7],
	['only under the given names', { status: 7, code: 8 }, ['code'], 8],
	['none under the given names', { status: 7 }, ['code'], null],
])("a provider's own code: %s", (_, layer, fields, code) => {
	expect(ownCode(layer, fields)).toBe(code);
});

it.each<[words: string, status: number | null]>([
	['Your prompt was blocked by the safety filter', 422],
	['insufficient credits', 402],
	['Rate limit reached', 429],
	['Invalid API key', 401],
	['permission denied', 403],
	['model not found', 404],
	['payload too large', 413],
	['The worker crashed', null],
	['', null],
])('%j means HTTP %s', (words, status) => {
	expect(statusOfWords(words)).toBe(status);
	expect(isRefusedContent(words)).toBe(status === 422);
});
