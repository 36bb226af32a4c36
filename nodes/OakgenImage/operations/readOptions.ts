import type { INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../errors';
import { isRecord } from '../text/json';
import type { OptionReader } from '../providers/types';
import { isBlank } from './blank';
import { whyEmpty } from './gaveNothing';
import { labelAt } from './label';
import { option } from './options';
import { refuseSlips } from './prompt';
import { kindOf, type ParameterReader } from './read';

export function readModel(parameters: ParameterReader): { mode: 'list' | 'id'; value: string } {
	const locator = parameters.raw('modelId');
	const mode = isRecord(locator) && locator.mode === 'id' ? 'id' : 'list';
	const { context, itemIndex } = parameters;
	const value = context.getNodeParameter('modelId', itemIndex, '', { extractValue: true });
	if (isBlank(value)) {
		throw invalidInput(
			`No model is chosen${whyEmpty(parameters, 'modelId')}`,
			'Choose one in the parameter Model.',
		);
	}
	if (!['object', 'boolean'].includes(typeof value)) {
		refuseSlips(String(value).trim(), 'Model');
		return { mode, value: String(value) };
	}
	throw invalidInput(
		`Model got ${kindOf(value)}, not a text`,
		'Change the expression of Model so that it gives the name or ID of one model. Several at once are compared with the operation Compare Models, or asked one after the other with the option Fallback Models.',
	);
}

/** @throws ImageFailure when it is no number, or outside of the bounds that are declared */
export function readNumberOption(parameters: ParameterReader, name: string): number {
	return parameters.number(option(name), `options.${name}`);
}

/** @throws ImageFailure when it is neither yes nor no */
export function readFlagOption(parameters: ParameterReader, name: string): boolean {
	return parameters.flag(option(name), `options.${name}`);
}

/** The options that a provider declares, as it reads them. */
export function optionsOf(parameters: ParameterReader): OptionReader {
	const pathOf = ({ name }: INodeProperties) => `options.${name}`;
	return {
		text(property) {
			const standard = String(property.default);
			const text = parameters.text(pathOf(property), standard) || standard;
			refuseSlips(text, labelAt(property.name));
			return text;
		},
		choice: (property) => parameters.choice(property, pathOf(property)),
		isSet: (property) => parameters.isSet(pathOf(property)),
		flag: (property) => parameters.flag(property, pathOf(property)),
	};
}

/** As `optionsOf`, for an operation that shows some of them only: the others have their defaults. */
export function someOptionsOf(
	parameters: ParameterReader,
	shown: readonly INodeProperties[],
): OptionReader {
	const all = optionsOf(parameters);
	return {
		text: (property) => (shown.includes(property) ? all.text(property) : String(property.default)),
		choice: (property) =>
			shown.includes(property) ? all.choice(property) : String(property.default),
		flag: (property) => (shown.includes(property) ? all.flag(property) : property.default === true),
		isSet: (property) => shown.includes(property) && all.isSet(property),
	};
}

export function readOutputField(parameters: ParameterReader): string {
	const name = parameters.text('options.binaryPropertyOutput', 'data') || 'data';
	// n8n keeps these for itself: such a field would be read as something else.
	if (!['__proto__', 'constructor', 'prototype', '_files'].includes(name)) return name;
	throw invalidInput(
		`The output field cannot be named "${name}"`,
		'Choose another name in Put Output in Field, for example data.',
	);
}
