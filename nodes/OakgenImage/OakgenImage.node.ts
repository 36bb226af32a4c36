import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testGeminiCredential, testOakgenCredential } from './editor/credentialTests';
import { properties } from './operations/properties';

/** n8n loads every installed node when it starts: what is needed only later is imported then. */
export class OakgenImage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Oakgen Image',
		name: 'oakgenImage',
		icon: { light: 'file:oakgen.svg', dark: 'file:oakgen.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ { generate: "Generate: " + $parameter["modelId"], edit: "Edit: " + $parameter["modelId"], compare: "Compare Models" }[$parameter["operation"]] }}',
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
		listSearch: {
			async searchModels(this: ILoadOptionsFunctions, filter?: string) {
				const { searchModels } = await import('./editor/search');
				return await searchModels(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runNode } = await import('./run/runNode');
		return [await runNode(this)];
	}
}
