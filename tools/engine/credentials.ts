import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type { NodePackage } from './loadPackage.ts';
import { workflow as n8n } from './n8n.ts';

/** What the user saved, by credential type: `{ oakgenApi: { apiKey: '…' } }`. */
export type SavedCredentials = Record<string, ICredentialDataDecryptedObject>;

/**
 * Stands where n8n's database-bound CredentialsHelper stands: saved values come from memory, while
 * default values, expressions and `authenticate` are treated as n8n treats them.
 */
export class CredentialsFromMemory extends n8n.ICredentialsHelper {
	readonly #package: NodePackage;
	readonly #saved: SavedCredentials;

	constructor(nodePackage: NodePackage, saved: SavedCredentials) {
		super();
		this.#package = nodePackage;
		this.#saved = saved;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ name }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const saved = this.#saved[type];
		if (!saved) throw new Error(`No credentials of type "${type}" were given for "${name}"`);
		return this.withDefaults(type, saved);
	}

	withDefaults(
		type: string,
		saved: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const defaults = Object.fromEntries(
			this.getCredentialsProperties(type).map((property) => [property.name, property.default]),
		);
		return { ...defaults, ...saved } as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const { authenticate } = this.#package.credentialType(type);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate?.type !== 'generic') return request;

		const resolve = (value: unknown): unknown =>
			typeof value === 'string' && value.startsWith('=')
				? workflow.expression.getSimpleParameterValue(
						node,
						value,
						'internal',
						{ $credentials: credentials },
						undefined,
						'',
					)
				: value;

		// n8n changes the options in place: a node that shares a headers object between requests must
		// meet that here too.
		request.headers ??= {};
		const parts = request as unknown as Record<string, Record<string, unknown> | undefined>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			const target = (parts[part] ??= {});
			for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
				target[String(resolve(key))] = resolve(value);
			}
		}
		return request;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.#package.credentialType(type).properties;
	}

	getParentTypes(type: string): string[] {
		return this.#package.credentialType(type).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Encrypted credentials do not exist here');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}
