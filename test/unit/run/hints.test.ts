import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { addHint, runHint } from '../../../nodes/OakgenImage/run/hints';
import { tokensIn } from '../../../nodes/OakgenImage/run/tokenUsage';

const image = (facts: IDataObject = {}): IDataObject => ({
	credits: 3,
	contentFiltered: false,
	reviewRecommended: false,
	warnings: [],
	...facts,
});
const draft = image({ reviewRecommended: true });
const damaged = image({ warnings: ['It may be damaged.'], reviewRecommended: true });

describe('the hint above the output', () => {
	it.each<[string, IDataObject[], number, string | null]>([
		['is not there for one good image', [image()], 0, null],
		['is not there for nothing', [], 0, null],
		['counts images and credits', [image(), image({ credits: 0.5 })], 0, '2 images, 3.5 credits'],
		[
			'says what it knows of the cost',
			[image(), image({ credits: null })],
			0,
			'2 images, at least 3 credits',
		],
		[
			'says nothing of a cost that nobody told',
			[image({ credits: null }), image({ credits: null })],
			0,
			'2 images',
		],
		['counts what failed', [image()], 4, '1 image, 3 credits, 4 failed'],
		['asks to review drafts', [draft], 0, '1 image, 3 credits; drafts: review before publishing'],
		[
			'counts what is filtered',
			[image({ contentFiltered: true })],
			0,
			'1 image, 3 credits, 1 filtered by the provider',
		],
		[
			'quotes a warning once',
			[damaged, damaged],
			0,
			'2 images, 6 credits, 2 with warnings; It may be damaged.',
		],
		[
			'counts what is not done',
			[image({ status: 'pending' }), image()],
			0,
			'1 image, 1 ordered and not done yet, 6 credits',
		],
		['reads items of earlier versions', [{}, {}], 0, '2 images'],
	])('%s', (_, images, failed, expected) => {
		expect(runHint(images, failed)?.message ?? null).toBe(expected);
	});

	it('is a warning only when there is something to look at', () => {
		expect(runHint([draft], 0)?.type).toBe('info');
		expect(runHint([damaged], 0)?.type).toBe('warning');
		expect(runHint([image()], 1)?.type).toBe('warning');
	});

	it('stays short, and is no HTML', () => {
		const many = Array.from({ length: 100 }, (_, n) =>
			image({ warnings: [`<b onclick="x">${n} ${'word '.repeat(500)}`] }),
		);
		const { message } = runHint(many, 0) ?? { message: '' };
		expect(message.length).toBeLessThan(500);
		expect(message).not.toMatch(/[<>]/);
	});

	it('is left out where n8n has none', () => {
		expect(() => addHint({} as IExecuteFunctions, runHint([draft], 0))).not.toThrow();
		const shown: unknown[] = [];
		const context = { addExecutionHints: (hint: unknown) => shown.push(hint) };
		addHint(context as unknown as IExecuteFunctions, null);
		addHint(context as unknown as IExecuteFunctions, runHint([draft], 0));
		expect(shown).toHaveLength(1);
	});
});

describe('tokens of a run', () => {
	it.each<[string, Array<IDataObject | null>, ReturnType<typeof tokensIn>]>([
		['none', [], null],
		['not told', [null, { credits: 3 }], null],
		[
			'added up',
			[
				{ total_input_tokens: 5, total_output_tokens: 1132 },
				{ total_input_tokens: 7, total_output_tokens: 1132 },
			],
			{ input: 12, output: 2264 },
		],
		['no numbers', [{ total_input_tokens: 'x', total_output_tokens: -1 }], { input: 0, output: 0 }],
	])('%s', (_, usages, expected) => {
		expect(tokensIn(usages)).toEqual(expected);
	});
});
