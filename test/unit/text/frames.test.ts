import { asFailure, invalidInput } from '../../../nodes/OakgenImage/errors';
import { framesOf } from '../../../nodes/OakgenImage/text/frames';

function findsTheFault(): Error {
	return invalidInput('No prompt', 'Write one.');
}

function breaks(): Error {
	return new TypeError('x is\nundefined');
}

test.each([
	['a failure', findsTheFault(), 'findsTheFault'],
	[
		'a failure told in other words',
		asFailure(findsTheFault()).withMessage('A').withAdvice('B'),
		'findsTheFault',
	],
	['an error that nobody foresaw', asFailure(breaks()), 'breaks'],
])('%s leads to the place that found it', (_what, error, place) => {
	const frames = framesOf(error).split('\n');
	expect(frames.slice(0, 2).join('\n')).toMatch(new RegExp(`at ${place} \\(.*:\\d+:\\d+\\)`));
	for (const frame of frames) expect(frame).toMatch(/^ {4}at /);
});

test.each([
	['no stack', Object.assign(new Error('x'), { stack: undefined })],
	['a stack of words', Object.assign(new Error('x'), { stack: 'at the sea' })],
])('%s gives no frames', (_what, error) => {
	expect(framesOf(error)).toBe('');
});

test('an error that is its own cause has an end', () => {
	const error = breaks();
	error.cause = error;
	expect(framesOf(error)).toContain('breaks');
});
