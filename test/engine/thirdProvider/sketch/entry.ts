import type { ProviderEntry } from '../../../../nodes/OakgenImage/providers/types';
import { sketchCredential } from './credential';
import { sketchOptions } from './options';

const bothOperations = (id: string) => ({
	generate: { id, published: true },
	edit: { id, published: true },
});

export const sketchEntry: ProviderEntry = {
	name: 'sketch',
	label: 'Sketch',
	description: 'Draws with a pencil',
	credential: sketchCredential,

	options: sketchOptions,
	formatOptions: [],
	replyOptions: [],

	comparedModels: ['nano-banana-2-lite', 'gpt-image-2'],
	modelIds: {
		'nano-banana-2-lite': bothOperations('pencil'),
		'gpt-image-2': bothOperations('charcoal'),
	},
	jobIdLook: null,
};
