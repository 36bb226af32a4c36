import * as advice from '../../../nodes/OakgenImage/runAgain';
import { textsIn } from '../../support/texts';

const HOME = 'OakgenImage/runAgain.ts';

/**
 * Says that something is to be started, or happens, once more: the node, the workflow, the execution.
 * Labels of n8n and of the node ("Retry On Fail", "Max Retries", "Execute …") are about that too.
 */
const ABOUT_AGAIN = [
	/\b(?:re-?)?(?:run|runs|running|retry|retries|retried|retrying|execute|start|repeat)\b[^.;:]*\b(?:again|anew|later|once more|twice|node|workflow|execution|run)\b/i,
	/\b(?:next|another|later|new) (?:run|execution|try)\b/i,
	/\b(?:made|ordered|paid|billed|generated) (?:\w+ ){0,3}(?:again|anew|twice)\b/i,
];

/** Speak of one of these words, and not of running the node again. */
const OTHER_MATTERS = [
	/^When a request for an image is sent again$/,
	/^Also when nobody knows whether the image was made, .*: can pay twice\. A redirect/,
	/^Such a request is repeated only with Retry On = Any Failure, which can pay twice\.$/,
	/execute the node again that reads or downloads the file\.$/,
	/^ If one of the pictures is the finished one, .* the next try hands it out, whatever the state says\.$/,
	/The node does not order a failed generation again by itself\. …$/,
	/Test the credential again later\.$/,
	// Labels of two options.
	/Max (?:Images|Credits) per Run/,
];

const texts = textsIn('nodes');
/** Without labels of options. */
const isAboutAgain = (text: string) =>
	ABOUT_AGAIN.some((pattern) => pattern.test(text.replaceAll(/Max \w+ per Run/g, '')));

test('what running again costs is said in one place', () => {
	const elsewhere = texts
		.filter(({ file, text }) => file !== HOME && isAboutAgain(text))
		.filter(({ text }) => !OTHER_MATTERS.some((pattern) => pattern.test(text)))
		.map(({ file, text }) => `${file}: ${text}`);
	expect(elsewhere).toEqual([]);
});

test('no exception is left over', () => {
	const unused = OTHER_MATTERS.filter((pattern) => !texts.some(({ text }) => pattern.test(text)));
	expect(unused).toEqual([]);
});

test('the texts are found at all', () => {
	expect(texts.length).toBeGreaterThan(300);
	const found = texts.filter(({ file }) => file === HOME);
	expect(found.length).toBeGreaterThanOrEqual(Object.keys(advice).length);
});

test.each([
	'Run the workflow again later: finished images are not made again.',
	'Retry the execution to go on; what is paid for is not ordered again.',
	'Running the node again fetches the same image.',
	'Look into your account before you run this again.',
	'Raise Max File Size in the options before the next run.',
	'Top up the account, then retry the execution: finished images are not made twice.',
	'Start the workflow once more',
	'the images are not paid for again',
])('advice of its own is noticed: %s', (text) => {
	expect(isAboutAgain(text)).toBe(true);
});

const { HANDED_OUT, NOT_MADE, ASKING_IS_FREE, ...whole } = advice;

describe.each(Object.entries(whole))('%s', (_, text) => {
	it('says that Execute orders anew', () => {
		expect(text).toMatch(
			/Execute step and Execute workflow start a new execution, which orders every image anew\./,
		);
	});

	it('says what n8n’s Retry does, or that there is none', () => {
		expect(text).toMatch(/Executions → Retry .*(?:orders?|ordered)|editor has no Retry/);
	});

	it('leaves the words by which a pipeline knows what is paid to messages', () => {
		expect(text).not.toMatch(/paid|billed/i);
	});
});

test('what stands beside such a text names the way, or promises nothing', () => {
	expect(HANDED_OUT).toMatch(/^Executions → Retry /);
	expect(isAboutAgain(NOT_MADE)).toBe(false);
	expect(ASKING_IS_FREE).toMatch(/orders nothing.*whichever button/);
});
