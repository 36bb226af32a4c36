import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testGeminiCredential, testOakgenCredential } from './credentialTests';
import { searchModels } from './models/search';
import { properties } from './operations/properties';

export class OakgenImage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Oakgen Image',
		name: 'oakgenImage',
		icon: { light: 'file:oakgen.svg', dark: 'file:oakgen.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { generate: "Generate", edit: "Edit" }[$parameter["operation"]] + ": " + $parameter["modelId"] }}',
		description: 'Make and edit images with Oakgen or Google Gemini',
		defaults: { name: 'Oakgen Image' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oakgenApi',
				required: true,
				testedBy: 'testOakgenCredential',
				// With "show", n8n's editor would take Provider for a login method and hide it.
				displayOptions: { hide: { provider: ['gemini'] } },
			},
			{
				name: 'geminiImageApi',
				required: true,
				testedBy: 'testGeminiCredential',
				displayOptions: { hide: { provider: ['oakgen'] } },
			},
		],
		properties,
	};

	methods = {
		credentialTest: { testOakgenCredential, testGeminiCredential },
		listSearch: { searchModels },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// n8n loads every installed node when it starts; what makes images is needed only here.
		const { runNode } = await import('./run/runNode');
		return [await runNode(this)];
	}
}
