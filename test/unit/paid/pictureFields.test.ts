import type { IDataObject } from 'n8n-workflow';

import { pictureFields } from '../../../nodes/OakgenImage/paid/pictureFields';

describe('of Additional Fields, what can change the picture', () => {
	it.each([
		[
			{ style: 'ink', n: [1, { a: 2 }] },
			{ style: 'ink', n: [1, { a: 2 }] },
		],
		[{ webhook_url: 'https://a.example/1', style: 1 }, { style: 1 }],
		[{ meta: { callbackUrl: 'x', notify: { to: 'y' } } }, { meta: {} }],
		[{ done: 'https://n8n.example/webhook-waiting/17?signature=a' }, {}],
		[{ done: '  https://n8n.example/form-waiting/17\n' }, {}],
		[{ done: ['https://n8n.example/n8n/form-waiting/17'] }, { done: [null] }],
		[
			{ style: 'https://n8n.example/webhook/pictures?id=1' },
			{ style: 'https://n8n.example/webhook/pictures?id=1' },
		],
		[{ image: 'https://cdn.example/1.png' }, { image: 'https://cdn.example/1.png' }],
	])('%j: %j', (fields, expected) => {
		const before = JSON.stringify(fields);
		expect(pictureFields(fields)).toEqual(expected);
		expect(JSON.stringify(fields)).toBe(before);
	});

	/** Objects and lists by turns. */
	const nested = (depth: number, innermost: unknown): unknown =>
		depth === 0
			? innermost
			: depth % 2 === 0
				? [nested(depth - 1, innermost)]
				: { in: nested(depth - 1, innermost) };

	it('is looked for fifty levels deep', () => {
		const delivery = { webhook: 'x' };
		const fields = (depth: number) => ({ fields: nested(depth, delivery) }) as IDataObject;
		expect(pictureFields(fields(49))).toEqual({ fields: nested(49, {}) });
		expect(pictureFields(fields(50))).toEqual(fields(50));
	});
});
