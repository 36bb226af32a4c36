import fc from 'fast-check';
import type { IContextObject } from 'n8n-workflow';

import type { ImageIdentity } from '../../../nodes/OakgenImage/paid/fingerprint';
import type { LedgerEntry, PaidImage, PaidJob } from '../../../nodes/OakgenImage/paid/entry';
import { Ledger } from '../../../nodes/OakgenImage/paid/ledger';
import { readSavedEntry } from '../../../nodes/OakgenImage/paid/savedEntry';

const finished: Extract<PaidImage, { kind: 'finished' }> = {
	kind: 'finished',
	image: {
		json: { prompt: 'a fox', url: null },
		binary: { data: 'filesystem-v2', id: 'filesystem-v2:a/b', mimeType: 'image/png' },
	},
};
const address: Extract<PaidImage, { kind: 'url' }> = {
	kind: 'url',
	url: 'https://files.example/1.png',
	mimeType: 'image/png',
};
const failed: PaidImage = { kind: 'failed', message: 'No image', advice: 'Wait', httpCode: '504' };
const entry: LedgerEntry = {
	executionId: '7',
	facts: {
		id: 'gen_1',
		credits: 2,
		usage: { tokens: 5 },
		text: 'Here it is',
		contentFiltered: false,
	},
	attempts: 3,
	fallbackFrom: null,
	pending: null,
	images: [finished, { ...address, isGone: true }, failed],
};
const job: LedgerEntry = {
	...entry,
	pending: {
		job: { id: 'gen_1', statusUrl: '/jobs/1', resultUrl: null },
		images: [address],
		excerpt: '{"status":"queued"}',
		reply: '{"status":"queued"}',
	},
	images: [],
};

const inMemory = { data: 'iVBORw0KGgo=', mimeType: 'image/png' };
const finishedWith = (change: object): PaidImage =>
	({ kind: 'finished', image: { ...finished.image, ...change } }) as PaidImage;
const nothing = { id: null, statusUrl: null, resultUrl: null };
const pendingWith = (pending: Partial<PaidJob>): LedgerEntry => ({
	...job,
	pending: { job: nothing, images: [], excerpt: '', reply: null, ...pending },
});

