import type { ProviderName } from '../../tools/sandbox/index.ts';
import type { FaultTable, Row } from './row.ts';

/** A row with one provider. */
export interface Act extends Row {
	provider: ProviderName;
	name: string;
}

export function actsOf({ rows }: FaultTable): Act[] {
	return rows.flatMap((row) => {
		const { provider = 'oakgen' } = row;
		const providers = provider === 'both' ? (['oakgen', 'gemini'] as const) : [provider];
		return providers.map((one) => ({ ...row, provider: one, name: nameOf(row, one) }));
	});
}

function nameOf({ fault, settings }: Row, provider: ProviderName): string {
	return [fault, provider, ...(settings ? [JSON.stringify(settings)] : [])].join(', ');
}
