import { httpReply, imageRequest } from '../support/imageRequest';
import { providers, type ProviderName } from '../support/providers';

function reasonOf(provider: ProviderName, body: object): string {
	const generation = providers[provider].toGeneration(httpReply(body), imageRequest());
	if (generation.status !== 'failed') throw new Error(`It is ${generation.status}`);
	return generation.reason;
}

const long = 'x.'.repeat(100_000);
const unseen = ['\u{e0041}', '\u200b', '<br>', '\u0000', '\ud800'];

// Found by fuzzing: seed 2, cases 17172 and 23919; seed 1, case 6576.
describe('the reason of a failure', () => {
	it.each<[string, ProviderName, object]>([
		['a status of Gemini', 'gemini', { id: 'v1_1', status: `failed: ${long}` }],
		['an error of Gemini', 'gemini', { errors: [{ message: long }, { message: long }] }],
		[
			'words of Gemini',
			'gemini',
			{ steps: [{ type: 'model_output', content: [{ type: 'text', text: long }] }] },
		],
		['a status of Oakgen', 'oakgen', { status: long, success: false }],
		['an error of Oakgen', 'oakgen', { status: 'failed', error: long }],
		['words of Oakgen', 'oakgen', { status: 'done', text: long }],
	])('is short: %s', (_, provider, body) => {
		expect(reasonOf(provider, body).length).toBeLessThan(300);
	});

	it.each(unseen)('says something though its words cannot be seen: %j', (text) => {
		expect(reasonOf('oakgen', { error: text })).toBe('an error without words');
		expect(reasonOf('oakgen', { status: 'failed', error: { message: text } })).toBe(
			'the provider reports "failed" without a reason',
		);
		expect(reasonOf('gemini', { errors: [{ message: text }] })).toBe('an error without words');
	});
});
