import { gemini } from './gemini';
import { oakgen } from './oakgen';
import type { Provider } from './types';

/** In the order of the parameter Provider; the first is the default. */
export const PROVIDERS: readonly Provider[] = [oakgen, gemini];

/** @returns undefined for a name that no provider has */
export function providerNamed(name: string): Provider | undefined {
	return PROVIDERS.find((provider) => provider.name === name);
}
