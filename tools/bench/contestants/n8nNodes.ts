import { join } from 'node:path';
import type { NodePackage } from '../../engine/index.ts';
import { core, workflow } from '../../engine/n8n.ts';

const PACKAGES = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

/**
 * Adds n8n's own nodes and credentials, loaded by n8n's own loader when they are first asked for.
 * They are there only with ENGINE_N8N_FOLDER, a whole n8n.
 */
export async function withN8nNodes(nodePackage: NodePackage): Promise<NodePackage> {
	const folder = process.env.ENGINE_N8N_FOLDER;
	if (folder === undefined) return nodePackage;
	const loaders = PACKAGES.map(
		(name) => new core.LazyPackageDirectoryLoader(join(folder, 'node_modules', name)),
	);
	await Promise.all(loaders.map(async (loader) => await loader.loadAll()));

	const { nodeTypes } = nodePackage;
	const find = (fullName: string) => {
		const loader = loaders.find(({ packageName }) => fullName.startsWith(`${packageName}.`));
		const name = fullName.slice(fullName.lastIndexOf('.') + 1);
		return loader && name in loader.known.nodes ? loader.getNode(name).type : null;
	};
	return {
		...nodePackage,
		nodeTypes: {
			...nodeTypes,
			getByName: (name) => find(name) ?? nodeTypes.getByName(name),
			getByNameAndVersion: (name, version) => {
				const type = find(name);
				return type
					? workflow.NodeHelpers.getVersionedNodeType(type, version)
					: nodeTypes.getByNameAndVersion(name, version);
			},
		},
		credentialType: (name) => {
			const loader = loaders.find(({ known }) => name in known.credentials);
			return loader ? loader.getCredential(name).type : nodePackage.credentialType(name);
		},
	};
}
