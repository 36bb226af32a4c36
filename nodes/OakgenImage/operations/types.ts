import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FetchPlan, OrderPlan } from './plan';
import type { ParameterReader } from './read';

/** What n8n shows of an operation. */
interface OperationEntry {
	/** Its entry in the parameter Operation. */
	option: INodePropertyOptions;
	/** What the editor shows below the node, as an expression. */
	subtitle: string;
	/** Which model, or which job: shown first, with the operations that have it. */
	subject: readonly INodeProperties[];
	/** What it works on: shown below the prompt. */
	inputs: readonly INodeProperties[];
	/** How the result is handed on: shown last, above the options. */
	output: readonly INodeProperties[];
}

/** Orders images, which is paid for: it has all the parameters and options of an order. */
export interface OrderOperation extends OperationEntry {
	kind: 'order';
	prompt: INodeProperties;
	/**
	 * Reads and checks the parameters of one item. What it needs for that is loaded then: n8n starts
	 * without it.
	 *
	 * @throws ImageFailure that says which one is wrong and what is allowed
	 */
	readPlan(parameters: ParameterReader): Promise<OrderPlan>;
}

/** Fetches what was ordered before. */
export interface FetchOperation extends OperationEntry {
	kind: 'fetch';
	/** As that of an order. */
	readPlan(parameters: ParameterReader): Promise<FetchPlan>;
}

export type Operation = OrderOperation | FetchOperation;
