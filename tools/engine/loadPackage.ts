import type { ICredentialType, INodeType, INodeTypes } from 'n8n-workflow';
import { coreNodes } from './coreNodes/index.ts';
import { core, workflow } from './n8n.ts';

export interface NodePackage {
	name: string;
	/** The package's nodes under their full names (`package.node`), and n8n's own (`coreNodes/`). */
	nodeTypes: INodeTypes;
	credentialType(name: string): ICredentialType;
}

/** Loads a package with n8n's own loader. @param folder as `packPackage` returns it. */
export async function loadPackage(folder: string): Promise<NodePackage> {
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();

	const nodes = new Map<string, INodeType>(coreNodes);
	for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
		nodes.set(`${loader.packageName}.${name}`, workflow.NodeHelpers.getVersionedNodeType(type));
	}
	const nodeType = (name: string): INodeType => {
		const found = nodes.get(name);
		if (!found) {
			throw new Error(`No node type "${name}". Known: ${[...nodes.keys()].join(', ')}`);
		}
		return found;
	};

	return {
		name: loader.packageName,
		nodeTypes: {
			getByName: nodeType,
			getByNameAndVersion: (name, version) =>
				workflow.NodeHelpers.getVersionedNodeType(nodeType(name), version),
			getKnownTypes: () => ({}),
		},
		credentialType: (name) => loader.getCredential(name).type,
	};
}
