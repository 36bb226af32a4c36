import fc from 'fast-check';

import { statedId } from '../../../nodes/OakgenImage/operations/statedId';

describe('the id that a text states', () => {
	it.each([
		['gen_1', 'gen_1'],
		[' gen_1 ', 'gen_1'],
		['"gen_1"', 'gen_1'],
		['“gen_1”', 'gen_1'],
		['(id gen_1)', 'gen_1'],
		['id gen_1', 'gen_1'],
		['id: gen_1', 'gen_1'],
		['id:gen_1', 'gen_1'],
		['Job ID gen_1', 'gen_1'],
		['Job ID: "gen_1".', 'gen_1'],
		['job gen_1', 'gen_1'],
		['Oakgen made no image (id gen_1): out of paint', 'gen_1'],
		['Oakgen started job gen_1, but it cannot be followed; last answer: HTTP 404', 'gen_1'],
		['operation Get an Image, Job ID gen_1, Status URL https://a.example/1', 'gen_1'],
		['generation id = 12', '12'],
		['a:b:c-1', 'a:b:c-1'],
		['projects/1/jobs/2', 'projects/1/jobs/2'],
		['', ''],
		['""', ''],
		['the picture of the fox', ''],
	])('%j: %j', (text, id) => {
		expect(statedId(text)).toBe(id);
	});

	it('leaves an id alone, whatever it is made of', () => {
		const id = fc.stringMatching(/^[A-Za-z0-9][\w~+/=:@-]{0,60}[A-Za-z0-9]$/);
		fc.assert(
			fc.property(id, (text) => {
				fc.pre(!/^(?:job|id)[:=#]/i.test(text));
				expect(statedId(text)).toBe(text);
				expect(statedId(` "${text}" `)).toBe(text);
				expect(statedId(`(id ${text})`)).toBe(text);
			}),
		);
	});
});
