import { accumulateTokenUsage, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

/** As the Interactions API of Gemini names them. */
const INPUT = 'total_input_tokens';
const OUTPUT = 'total_output_tokens';

export interface Tokens {
	input: number;
	output: number;
}

/** The tokens of replies that are paid for; null when none of them tells of any. */
export function tokensIn(usages: ReadonlyArray<IDataObject | null>): Tokens | null {
	const told = usages.filter((usage) => usage !== null && (INPUT in usage || OUTPUT in usage));
	if (told.length === 0) return null;
	const sum = (name: string) => told.reduce((total, usage) => total + count(usage?.[name]), 0);
	return { input: sum(INPUT), output: sum(OUTPUT) };
}

/** Adds them to what n8n counts for its Insights, where n8n does so (seen in 2.41.1). */
export function reportTokens(context: IExecuteFunctions, tokens: Tokens | null): void {
	// n8n's own module is another one in every version.
	const report: unknown = accumulateTokenUsage;
	if (tokens === null || typeof report !== 'function') return;
	try {
		accumulateTokenUsage(context, tokens.input, tokens.output);
	} catch {
		// A count that cannot be made costs nobody a paid image.
	}
}

function count(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
