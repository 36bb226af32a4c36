import { gemini } from '../../nodes/OakgenImage/providers/gemini';
import { oakgen } from '../../nodes/OakgenImage/providers/oakgen';
import type { Provider } from '../../nodes/OakgenImage/providers/types';

export type ProviderName = 'oakgen' | 'gemini';

/** The providers by name, for tests that are about one or the other. */
export const providers: Record<ProviderName, Provider> = { oakgen, gemini };
