import type { INodeProperties } from 'n8n-workflow';

import { PROVIDERS } from '../providers';

/** n8n's lint rule wants a plain word where a default stands. */
const [first] = PROVIDERS.map(({ name }) => name);

export const provider: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	default: first,
	description: 'Whose API makes the images. It decides which credential is used.',
	options: PROVIDERS.map(({ label, name, description }) => ({
		name: label,
		value: name,
		description,
	})),
};
