import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class SketchApi implements ICredentialType {
	name = 'sketchApi';

	displayName = 'Sketch API';

	icon: Icon = { light: 'file:oakgen.svg', dark: 'file:oakgen.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-sketch-key': '={{$credentials.apiKey.trim()}}' } },
	};
}
