import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { credentialFields } from '../nodes/OakgenImage/credentialFields';

export class GeminiImageApi implements ICredentialType {
	name = 'geminiImageApi';

	displayName = 'Google Gemini Image API';

	icon: Icon = { light: 'file:gemini.svg', dark: 'file:gemini.dark.svg' };

	documentationUrl = 'https://github.com/oakgen-nodes/n8n-nodes-oakgen#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From Google AI Studio',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://generativelanguage.googleapis.com/v1',
			required: true,
			description: 'Change it only for a proxy or for the local sandbox. It ends with the version.',
		},
	];

	// The node tests it: see `credential` of its provider.
	declare test: never;

	// A generic one is an expression, which n8n evaluates for every request, at milliseconds of CPU.
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const { apiKey } = credentialFields(credentials);
		return { ...requestOptions, headers: { ...requestOptions.headers, 'x-goog-api-key': apiKey } };
	};
}
