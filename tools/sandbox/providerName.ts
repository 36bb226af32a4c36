/** Whose API is played. */
export type ProviderName = 'oakgen' | 'gemini';
