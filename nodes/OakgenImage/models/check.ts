import { invalidInput, type ImageFailure } from '../errors';
import type { Format, FormatOption } from '../providers/types';
import type { ChosenModel } from './choose';
import { FORMAT_LABELS } from './formatLabels';
import type { ModelEntry } from './types';

/**
 * Checks a format against what the catalogue says of the model; a model of which nothing is known is
 * not checked.
 *
 * @throws ImageFailure that names what the model allows
 */
export function checkFormat({ entry }: ChosenModel, format: Format): void {
	if (!entry) return;
	const { aspectRatio, resolution, ...options } = format;
	if (!entry.resolutions.includes(resolution)) {
		throw lacks(entry, `resolution ${resolution}`, FORMAT_LABELS.resolution, entry.resolutions);
	}
	if (aspectRatio !== 'auto' && !entry.aspectRatios.includes(aspectRatio)) {
		throw lacks(entry, `aspect ratio ${aspectRatio}`, FORMAT_LABELS.aspectRatio, [
			...entry.aspectRatios,
			'auto',
		]);
	}
	for (const [name, value] of Object.entries(options) as Array<[FormatOption, string]>) {
		const allowed = entry.options[name] ?? [];
		if (allowed.includes(value)) continue;
		const label = FORMAT_LABELS[name];
		throw allowed.length === 0
			? invalidInput(
					`${entry.name} has no ${label.toLowerCase()} to set`,
					`Remove the option ${label}, or choose another model.`,
				)
			: lacks(entry, `${label.toLowerCase()} ${value}`, label, allowed);
	}
}

/** @throws ImageFailure when the catalogue says that the model does not take this many */
export function checkReferences({ entry }: ChosenModel, references: number): void {
	if (!entry || references <= entry.maxReferences) return;
	const most = entry.maxReferences === 0 ? 'no' : `at most ${entry.maxReferences}`;
	throw invalidInput(
		`${entry.name} takes ${most} reference images, this item has ${references}`,
		'Remove some of them, or choose a model that takes more.',
	);
}

function lacks(
	{ name }: ModelEntry,
	what: string,
	parameter: string,
	allowed: readonly string[],
): ImageFailure {
	return invalidInput(
		`${name} does not have ${what}, only ${allowed.join(', ')}`,
		`Set ${parameter} to one of these, or choose another model.`,
	);
}
