import type { IExecuteFunctions } from 'n8n-workflow';

import { OPERATIONS } from './index';
import type { ItemPlan } from './plan';
import { operation } from './properties';
import { ParameterReader } from './read';

/**
 * Reads and checks the parameters of one item.
 *
 * @throws ImageFailure that says which one is wrong and what is allowed
 */
export async function readPlan(context: IExecuteFunctions, itemIndex: number): Promise<ItemPlan> {
	const parameters = new ParameterReader(context, itemIndex);
	const name = parameters.choice(operation);
	const chosen = OPERATIONS.find(({ option }) => option.value === name);
	if (!chosen) throw new Error(`There is no operation ${name}`);
	return await chosen.readPlan(parameters);
}
