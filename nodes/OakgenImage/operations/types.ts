import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ModelOperation } from '../providers/types';
import type { FetchPlan, OrderPlan } from './plan';
import type { ParameterReader } from './read';

/**
 * What n8n shows of an operation. Its own parameters are shown with it alone, unless they say more in
 * `displayOptions`.
 */
interface OperationEntry {
	/** Its entry in the parameter Operation. */
	option: INodePropertyOptions & { value: string };
	/** What the editor shows below the node, as an expression. */
	subtitle: string;
	/** What it works on: shown below the prompt. */
	inputs: readonly INodeProperties[];
	/** How the result is handed on: shown last, above the options. */
	output: readonly INodeProperties[];
}

/** Orders images, which is paid for: it has all the parameters and options of an order. */
interface OrderEntry extends OperationEntry {
	kind: 'order';
	/** Null: it asks for something that is always the same. */
	prompt: INodeProperties | null;
	/** Whether the option Mask Field Name is shown. */
	takesMask: boolean;
	/**
	 * Reads and checks the parameters of one item. What it needs for that is loaded then: n8n starts
	 * without it.
	 *
	 * @throws ImageFailure that says which one is wrong and what is allowed
	 */
	readPlan(parameters: ParameterReader): Promise<OrderPlan>;
}

/** Of one model: the parameter Model, what speaks against the chosen one, and Fallback Models. */
export interface OneModelOrder extends OrderEntry {
	hasOneModel: true;
	/** What the model is asked for, whatever the operation is called: it decides about the model's id. */
	asks: ModelOperation;
}

/** Of several models, which it lets choose by its own parameters. */
interface SeveralModelsOrder extends OrderEntry {
	hasOneModel: false;
	/** Shown first. */
	subject: readonly INodeProperties[];
}

export type OrderOperation = OneModelOrder | SeveralModelsOrder;

/** Fetches what was ordered before. */
export interface FetchOperation extends OperationEntry {
	kind: 'fetch';
	/** Which job: shown first. */
	subject: readonly INodeProperties[];
	/** As that of an order. */
	readPlan(parameters: ParameterReader): Promise<FetchPlan>;
}

export type Operation = OrderOperation | FetchOperation;
