import { cleanFacts } from '../../../nodes/OakgenImage/run/cleanFacts';
import { createRedactor } from '../../../nodes/OakgenImage/transport/redact';

const key = 'sk-oak-1234567890';
const redact = createRedactor(key);
const none = { id: null, credits: null, usage: null, text: null };

describe('what a reply says beside the images', () => {
	it('has no key and no image data, wherever they stand', () => {
		const image = 'A'.repeat(300);
		const facts = {
			id: `job ${key}`,
			credits: 2,
			usage: { [key]: 1, input: { image, count: 1e400 } },
			text: `Here: ${image} for ${key}`,
		};
		expect(cleanFacts(facts, redact)).toEqual({
			id: 'job [API key]',
			credits: 2,
			usage: { '[API key]': 1, input: { image: '[image data removed]', count: null } },
			text: 'Here: [image data removed] for [API key]',
		});
	});

	it('is cut where it is longer than anybody reads', () => {
		const text = 'a fox '.repeat(2_000_000);
		const cleaned = cleanFacts({ ...none, text, usage: { text } }, redact);
		expect(cleaned.text).toBe(`${text.slice(0, 100_000)}…`);
		expect(JSON.stringify(cleaned.usage).length).toBeLessThan(1_000_100);
	});

	it('stays unknown where nothing is said', () => {
		expect(cleanFacts(none, redact)).toEqual(none);
	});
});
