import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemPlan } from './plan';
import type { ParameterReader } from './read';

/** An operation of the node. */
export interface Operation {
	/** Its entry in the parameter Operation. */
	option: INodePropertyOptions;
	/** Which model, or which job: shown first. */
	subject: readonly INodeProperties[];
	/** What it works on: shown below the prompt. */
	inputs: readonly INodeProperties[];
	/** How the result is handed on: shown last, above the options. */
	output: readonly INodeProperties[];
	/**
	 * Reads and checks the parameters of one item.
	 *
	 * @throws ImageFailure that says which one is wrong and what is allowed
	 */
	readPlan(parameters: ParameterReader): Promise<ItemPlan>;
}
