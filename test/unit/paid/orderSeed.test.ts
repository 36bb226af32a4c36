import type { IContextObject } from 'n8n-workflow';

import { executionIn, orderSeed } from '../../../nodes/OakgenImage/paid/orderSeed';

const copy = (context: IContextObject) => JSON.parse(JSON.stringify(context)) as IContextObject;

test('is that of the execution, also when the node runs again in it', () => {
	const context: IContextObject = {};
	expect(orderSeed(context, '1', 'own')).toBe('own');
	expect(orderSeed(copy(context), '1', 'other')).toBe('own');
});

test('where n8n kept nothing, a retried execution begins with what the first began with', () => {
	expect(orderSeed({}, '2', 'own')).toBe(orderSeed({}, '1', 'own'));
});

test('where n8n kept the context, a retried execution has another, the same for every retry', () => {
	const context: IContextObject = {};
	orderSeed(context, '1', 'own');
	const first = orderSeed(copy(context), '2', 'own');
	expect(first).not.toBe('own');
	expect(orderSeed(copy(context), '3', 'own')).toBe(first);
});

test('each retry of a retry has another', () => {
	const context: IContextObject = {};
	const seeds = ['1', '2', '3', '4'].map((execution) => orderSeed(context, execution, 'own'));
	expect(new Set(seeds).size).toBe(4);
});

test.each([[null], ['text'], [{}], [{ seed: 7, executionId: '1' }]])(
	'what cannot be read counts for nothing: %j',
	(saved) => {
		expect(orderSeed({ orderSeed: saved } as IContextObject, '1', 'own')).toBe('own');
	},
);

test('the execution that noted it is known', () => {
	const context: IContextObject = {};
	expect(executionIn(context)).toBeNull();
	orderSeed(context, '17', 'own');
	expect(executionIn(copy(context))).toBe('17');
});
