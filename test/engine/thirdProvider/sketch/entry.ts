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
	formatChoices: {},
	takesMask: false,
	replyOptions: [],

	comparedModels: ['gpt-image-2', 'flux-2-pro'],
	modelIds: {
		'gpt-image-2': bothOperations('pencil'),
		'flux-2-pro': bothOperations('charcoal'),
	},
	jobIdLook: null,
};
