import { type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

import { CATALOGUE } from '../../../nodes/OakgenImage/models/catalogue';
import { OakgenImage } from '../../../nodes/OakgenImage/OakgenImage.node';

const description: INodeTypeDescription = new OakgenImage().description;
const notices = description.properties.filter(({ type }) => type === 'notice');

/** The notices that the editor shows for these values. */
function shown(parameters: INodeParameters): string[] {
	return notices
		.filter((notice) =>
			NodeHelpers.displayParameter(parameters, notice, { typeVersion: 1 }, description),
		)
		.map(({ displayName }) => displayName);
}

const chosen = (value: string, operation = 'generate', mode = 'list') =>
	shown({ operation, modelId: { __rl: true, mode, value } });

const choices = (name: string) =>
	(description.properties.find((property) => property.name === name)?.options ?? []).flatMap(
		(option) => ('value' in option && option.value !== 'auto' ? [String(option.value)] : []),
	);

describe('what a model does not have', () => {
	it.each(Object.entries(CATALOGUE))('is said of %s, when it is chosen', (key, entry) => {
		const lacksSome =
			choices('resolution').some((size) => !entry.resolutions.includes(size)) ||
			choices('aspectRatio').some((ratio) => !entry.aspectRatios.includes(ratio));
		for (const operation of ['generate', 'edit']) {
			const texts = chosen(key, operation);
			expect(texts).toHaveLength(lacksSome ? 1 : 0);
			for (const size of lacksSome ? entry.resolutions : []) expect(texts[0]).toContain(size);
		}
	});

	it('is a sentence', () => {
		expect(chosen('nano-banana-pro')).toEqual([
			'Nano Banana Pro makes 1K, 2K and 4K only, not in 4:1, 8:1, 1:4 and 1:8.',
		]);
		expect(chosen('gpt-image-1')).toEqual(['GPT Image 1 makes 1K only, in 1:1, 2:3 and 3:2.']);
	});

	it.each([
		['by an expression', chosen('={{ $json.model }}')],
		['by another id', chosen('nano-banana-2-lite-text', 'generate', 'id')],
		['from the account', chosen('id:nano-banana-3')],
		['not at all', chosen('')],
		['for a comparison, which adjusts by itself', chosen('gpt-image-1', 'compare')],
	])('is not said when the model is chosen %s', (_, texts) => {
		expect(texts).toEqual([]);
	});

	it('is said right below the parameters that it is about', () => {
		const names = description.properties.map(({ name }) => name);
		const at = names.indexOf('aspectRatio');
		expect(names.slice(at, at + 3)).toEqual(['aspectRatio', 'resolution', 'modelLimits']);
		expect(names.indexOf('numberOfImages')).toBe(at + 2 + notices.length);
	});
});
