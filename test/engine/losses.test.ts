import { storageTrouble } from '../../tools/engine/binaryData.ts';
import type { Rule } from '../../tools/sandbox/index.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import { status } from './scenes.ts';
import { goOn, type ImageRun, paidRequests, runImage } from './support.ts';

const sandbox = sandboxOfFile({ plain: true });

/** Of a run with On Error = Continue. */
interface Loss {
	name: string;
	items: number;
	rules?: Rule[];
	storage?: Parameters<typeof storageTrouble>[0];
	/** Images that arrive before it begins. */
	delivered?: number;
	/** Orders that go out until nothing more is ordered. */
	mostOrders: number;
	/** The replies hold nothing by which a person could find what was made. */
	isNameless?: true;
	/** Why the rest was not ordered. */
	says: RegExp;
}

const AT_ONCE = 2;
const answering = (json: object): Rule => ({
	where: 'generate',
	fault: { ...status(200, { json }), afterGenerating: true },
});
const bytes = answering({ id: '{id}', image_base64: '{base64}' });
const usual: Rule = { where: 'generate', reply: 'usual' };
const job: Rule = { where: 'generate', reply: 'job-id-alone', pendingPolls: 0 };
/** What is ordered while the first images are on their way to the storage. */
const FIRST_WAVE = 2 * AT_ONCE;

const losses: Loss[] = [
	...[
		{ way: 'inside the reply', rules: [bytes] },
		{ way: 'at an address', rules: [usual] },
	].flatMap(({ way, rules }): Loss[] => [
		{
			name: `n8n’s storage is full, images come ${way}`,
			...{ items: 12, rules, storage: 'full', mostOrders: FIRST_WAVE },
			says: /storage did not take the last \d images/,
		},
		{
			name: `n8n’s storage never answers, images come ${way}`,
			...{ items: 12, rules, storage: 'silent', mostOrders: FIRST_WAVE + 2 },
			says: /storage did not take the last \d images|the last \d images could not be fetched/,
		},
	]),
	{
		name: 'no reply can be read',
		...{ items: 30, mostOrders: 3 + AT_ONCE },
		rules: [answering({ answer: 'yes' })],
		isNameless: true,
		says: /no image could be taken from the last \d replies/,
	},
	{
		name: 'the key is refused midway',
		...{ items: 12, delivered: 4, mostOrders: 4 + 2 + FIRST_WAVE },
		rules: [{ where: 'generate', skip: 4, fault: status(401) }],
		says: /the API key was refused 2 times in a row/,
	},
	{
		name: 'the credits are used up midway',
		...{ items: 12, delivered: 4, mostOrders: 4 + 2 + FIRST_WAVE },
		rules: [{ where: 'generate', skip: 4, fault: status(402) }],
		says: /2 orders in a row were refused for lack of credits/,
	},
];

test.each(losses)(
	'$name: little is ordered, and every image that is paid is named',
	async (loss) => {
		const { items, rules = [], storage = null, delivered = 0, mostOrders, says } = loss;
		for (const rule of rules) sandbox.addRule(rule);
		const { json, error } = await lossy(items, storage);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(items);
		expect(json.filter((item) => !('error' in item))).toHaveLength(delivered);
		expect(paidRequests(sandbox).length).toBeLessThanOrEqual(mostOrders);

		const errors = json.map((item) => String(item.error ?? ''));
		const unordered = errors.filter((text) => text.includes('was not ordered'));
		expect(unordered.length).toBeGreaterThanOrEqual(items - mostOrders);
		for (const text of unordered) {
			expect(text).toMatch(says);
			expect(text).not.toMatch(/\b(?:paid|billed)\b(?!.*may have been billed)/);
		}
		// What is neither handed out nor left unordered is paid for, or was refused.
		const told = errors.filter(
			(text) => /is paid for|billed/.test(text) && !unordered.includes(text),
		);
		expect(told).toHaveLength(sandbox.bill() - delivered);
		if (!loss.isNameless) expectNamed(errors, delivered);
	},
);

test('jobs that cannot be followed: those that wait are not joined by more', async () => {
	sandbox.addRule(job);
	sandbox.addRule({ where: 'status', fault: status(404) });
	const { json } = await lossy(40, null);
	// Eight for each order at once, until the first of them is known to be lost.
	expect(paidRequests(sandbox).length).toBeLessThanOrEqual(8 * AT_ONCE);
	expect(json.filter(({ error }) => /was not ordered/.test(String(error))).length).toBeGreaterThan(
		0,
	);
});

/** By its address, or the id of what made it. */
function expectNamed(errors: string[], delivered: number): void {
	const named = sandbox.generations.filter(({ id, images }) =>
		errors.some((text) => text.includes(id) || images.some(({ url }) => text.includes(url))),
	);
	expect(named.length).toBeGreaterThanOrEqual(sandbox.bill() - delivered);
}

async function lossy(items: number, storage: Loss['storage'] | null): Promise<ImageRun> {
	// Only what never answers needs an end that is near; on a busy machine others would be cut off by it.
	const [requestTimeout, totalTimeout] = storage === 'silent' ? [1, 2] : [30, 30];
	const end = storage ? storageTrouble(storage) : () => undefined;
	try {
		return await runImage(
			sandbox,
			{
				prompt: '=item {{ $json.id }}',
				options: { concurrency: AT_ONCE, requestTimeout, totalTimeout },
			},
			{ items: Array.from({ length: items }, (_, id) => ({ json: { id } })), settings: goOn },
		);
	} finally {
		end();
	}
}
