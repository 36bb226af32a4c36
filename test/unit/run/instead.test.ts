import { pngNumber } from '../../money/png';
import { runInMemory, type MemoryRequest } from '../../support/memoryNode';
import { BASE_URL } from '../../support/orderOne';
import { picture, retried, type Outcome, type Told } from '../../support/retried';

// What comes from the address of an image, and is no image by its bytes: a text that holds it or says
// where it is.

const FILE = 'https://cdn.example/files/1';
const REAL = 'https://other.example/1.png';
const ORDER = {
	...{ provider: 'oakgen', operation: 'generate', prompt: 'a red fox', simplify: false },
	modelId: { mode: 'id', value: 'some-model' },
};
const base64 = pngNumber(1).toString('base64');

/** One image, ordered as `order`, which brings `file` from its address, and a picture from any other. */
async function fetched(
	file: Told,
	{
		parameters = {},
		real = (_url: string): Told => picture(),
		order = { images: [{ url: FILE }] } as object,
	} = {},
): Promise<Outcome> {
	const answer = (asked: MemoryRequest): Told => {
		if (asked.method === 'POST') return { body: order };
		return asked.url === FILE ? file : real(asked.url);
	};
	const [only] = await retried([{ id: '1', answer, parameters }]);
	return only;
}

describe('a picture that a text has', () => {
	it.each<[string, object | string]>([
		['JSON with base64', { b64_json: base64 }],
		['JSON with a data URI', { data: [{ url: `data:image/png;base64,${base64}` }] }],
		['base64', base64],
		['base64 in lines', base64.replace(/.{60}/g, '$&\r\n')],
		['base64 in quotes', `"${base64}"`],
		['a data URI', `data:image/png;base64,${base64}`],
	])('%s is handed out', async (_, body) => {
		const { outcome, asked, paid } = await fetched({ body });
		expect(outcome).toBe('image');
		expect(asked).toEqual([FILE]);
		expect(paid).toHaveLength(1);
	});

	it.each<[string, object | string]>([
		['JSON with its address', { url: REAL }],
		['a list', [{ url: REAL }]],
		['an address alone', REAL],
		['the finished job', { id: 'job-1', status: 'completed', images: [{ url: REAL }] }],
	])('%s is followed once', async (_, body) => {
		const { outcome, asked, paid } = await fetched({ body });
		expect(outcome).toBe('image');
		expect(asked).toEqual([FILE, REAL]);
		expect(paid).toHaveLength(1);
	});

	it.each<[string, object | string]>([
		['a preview', { preview_url: REAL, url: null }],
		['what was sent', { input: { image_url: REAL } }],
		['a job that has failed', { status: 'failed', error: 'refused', url: REAL }],
		['several', { images: [{ url: REAL }, { url: 'https://other.example/2.png' }] }],
		['itself', { url: FILE }],
		['a private address', { url: 'https://192.168.0.1/1.png' }],
		['a page', `<html><img src="${REAL}"></html>`],
		['an error', { error: { message: 'The link has expired' } }],
	])('nothing is taken of %s', async (_, body) => {
		const { outcome, asked, paid } = await fetched({ body });
		expect(outcome).toContain(FILE);
		expect(asked.filter((url) => url === FILE).length).toBe(1);
		expect(asked).not.toContain(REAL);
		expect(paid).toHaveLength(1);
	});

	it.each<[string, Told]>([
		['of a relative address', { body: { image_url: '/files/x.png' } }],
		['with a page of events', { body: `data: ${JSON.stringify({ url: REAL })}\n\n` }],
	])('nothing is taken of a text %s', async (_, file) => {
		const { outcome, asked } = await fetched(file);
		expect(outcome).toContain(FILE);
		expect(asked.every((url) => url === FILE)).toBe(true);
	});

	it('another place of the reply is asked when what the text names cannot be had', async () => {
		const order = { images: [{ url: FILE, image_url: 'https://cdn.example/files/2.png' }] };
		const real = (url: string): Told => (url === REAL ? { status: 500 } : picture());
		const { outcome, asked } = await fetched({ body: { url: REAL } }, { order, real });
		expect(outcome).toBe('image');
		expect(asked.at(-1)).toBe('https://cdn.example/files/2.png');
	});

	it('a second text is not followed', async () => {
		const { outcome, asked } = await fetched(
			{ body: { url: REAL } },
			{ real: () => ({ body: { url: 'https://third.example/1.png' } }) },
		);
		expect(outcome).toContain(FILE);
		expect(asked).toEqual([FILE, REAL]);
	});

	it('what the text says of its filter is told', async () => {
		const { items } = await runInMemory({
			parameters: ORDER,
			apiKey: 'sk-0123456789',
			baseUrl: BASE_URL,
			answer({ method, url }) {
				const bodies: Record<string, object | null> = {
					[FILE]: { url: REAL, nsfw: true },
					[REAL]: null,
				};
				const body = method === 'POST' ? { images: [{ url: FILE }] } : bodies[url];
				const bytes = body ? Buffer.from(JSON.stringify(body)) : pngNumber(1);
				return { status: 200, headers: {}, body: bytes };
			},
		});
		expect(items[0].json).toMatchObject({ contentFiltered: true, reviewRecommended: true });
	});
});

test('the key goes to no other host that a text names', async () => {
	const { outcome, asked } = await fetched({ body: { url: `${BASE_URL}.evil.example/1.png` } });
	expect(outcome).toBe('image');
	expect(asked).toHaveLength(2);
});
