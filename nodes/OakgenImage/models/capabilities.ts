import type { FormatChoices, FormatOption, Provider } from '../providers/types';
import type { ModelEntry } from './types';

/** A model at a provider; `entry` is null for a model of which nothing is known. */
export interface ModelAt {
	entry: ModelEntry | null;
	provider: Pick<Provider, 'label' | 'formatChoices' | 'takesMask'>;
}

/** What can be had of a format option: what the model has and the provider passes on. */
export function choicesAt({ entry, provider }: ModelAt, option: FormatOption): readonly string[] {
	const passedOn = of(provider.formatChoices, option);
	if (!entry) return passedOn;
	const had = of(entry.options, option);
	return passedOn.filter((choice) => had.includes(choice));
}

/** @returns null when it takes a mask, else whose fault it is that it does not, by name */
export function maskRefusal({ entry, provider }: ModelAt): string | null {
	if (!provider.takesMask) return provider.label;
	return entry?.mask === false ? entry.name : null;
}

function of(choices: FormatChoices, option: FormatOption): readonly string[] {
	return choices[option] ?? [];
}
