import {
	filterFlags,
	isFilteredByHeader,
} from '../../../../nodes/OakgenImage/providers/evidence/flags';

it.each<[flag: unknown, isSet: boolean]>([
	[true, true],
	[1, true],
	['true', true],
	[' Yes ', true],
	['1', true],
	[false, false],
	[0, false],
	[2, false],
	// A score that is nearly certain.
	[0.9, true],
	[0.98, true],
	['0.97', true],
	['.9', true],
	['1.0', true],
	['1.00', true],
	[0.89, false],
	['0.89', false],
	['0.09', false],
	[1.01, false],
	['1.05', false],
	['19', false],
	['false', false],
	['no', false],
	['untrue', false],
	['10', false],
	['', false],
	[null, false],
	[{ a: 1 }, false],
	[{ toString: 1 }, false],
])('a picture is filtered where it is flagged as %j: %s', (flag, isSet) => {
	expect(filterFlags({ nsfw_detected: flag })).toEqual({ all: isSet, each: [] });
	expect(filterFlags({ safety: [{ detected: flag }] }).all).toBe(isSet);
});

it.each<[flag: unknown, isUnset: boolean]>([
	[false, true],
	[0, true],
	['false', true],
	[' No ', true],
	['0', true],
	[true, false],
	[1, false],
	['true', false],
	['none', false],
	['00', false],
	['', false],
	[null, false],
	[{ toString: 1 }, false],
])('a picture is filtered where it is safe as %j: %s', (flag, isUnset) => {
	expect(filterFlags({ is_safe: flag }).all).toBe(isUnset);
	expect(filterFlags({ moderation: { passed: flag } }).all).toBe(isUnset);
});

it.each<[what: string, object: unknown, isFiltered: boolean]>([
	['nothing', {}, false],
	['no object', null, false],
	['a text', 'nsfw', false],
	['a list', [{ nsfw: true }], false],
	['other flags', { done: true, url: 'a' }, false],
	['a score', { nsfw_score: 0.98 }, true],
	['a likelihood', { nudityProbability: '0.95' }, true],
	['scores', { moderation: { scores: { violence: 0.1, sexual: 0.99 } } }, true],
	['a low score', { nsfw_score: 0.02, porn: 0.3 }, false],
	['a score of what is safe', { safety_score: 0.99, confidence: 0.99 }, false],
	['one of several flags', { nsfw: false, blurred: true, censored: false }, true],
	['one of several, safe first', { is_safe: true, nsfw: true }, true],
	['unsafe first', { is_safe: false, image_safe: true }, true],
	['a reason to filter', { filtered_reason: 'a famous person' }, true],
	['an empty reason to filter', { filtered_reason: '' }, false],
	['a reason to filter that is none', { block_reason: 'BLOCK_REASON_UNSPECIFIED' }, false],
	['a reason to filter, "none"', { block_reason: 'none' }, false],
	['a figure for a reason', { block_reason: 5 }, false],
	['why it ended', { finish_reason: 'CONTENT_FILTERED' }, true],
	['why it ended well', { finish_reason: 'STOP' }, false],
	['a figure for why it ended', { finish_reason: 2 }, false],
	['a verdict', { moderation_status: 'rejected' }, true],
	['a good verdict', { moderation_status: 'approved' }, false],
	['a verdict in its object', { moderation: { status: 'rejected' } }, true],
	['a good verdict in its object', { moderation: { status: 'approved' } }, false],
	['a figure as a verdict', { moderation_status: 2 }, false],
	['an object as a verdict', { moderation_status: { toString: 'rejected' } }, false],
	['a warning', { warning: 'The image was blurred' }, true],
	['a warning of something else', { warning: 'The image is small' }, false],
	['one of several warnings', { warnings: ['Slow today', 'NSFW content detected'] }, true],
	['a warning as an object', { warnings: [{ message: 'The image was blurred' }] }, true],
	['a warning whose message is none', { warnings: [{ message: { toString: 1 } }] }, false],
	['a warning that is none', { warnings: [null, 5, {}] }, false],
	['a sentence elsewhere', { text: 'The image was blurred' }, false],
	['ratings, one of them', { safety_ratings: [{ blocked: false }, { blocked: true }] }, true],
	['ratings, none of them', { safety_ratings: [{ blocked: false }] }, false],
	['results by name', { content_filter_results: { hate: { filtered: true } } }, true],
	['good results by name', { content_filter_results: { hate: { filtered: false } } }, false],
	['a reason in its object', { safety: { block_reason: 'hate' } }, true],
	['what was found in its object', { nsfw: { detected: true } }, true],
	['one of several flags in their object', { safety: { hate: false, nsfw: true } }, true],
	['a flag of an object', { nsfw: { score: 0.1 } }, false],
	['what was found elsewhere', { faces: { detected: true } }, false],
	['what has passed elsewhere', { tests: { passed: false } }, false],
	['a safety that is a word', { safety: 'high' }, false],
	['as deep as any', { safety: { a: { b: { c: { nsfw: true } } } } }, true],
	['deeper', { safety: { a: { b: { c: { d: { nsfw: true } } } } } }, false],
	['as deep in lists', { safety: [[[{ nsfw: true }]]] }, true],
	['deeper in lists', { safety: [[[[{ nsfw: true }]]]] }, false],
])('a filtered picture: %s', (_, object, isFiltered) => {
	expect(filterFlags(object)).toEqual({ all: isFiltered, each: [] });
});

it.each<[what: string, object: object, each: boolean[]]>([
	['none', { nsfw: [] }, []],
	['one', { nsfw: [true] }, [true]],
	['the second of two', { has_nsfw_concepts: [false, true] }, [false, true]],
	['neither of two', { nsfw: [false, 0] }, [false, false]],
	['reasons', { finish_reasons: ['SUCCESS', 'CONTENT_FILTERED'] }, [false, true]],
	['by two lists', { nsfw: [true, false], blurred: [false, true] }, [true, true]],
	['by two lists, neither', { nsfw: [false], blurred: [false] }, [false]],
	['the first list is shorter', { nsfw: [true], blurred: [false, true] }, [true, true]],
	['the second list is shorter', { nsfw: [false, true], blurred: [true] }, [true, true]],
])('pictures that are filtered, one by one: %s', (_, object, each) => {
	expect(filterFlags(object)).toEqual({ all: false, each });
});

it.each<[what: string, headers: Record<string, string>, isFiltered: boolean]>([
	['none', {}, false],
	['why it ended', { 'finish-reason': 'CONTENT_FILTERED' }, true],
	['why it ended well', { 'finish-reason': 'SUCCESS' }, false],
	['a flag of the service', { 'x-venice-is-blurred': 'true' }, true],
	['a flag that is not set', { 'x-venice-is-blurred': 'false' }, false],
])('headers of a filtered reply: %s', (_, headers, isFiltered) => {
	expect(isFilteredByHeader(headers)).toBe(isFiltered);
});
