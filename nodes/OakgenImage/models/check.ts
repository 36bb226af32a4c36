import { invalidInput, type ImageFailure } from '../errors';
import type { Format, FormatOption } from '../providers/types';
import { choicesAt, maskRefusal, type ModelAt } from './capabilities';
import { FORMAT_LABELS } from './formatLabels';
import type { ModelEntry } from './types';

/**
 * Checks a format against what the provider takes, and what the catalogue says of the model; of a
 * model of which nothing is known, only what the provider takes is checked.
 *
 * @throws ImageFailure that names what the model allows
 */
export function checkFormat(model: ModelAt, format: Format): void {
	const { aspectRatio, resolution, ...options } = format;
	if (model.entry) checkShape(model.entry, { aspectRatio, resolution });
	for (const [name, value] of Object.entries(options) as Array<[FormatOption, string]>) {
		// What the model decides by itself, it decides without the option too.
		if (value !== 'auto') checkOption(model, name, value);
	}
}

function checkShape(entry: ModelEntry, { aspectRatio, resolution }: Format): void {
	if (!entry.resolutions.includes(resolution)) {
		throw lacks(entry.name, `resolution ${resolution}`, {
			parameter: FORMAT_LABELS.resolution,
			allowed: entry.resolutions,
		});
	}
	if (aspectRatio !== 'auto' && !entry.aspectRatios.includes(aspectRatio)) {
		throw lacks(entry.name, `aspect ratio ${aspectRatio}`, {
			parameter: FORMAT_LABELS.aspectRatio,
			allowed: [...entry.aspectRatios, 'auto'],
		});
	}
}

function checkOption(model: ModelAt, name: FormatOption, value: string): void {
	const allowed = choicesAt(model, name);
	if (allowed.includes(value)) return;
	const { entry, provider } = model;
	const label = FORMAT_LABELS[name];
	const isProviders = !entry || !provider.formatChoices[name]?.includes(value);
	const [owner, other] = isProviders ? [provider.label, 'provider'] : [entry.name, 'model'];
	if (allowed.length > 0) {
		throw lacks(owner, `${label.toLowerCase()} ${value}`, {
			...{ parameter: label, allowed, other },
		});
	}
	throw invalidInput(
		`${owner} has no ${label.toLowerCase()} to set`,
		`Remove the option ${label}, or choose another ${other}.`,
	);
}

/** @throws ImageFailure when the catalogue says that the model does not take this many */
export function checkReferences({ entry }: Pick<ModelAt, 'entry'>, references: number): void {
	if (!entry || references <= entry.maxReferences) return;
	const most = entry.maxReferences === 0 ? 'no' : `at most ${entry.maxReferences}`;
	throw invalidInput(
		`${entry.name} takes ${most} reference images, this item has ${references}`,
		'Remove some of them, or choose a model that takes more.',
	);
}

/** @throws ImageFailure when the provider or the model takes no mask */
export function checkMask(model: ModelAt): void {
	const refusing = maskRefusal(model);
	if (refusing === null) return;
	const other = model.provider.takesMask ? 'a model' : 'a provider and a model';
	throw invalidInput(
		`${refusing} takes no mask`,
		`Remove the option Mask Field Name and say in the prompt what is to change, or choose ${other} that takes one, such as GPT Image 2.6.`,
	);
}

function lacks(
	owner: string,
	what: string,
	instead: { parameter: string; allowed: readonly string[]; other?: string },
): ImageFailure {
	const { parameter, allowed, other = 'model' } = instead;
	return invalidInput(
		`${owner} does not have ${what}, only ${allowed.join(', ')}`,
		`Set ${parameter} to one of these, or choose another ${other}.`,
	);
}
