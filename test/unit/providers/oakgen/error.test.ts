import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { httpReply } from '../../../support/imageRequest';

it.each<[string, unknown, string]>([
	[
		'error.message',
		{ error: { message: 'Unknown model', code: 'model_not_found' } },
		'Unknown model',
	],
	['error.code alone', { error: { code: 'model_not_found' } }, 'model_not_found'],
	['error.detail', { error: { detail: 'Unknown model' } }, 'Unknown model'],
	['error as text', { error: 'Unknown model' }, 'Unknown model'],
	['message', { message: 'Unknown model' }, 'Unknown model'],
	['detail', { detail: 'Unknown model' }, 'Unknown model'],
	[
		'detail of FastAPI',
		{ detail: [{ loc: ['body', 'prompt'], msg: 'field required' }] },
		'field required',
	],
	['error and message', { error: 'Bad Request', message: 'Unknown model' }, 'Bad Request'],
	['text', 'Unknown model', 'Unknown model'],
	['HTML', '<html><h1>403 Forbidden</h1></html>', '403 Forbidden'],
	['JSON that says nothing', { ok: false }, '{"ok":false}'],
	['nothing', '', ''],
])('the provider’s own words in %s', (_, body, expected) => {
	expect(oakgen.errorText(httpReply(body, { status: 400 }))).toBe(expected);
});
