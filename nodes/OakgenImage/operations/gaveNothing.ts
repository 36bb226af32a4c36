import { valueAt } from '../text/json';
import type { ParameterReader } from './read';

/**
 * The end of a sentence about a parameter without a value: whether it was left empty, or an
 * expression in it gave nothing, which is looked for in the data and not in the node.
 *
 * @param path of the parameter among those of the node, such as `prompt` or `options.fileName`
 */
export function whyEmpty({ context }: ParameterReader, path: string): string {
	return isExpression(valueAt(context.getNode().parameters, path))
		? ': the expression gave nothing for this item'
		: '';
}

/** A resource locator has its expression in its value. */
function isExpression(parameter: unknown): boolean {
	const value = valueAt(parameter, 'value') ?? parameter;
	return typeof value === 'string' && value.startsWith('=');
}
