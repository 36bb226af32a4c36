import type { IContextObject, IExecuteFunctions } from 'n8n-workflow';

import { bytesOf, memoryContext } from '../support/memoryHost';
import type { Settings } from './history';
import { ordersOf } from './orders';
import { parametersOf } from './parametersOf';
import type { ProviderModel } from './providerModel';
import { languages } from './replies';

/** As the node chooses by itself. */
const MODEL = { mode: 'list', value: 'nano-banana-2-lite' };

export interface Stage {
	settings: Settings;
	executionId: string;
	runIndex: number;
	/** What n8n keeps for the node between tries. */
	context: IContextObject;
	provider: ProviderModel;
	signal: AbortSignal;
	/** Of every execution that is retried, and of its retries. */
	token: string;
	/** Lines of n8n's log. */
	logged: string[];
	/** Of n8n's process: what happens from then on reaches nobody. */
	end: AbortSignal;
}

/** A run of the node whose HTTP goes to the model, and whose storage fails when the history says so. */
export function makeContext({ settings, provider, end, ...stage }: Stage): IExecuteFunctions {
	const orders = ordersOf(settings);
	const shared = parametersOf(settings);
	const parameters = orders.map(({ prompt, seed }) => ({
		...{ ...shared, prompt, modelId: MODEL },
		options: { ...shared.options, ...(seed !== null && { seed }) },
	}));
	const whileAlive = async <T>(work: () => Promise<T>): Promise<T> =>
		await (end.aborted ? new Promise<never>(() => undefined) : work());
	return memoryContext({
		...{ ...stage, continues: settings.continues },
		items: orders.map((order) => ({ json: { ...order } })),
		parametersOf: (item) => parameters[item] ?? {},
		credentials: { apiKey: 'key-of-the-account', baseUrl: languages[settings.provider].baseUrl },
		request: async (credential, asked) =>
			await whileAlive(() =>
				credential === null
					? provider.requestWithoutKey(asked)
					: provider.requestWithKey(credential, asked),
			),
		store: async (source, fileName, mimeType) =>
			await whileAlive(async () => {
				await provider.files.store(source);
				const data = (await bytesOf(source)).toString('base64');
				return { mimeType, fileName, data };
			}),
		log: (line) => void stage.logged.push(line),
	});
}
