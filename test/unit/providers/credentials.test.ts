import { geminiCredential } from '../../../nodes/OakgenImage/providers/gemini/credential';
import { oakgenCredential } from '../../../nodes/OakgenImage/providers/oakgen/credential';

// What the test of a key makes of an answer. Neither asks for anything that costs money.

type Judgement = ReturnType<typeof oakgenCredential.test.judge>;

describe('the test of an Oakgen key', () => {
	const { judge, headers, method, path, body } = oakgenCredential.test;

	it('is an order of nothing', () => {
		expect({ method, path, body }).toEqual({
			method: 'POST',
			path: '/v1/generate/image',
			body: '{}',
		});
		expect(headers('sk-1')).toEqual({
			Authorization: 'Bearer sk-1',
			'Content-Type': 'application/json',
		});
	});

	it.each<[status: number, text: string, judgement: Judgement]>([
		[401, '{}', 'keyRefused'],
		[403, '', 'keyRefused'],
		...[400, 402, 422, 429].map((status): [number, string, Judgement] => [status, '', 'works']),
		[200, ' {"id": 1}', 'works'],
		[202, '{}', 'works'],
		[200, '<html>', 'unexpected'],
		[200, '', 'unexpected'],
		[200, 'x {', 'unexpected'],
		[404, '{}', 'unexpected'],
		[500, '{}', 'unexpected'],
		[302, '{}', 'unexpected'],
	])('HTTP %d with %j: %s', (status, text, judgement) => {
		expect(judge(status, text)).toBe(judgement);
	});
});

describe('the test of a Google key', () => {
	const { judge, headers, method, path, body } = geminiCredential.test;

	it('lists one model', () => {
		expect({ method, path, body }).toEqual({ method: 'GET', path: '/models?pageSize=1' });
		expect(headers('AIza')).toEqual({ 'x-goog-api-key': 'AIza' });
	});

	it.each<[status: number, text: string, judgement: Judgement]>([
		[401, '', 'keyRefused'],
		[403, '{}', 'keyRefused'],
		[400, '{"message": "API key not valid"}', 'keyRefused'],
		[400, '{"reason": "API_KEY_INVALID"}', 'keyRefused'],
		[400, '{"reason": "apikey"}', 'keyRefused'],
		[400, '{"message": "pageSize"}', 'unexpected'],
		[200, '\n{"models": []}', 'works'],
		[200, '{"api key": 1}', 'works'],
		[429, '', 'works'],
		[200, '<html>', 'unexpected'],
		[200, 'x {', 'unexpected'],
		[201, '{}', 'unexpected'],
		[404, '{}', 'unexpected'],
	])('HTTP %d with %j: %s', (status, text, judgement) => {
		expect(judge(status, text)).toBe(judgement);
	});
});
