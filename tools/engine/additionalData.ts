import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { CredentialsFromMemory, type SavedCredentials } from './credentials.ts';
import type { NodePackage } from './loadPackage.ts';
import { Container, core } from './n8n.ts';

const notHere = (what: string) => async (): Promise<never> => {
	throw new Error(`${what} needs a whole n8n; this engine runs single workflows`);
};

/** What n8n's server hands to an execution, as far as a node without sub-workflows can see it. */
export function makeAdditionalData(
	nodePackage: NodePackage,
	credentials: SavedCredentials,
): IWorkflowExecuteAdditionalData {
	const url = 'http://n8n.invalid/';
	return {
		credentialsHelper: new CredentialsFromMemory(nodePackage, credentials),
		externalSecretsProxy: Container.get(core.ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		executeWorkflow: notHere('A sub-workflow'),
		startRunnerTask: notHere('A task runner'),
		getRunExecutionData: notHere('Data of another execution'),
		getRuntimeCredential: async () => undefined,
		logAiEvent: () => {},
		instanceBaseUrl: url,
		restApiUrl: `${url}rest`,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
	};
}
