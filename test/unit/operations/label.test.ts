import type { INodeProperties } from 'n8n-workflow';
import { labelAt } from '../../../nodes/OakgenImage/operations/label';
import { OakgenImage } from '../../../nodes/OakgenImage/OakgenImage.node';

/** Read as texts, lists or yes and no; the others have their declaration at hand. */
const KINDS = ['string', 'boolean', 'multiOptions', 'resourceLocator'];

test('messages call a parameter what the editor calls it', () => {
	const { properties } = new OakgenImage().description;
	const all = properties.flatMap((property): Array<[folder: string, INodeProperties]> =>
		property.type === 'collection'
			? (property.options as INodeProperties[]).map((inner) => ['options.', inner])
			: [['', property]],
	);
	const read = all.filter(([, { type }]) => KINDS.includes(type));
	expect(read.length).toBeGreaterThan(20);
	expect(read.map(([folder, { name }]) => labelAt(folder + name))).toEqual(
		read.map(([, { displayName }]) =>
			displayName.replace(/^[\w ]+: /, '').replace(/ \((?!s\)).*\)$/, ''),
		),
	);
});