const saved = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('an entry of the ledger that n8n has saved', () => {
	it.each([
		['images', entry],
		['a job', job],
		['an order that was answered', { ...job, pending: null, orderKey: 'k', isRepeatable: true }],
		[
			'addresses with further places',
			{
				...entry,
				images: [
					{
						...address,
						isFiltered: true,
						others: [
							{ ...address, url: 'https://files.example/2.png' },
							{ ...address, url: 'https://files.example/3.png', isPerhapsSent: true },
						],
					},
				],
			},
		],
		[
			'a job whose pictures have further places',
			{
				...job,
				pending: {
					...job.pending,
					images: [{ ...address, others: [{ ...address, url: 'https://files.example/2.png' }] }],
				},
			},
		],
		['of a fallback', { ...entry, fallbackFrom: [{ model: 'gone-text', reason: 'HTTP 404' }] }],
		['with a warning', { ...entry, warnings: ['Only a part was made.'] }],
		['of a filter', { ...entry, facts: { ...entry.facts, contentFiltered: true } }],
		['a failure whose cause is known', { ...entry, images: [{ ...failed, loss: 'storage' }] }],
		[
			'an image by its address',
			{ ...entry, images: [finishedWith({ binary: null, json: { url: address.url } })] },
		],
		['an image without an id', { ...entry, images: [finishedWith({ binary: inMemory })] }],
		...(
			[
				['status address', { statusUrl: '/jobs/1' }],
				['result address', { resultUrl: '/jobs/1/result' }],
				['promised address', { id: 'gen_1', promisedUrl: 'https://files.example/1.png' }],
			] as const
		).map(([name, known]): [string, LedgerEntry] => [
			`a job by its ${name}`,
			pendingWith({ job: { ...nothing, ...known } }),
		]),
		['a job by an image that it showed', pendingWith({ job: nothing, images: [address] })],
		['a job by its reply', pendingWith({ job: nothing, reply: '{"ok":true}' })],
		['a job that was given up', pendingWith({ job: { ...nothing, id: 'gen_1' }, isLost: true })],
	])('is read as it was: %s', (_, one) => {
		expect(readSavedEntry(saved(one))).toStrictEqual(one);
	});

	it('keeps the very file that n8n holds, so that its data is in memory once', () => {
		const [image] = readSavedEntry(entry)?.images ?? [];
		if (image?.kind !== 'finished') throw new Error('not finished');
		expect(image.image.binary).toBe(finished.image.binary);
	});

	it('may come from a version that says less: the image counts', () => {
		expect(readSavedEntry({ images: [{ kind: 'url', url: 'https://a.example/1' }] })).toEqual({
			executionId: '',
			facts: { id: null, credits: null, usage: null, text: null, contentFiltered: false },
			attempts: 1,
			fallbackFrom: null,
			pending: null,
			images: [{ kind: 'url', url: 'https://a.example/1', mimeType: null }],
		});
		expect(readSavedEntry({ pending: { job: { id: 'gen_1' } } })?.pending).toEqual({
			job: { id: 'gen_1', statusUrl: null, resultUrl: null },
			images: [],
			excerpt: '',
			reply: null,
		});
	});

	it('may come from a version that says more', () => {
		const fallback = { model: 'flux-3', reason: 'HTTP 404' };
		const more = {
			...entry,
			images: [finished, { kind: 'hologram' }, { ...failed, advice: 7, loss: 'gravity' }],
			warnings: ['Look at it.', 7],
			fallbackFrom: [{ model: 'gone' }, { reason: 'gone' }, fallback],
			pages: 3,
		};
		expect(readSavedEntry(saved(more))).toStrictEqual({
			...entry,
			images: [finished, { ...failed, advice: '' }],
			warnings: ['Look at it.'],
			fallbackFrom: [fallback],
		});
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['a text', 'paid'],
		['a list', [entry]],
		['no images', { ...entry, images: [] }],
		['images that are no list', { ...entry, images: { 0: finished } }],
		['an image of an unknown kind', { ...entry, images: [{ ...address, kind: 'hologram' }] }],
		['an address that is none', { ...entry, images: [{ ...address, url: 7 }] }],
		['a failure without words', { ...entry, images: [{ kind: 'failed' }] }],
		['an image without facts', { ...entry, images: [finishedWith({ json: 1 })] }],
		[
			'a file whose id is none',
			{ ...entry, images: [finishedWith({ binary: { ...inMemory, id: 7 } })] },
		],
		[
			'a file whose data are none',
			{ ...entry, images: [finishedWith({ binary: { ...inMemory, data: 7 } })] },
		],
		[
			'an image with neither file nor address',
			{ ...entry, images: [{ kind: 'finished', image: { json: {}, binary: { data: 'x' } } }] },
		],
		['a job that cannot be found', { ...job, pending: { job: {}, images: [], excerpt: '' } }],
	])('is nothing when it is %s', (_, value) => {
		expect(readSavedEntry(value)).toBeNull();
	});

	const garbage = fc.anything({ withNullPrototype: true, maxDepth: 4 });
	const broken = fc.record(
		{
			executionId: garbage,
			facts: garbage,
			attempts: garbage,
			pending: fc.oneof(
				garbage,
				fc.record({ job: garbage, images: garbage, excerpt: garbage }, { requiredKeys: [] }),
			),
			images: fc.oneof(
				garbage,
				fc.array(
					fc.record(
						{
							kind: fc.constantFrom('finished', 'url', 'failed', 'bytes'),
							image: fc.oneof(
								garbage,
								fc.record({ json: garbage, binary: garbage }, { requiredKeys: [] }),
							),
							url: garbage,
							message: garbage,
							isGone: garbage,
						},
						{ requiredKeys: [] },
					),
				),
			),
		},
		{ requiredKeys: [] },
	);

	it('never throws, and what it returns reads the same again', () => {
		fc.assert(
			fc.property(fc.oneof(garbage, broken), (value) => {
				const read = readSavedEntry(value);
				if (read) expect(readSavedEntry(read)).toEqual(read);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a ledger whose place in the context holds something else', () => {
	const identity: ImageIdentity = {
		executionId: '7',
		nodeName: 'node-1',
		seed: 'seed',
		runIndex: 12,
		itemIndex: 0,
		imageNumber: 0,
		fingerprint: 'f',
	};

	it.each<[string, unknown]>([
		['a text', 'paid'],
		['a number', 3],
		['a list', [entry]],
		['null', null],
		['other keys', { '1:a': 3, 'no key': null, '12:0:0:f': 'paid' }],
	])('works all the same: %s', (_, value) => {
		const context = { paidImages: saved(value) } as IContextObject;
		const ledger = new Ledger(context, 12);
		expect(ledger.take(identity)).toBeNull();
		ledger.keep(identity, entry);
		const again = new Ledger(saved(context) as IContextObject, 12);
		expect(again.take(identity)).toEqual(entry);
		ledger.forget(identity);
		ledger.close();
		expect(new Ledger(context, 12).take(identity)).toBeNull();
	});
});
