import { asFailure, invalidInput, type ImageFailure } from '../errors';
import { CATALOGUE } from '../models/catalogue';
import { chooseModel, keyNamed, namedModel, type ChosenModel } from '../models/choose';
import { whyEmpty } from './gaveNothing';
import { requestTo, type CommonRequest } from './modelChoices';
import type { ModelChoice } from './plan';
import type { ParameterReader } from './read';

/** More is a mistake in an expression rather than a comparison. */
const MOST_MODELS = 20;

/** A model of a comparison: what it is asked for, or why it cannot be asked. */
type ComparedModel = { name: string } & ({ choice: ModelChoice } | { failure: ImageFailure });

/**
 * Reads which models are compared, and what each is asked for.
 *
 * @throws ImageFailure when they are too few or too many
 */
export function readComparedModels(
	parameters: ParameterReader,
	common: CommonRequest,
): ComparedModel[] {
	const { provider, request } = common;
	const use = { provider, operation: request.operation };
	const listed = parameters.list('modelIds');
	const all = [...listed, ...parameters.list('customModelIds')];
	if (all.length < 2) {
		throw invalidInput(
			all.length === 0
				? `No model is chosen${whyEmpty(parameters, 'modelIds')}`
				: 'Only one model is chosen, so there is nothing to compare',
			'Choose at least two in Models, or set Operation to Generate an Image.',
		);
	}
	if (all.length > MOST_MODELS) {
		throw invalidInput(
			`${all.length} models are chosen, but at most ${MOST_MODELS} can be compared at once`,
			'Remove some of them, or compare them in several items.',
		);
	}
	const seen = new Set<string>();
	return all.map((text, place) => {
		try {
			const isListed = place < listed.length;
			const model = isListed
				? chooseModel({ mode: 'list', value: text }, use)
				: namedModel(text, use);
			if (seen.has(model.id)) throw chosenTwice(model);
			seen.add(model.id);
			return { name: nameOf(model), choice: { ...requestTo(model, common), ruledOut: [] } };
		} catch (error) {
			const name = CATALOGUE[keyNamed(text) ?? '']?.name ?? text;
			return { name, failure: asFailure(error) };
		}
	});
}

function nameOf({ id, entry }: ChosenModel): string {
	return entry?.name ?? id;
}

function chosenTwice(model: ChosenModel): ImageFailure {
	return invalidInput(
		`${nameOf(model)} is chosen twice`,
		'Remove one of the two from Models or More Models by ID: it is asked once.',
	);
}
