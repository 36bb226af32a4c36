import { createRequire } from 'node:module';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { startSandbox } from '../../../tools/sandbox/index.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { status } from '../scenes.ts';
import { fileOf, goOn, type ImageRun, runImage } from '../support.ts';
import {
	deliveries,
	drawn,
	itemsNamed,
	numbered,
	prompt,
	providers,
	replies,
	timesPaid,
	withPaidImages,
} from './support.ts';

/** What n8n itself packs execution data with before it saves them: each text once. */
const besideCore = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const flatted = createRequire(besideCore.resolve('@n8n/backend-common'))('flatted') as {
	stringify(value: unknown): string;
};

const sandbox = sandboxOfFile({ plain: true });

const failing = (name: string) =>
	sandbox.addRule({ where: 'generate', promptIncludes: name, times: 1, fault: status(400) });

interface KeptEntry extends IDataObject {
	images: Array<{ image?: { json: IDataObject; binary?: IBinaryData } }>;
}

const entriesOf = ({ paidImages }: ImageRun): KeptEntry[] =>
	Object.values((paidImages ?? {}) as Record<string, KeptEntry>);

/** Measured: 897 to 1316, most with Google's usage figures. The prompt is part of it: ten letters here. */
const MOST_BYTES_PER_IMAGE = 1600;

describe('what the node keeps for another try', () => {
	const ways = [
		...providers.flatMap((provider) =>
			deliveries.map((delivery) => ({ provider, delivery, count: 10 })),
		),
		{ provider: 'oakgen', delivery: 'URL', count: 100 },
		{ provider: 'gemini', delivery: 'inline', count: 100 },
	] as const;

	test.each(ways)('is small: $count items, $provider by $delivery', async (way) => {
		const { provider, delivery, count } = way;
		sandbox.addRule({ where: 'generate', reply: replies[provider][delivery] });
		failing(`picture ${count - 1}`);
		const parameters = { provider, prompt, options: { concurrency: 10 } };
		const options = { items: itemsNamed(numbered(count)) };
		const failed = await runImage(sandbox, parameters, options);
		const kept = JSON.stringify(failed.paidImages);
		expect(entriesOf(failed)).toHaveLength(count - 1);
		expect(kept.length / (count - 1)).toBeLessThan(MOST_BYTES_PER_IMAGE);
		expect(kept).not.toMatch(/[A-Za-z0-9+/]{100}/);

		const run = await runImage(sandbox, parameters, { ...options, retryOf: failed });
		expect(run.items).toHaveLength(count);
		expect(run.paidImages).toBeUndefined();
		expect(sandbox.bill()).toBe(count);
	});

	test.each(deliveries)('in memory mode is no second copy of a file: by %s', async (delivery) => {
		sandbox.addRule({ where: 'generate', reply: replies.oakgen[delivery] });
		failing('picture 5');
		const options = { items: itemsNamed(numbered(10)), binaryMode: 'default' as const };
		const run = await runImage(sandbox, { prompt }, { ...options, settings: goOn });
		const files = run.items.flatMap((item) => (item.binary ? [fileOf(item)] : []));
		const kept = entriesOf(run).flatMap(({ images }) => images.map(({ image }) => image?.binary));
		expect(kept).toHaveLength(9);
		for (const file of files) expect(kept.filter((one) => one === file)).toHaveLength(1);
	});

	test('in memory mode is saved once, also when the node has failed', async () => {
		// The files of this sandbox differ, so that no two are taken for one.
		const drawing = await startSandbox();
		try {
			for (const settings of [{}, goOn]) {
				drawing.addRule({ where: 'generate', promptIncludes: '3', times: 1, fault: status(400) });
				const parameters = { ...drawn, prompt, options: { concurrency: 1 } };
				const items = itemsNamed(numbered(4));
				const run = await runImage(drawing, parameters, { items, binaryMode: 'default', settings });
				const made = drawing.generations.flatMap(({ images }) => images.map(({ bytes }) => bytes));
				expect(made).toHaveLength(3);
				const data = made.reduce((sum, bytes) => sum + bytes.toString('base64').length, 0);
				const saved = flatted.stringify(run.run.data).length;
				expect(saved).toBeGreaterThan(data);
				expect(saved).toBeLessThan(data + 20_000);
				drawing.reset();
			}
		} finally {
			await drawing.close();
		}
	});
});

describe('what another version of the package has kept', () => {
	const names = numbered(3);
	const options = { items: itemsNamed(names) };
	const fail = async (): Promise<ImageRun> => {
		failing('picture 2');
		return await runImage(sandbox, { prompt }, options);
	};
	const retry = async (retryOf: ImageRun): Promise<void> => {
		const run = await runImage(sandbox, { prompt }, { ...options, retryOf });
		expect(run.error).toBeUndefined();
		expect(run.json.map((json) => json.prompt)).toEqual(names);
		expect(run.json.every(({ fileSize }) => Number(fileSize) > 0)).toBe(true);
	};
	const onEach = (change: (entry: KeptEntry) => unknown) => (entries: Record<string, unknown>) =>
		Object.fromEntries(
			Object.entries(entries).map(([key, entry]) => [key, change(entry as KeptEntry)]),
		);

	test.each<[string, (entry: KeptEntry) => unknown]>([
		['the images alone', ({ images }) => ({ images })],
		['more than this one knows', (entry) => ({ ...entry, costs: [1], cursor: { page: 2 } })],
		[
			'images without their files',
			({ images, ...entry }) => ({
				...entry,
				images: images.map(({ image }) => ({ kind: 'finished', image: { json: image?.json } })),
			}),
		],
	])('is handed out: %s', async (_, change) => {
		await retry(withPaidImages(await fail(), onEach(change)));
		expect(timesPaid(sandbox, names)).toEqual([1, 1, 2]);
	});

	test.each<[string, (entries: Record<string, unknown>) => unknown]>([
		['a text', () => 'paid'],
		['a list', () => [1, 2]],
		['entries that are texts', onEach(() => 'paid')],
		['entries without images', onEach((entry) => ({ ...entry, images: null }))],
		['images of an unknown kind', onEach((entry) => ({ ...entry, images: [{ kind: 'model' }] }))],
		['images that are null', onEach((entry) => ({ ...entry, images: [null, null] }))],
	])(
		'is left alone when it cannot be read, and the images are made anew: %s',
		async (_, change) => {
			await retry(withPaidImages(await fail(), change));
			expect(timesPaid(sandbox, names)).toEqual([2, 2, 2]);
		},
	);
});
