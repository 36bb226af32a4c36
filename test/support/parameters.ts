import type { IExecuteFunctions } from 'n8n-workflow';

import { ParameterReader } from '../../nodes/OakgenImage/operations/read';
import { optionsOf } from '../../nodes/OakgenImage/operations/readOptions';

/** The parameters of one item, by their paths; what is not there was not added. */
export function parametersOf(values: Record<string, unknown>): ParameterReader {
	const context = {
		getNodeParameter: (path: string, _itemIndex: number, fallback?: unknown) =>
			path in values ? values[path] : fallback,
		getNode: () => ({ parameters: {} }),
		getInputData: () => [{ json: {} }],
	};
	return new ParameterReader(context as unknown as IExecuteFunctions, 0);
}

/** What was added under Options, as a provider reads it. */
export function optionReader(options: Record<string, unknown>): ReturnType<typeof optionsOf> {
	const named = Object.entries(options).map(([name, value]) => [`options.${name}`, value] as const);
	return optionsOf(parametersOf(Object.fromEntries(named)));
}
