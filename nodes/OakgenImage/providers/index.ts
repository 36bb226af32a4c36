import { gemini } from './gemini';
import { oakgen } from './oakgen';
import type { Provider, ProviderName } from './types';

/** A new provider is a new entry here, and a new option of the parameter Provider. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = { oakgen, gemini };
