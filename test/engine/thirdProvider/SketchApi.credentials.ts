import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { credentialFields } from '../../../nodes/OakgenImage/credentialFields';

export class SketchApi implements ICredentialType {
	name = 'sketchApi';

	displayName = 'Sketch API';

	icon: Icon = { light: 'file:sketch.svg', dark: 'file:sketch.dark.svg' };

	documentationUrl = 'https://github.com/oakgen-nodes/n8n-nodes-oakgen#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From your account at Sketch',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.sketch.example/v2',
			required: true,
			description: 'Change it only for a proxy or for the local sandbox',
		},
	];

	// The node tests it: see `credential` of its provider.
	declare test: never;

	// A generic one is an expression, which n8n evaluates for every request, at milliseconds of CPU.
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const { apiKey } = credentialFields(credentials);
		return { ...requestOptions, headers: { ...requestOptions.headers, 'x-sketch-key': apiKey } };
	};
}
