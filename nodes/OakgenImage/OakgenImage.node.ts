import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialDescription,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties, subtitle } from './operations/properties';
import { PROVIDERS } from './providers';
import type { ProviderEntry } from './providers/types';

/** n8n loads every installed node when it starts: what is needed only later is imported then. */
export class OakgenImage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Oakgen Image',
		name: 'oakgenImage',
		icon: { light: 'file:oakgen.svg', dark: 'file:oakgen.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: `Make and edit images with ${PROVIDERS.map(({ label }) => label).join(' or ')}`,
		defaults: { name: 'Oakgen Image' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: PROVIDERS.map(credentialOf),
		properties,
	};

	methods = {
		credentialTest: Object.fromEntries(
			PROVIDERS.map((provider) => [
				testNameOf(provider),
				async function test(this: ICredentialTestFunctions, credential: ICredentialsDecrypted) {
					const { testCredential } = await import('./editor/testCredential');
					return await testCredential(this, provider, credential);
				},
			]),
		),
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

/** Under which name the node offers the test of a provider's credential. */
function testNameOf({ credential }: ProviderEntry): string {
	return `${credential.name}Test`;
}

/** A credential is asked for only with its own provider. */
function credentialOf(provider: ProviderEntry): INodeCredentialDescription {
	const others = PROVIDERS.filter((other) => other !== provider).map(({ name }) => name);
	return {
		name: provider.credential.name,
		required: true,
		testedBy: testNameOf(provider),
		// With "show", n8n's editor would take Provider for a login method and hide it.
		displayOptions: { hide: { provider: others } },
	};
}
