import { PROVIDERS } from '../providers';
import type { FormatOption, ProviderEntry } from '../providers/types';

/** At the end of a description: which providers lack something. Empty when all have it. */
export function notWith(lacks: (provider: ProviderEntry) => boolean): string {
	const labels = PROVIDERS.filter(lacks).map(({ label }) => label);
	return labels.length === 0 ? '' : ` Not with ${labels.join(' or ')}.`;
}

/** As `notWith`, of a format option; of providers that have some of its choices, what they have. */
export function notEverywhere(option: FormatOption, choices: readonly string[]): string {
	const having = ({ formatChoices }: ProviderEntry) =>
		choices.filter((choice) => formatChoices[option]?.includes(choice));
	const some = PROVIDERS.flatMap((provider) => {
		const had = having(provider);
		if (had.length === 0 || had.length === choices.length) return [];
		return [
			` ${provider.label} has ${had.map((choice) => choice.toUpperCase()).join(' and ')} only.`,
		];
	});
	return [notWith((provider) => having(provider).length === 0), ...some].join('');
}
