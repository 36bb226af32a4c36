import {
	isPassing,
	isRedirect,
	isSuccess,
	isNotYet,
} from '../../../nodes/OakgenImage/transport/status';

it.each<[number, boolean, boolean, boolean]>([
	[199, false, false, false],
	[200, true, false, false],
	[204, true, false, false],
	[299, true, false, false],
	[300, false, true, false],
	[304, false, true, true],
	[308, false, true, false],
	[399, false, true, false],
	[400, false, false, false],
	[404, false, false, false],
	[407, false, false, false],
	[408, false, false, true],
	[409, false, false, true],
	[410, false, false, false],
	[421, false, false, true],
	[422, false, false, false],
	[423, false, false, true],
	[424, false, false, false],
	[425, false, false, true],
	[429, false, false, true],
	[499, false, false, true],
	[500, false, false, true],
	[599, false, false, true],
])('HTTP %i is a success: %s, a redirect: %s, passing: %s', (status, ...expected) => {
	expect([isSuccess(status), isRedirect(status), isPassing(status)]).toEqual(expected);
});

it.each([
	[200, false],
	[202, true],
	[204, true],
	[302, false],
	[404, false],
])('HTTP %i without a body is not yet: %s', (status, expected) => {
	expect(isNotYet(status)).toBe(expected);
});
