import type { IContextObject } from 'n8n-workflow';

import type { ImageIdentity } from '../../../nodes/OakgenImage/paid/fingerprint';
import { Ledger } from '../../../nodes/OakgenImage/paid/ledger';
import { costInPasses } from '../../support/cpuCost';

const image = (runIndex: number, itemIndex: number): ImageIdentity => ({
	...{ executionId: '7', nodeName: 'node-1', seed: 'seed' },
	...{ runIndex, itemIndex, imageNumber: 0, fingerprint: 'f' },
});

/** What a run leaves behind that made all its images and failed, as n8n saves it. */
function leftByFailedRun(images: number): string {
	const context: IContextObject = {};
	const ledger = new Ledger(context, 1);
	for (let itemIndex = 0; itemIndex < images; itemIndex += 1) {
		const identity = image(1, itemIndex);
		ledger.take(identity);
		ledger.keep(identity, {
			facts: {
				id: `gen_${itemIndex}`,
				credits: 1,
				usage: null,
				text: null,
				contentFiltered: false,
			},
			attempts: 1,
			fallbackFrom: null,
			pending: null,
			images: [{ kind: 'url', url: `https://files.example/${itemIndex}.png`, mimeType: null }],
		});
	}
	ledger.release();
	return JSON.stringify(context);
}

/** The next run asks for the same images. @returns how many of them it found */
function takeAll(left: string, images: number): number {
	const ledger = new Ledger(JSON.parse(left) as IContextObject, 2);
	return Array.from({ length: images }, (_, itemIndex) => ledger.take(image(2, itemIndex))).filter(
		(entry) => entry !== null,
	).length;
}

test('the next run finds every image that a failed one released', () => {
	expect(takeAll(leftByFailedRun(50), 50)).toBe(50);
});

test('ten times as many of them cost about ten times as much', () => {
	const costOf = (images: number) => {
		const left = leftByFailedRun(images);
		return costInPasses(() => takeAll(left, images));
	};
	// Less depends on what the engine has compiled so far.
	const least = 0.4;
	// To search all entries for each image would be a hundred times as much.
	expect(costOf(4000)).toBeLessThan(30 * Math.max(least, costOf(400)));
});
