import { geminiEntry } from './gemini/entry';
import { oakgenEntry } from './oakgen/entry';
import type { Provider, ProviderEntry } from './types';

/** A provider in the list; what reads and writes for it is loaded when something runs. */
interface ListedProvider extends ProviderEntry {
	load(): Promise<Provider>;
}

/** In the order of the parameter Provider; the first is the default. */
export const PROVIDERS: readonly ListedProvider[] = [
	{ ...oakgenEntry, load: async () => (await import('./oakgen')).oakgen },
	{ ...geminiEntry, load: async () => (await import('./gemini')).gemini },
];

/** @returns undefined for a name that no provider has */
export async function providerNamed(name: string): Promise<Provider | undefined> {
	return await PROVIDERS.find((provider) => provider.name === name)?.load();
}
