import type { IDataObject } from 'n8n-workflow';

import { pngNumber } from '../money/png';
import { BASE_URL, outcomeOf } from './orderOne';
import { runInMemory, type MemoryAnswer, type MemoryRequest } from './memoryNode';

/** What is answered in an execution. A body that is no buffer is sent as JSON. */
export interface Told {
	status?: number;
	headers?: Record<string, string>;
	body?: object | string;
}

interface Execution {
	/** Of the execution; the same again is another try of it. */
	id: string;
	answer(asked: MemoryRequest): Told;
	parameters?: IDataObject;
	continues?: boolean;
	onStore?(): void;
	/** Round of a loop. */
	runIndex?: number;
}

/** What came of one execution, or one try of it. */
export interface Outcome {
	/** `image`, or the error of the first item. */
	outcome: string;
	/** Of the first item. */
	warnings: unknown;
	/** Of the other items. */
	errors: string[];
	paid: MemoryRequest[];
	asked: string[];
}

export const picture = (number = 1): Told => ({ body: pngNumber(number) });

export const ordersOf = (outcomes: readonly Outcome[]): MemoryRequest[] =>
	outcomes.flatMap(({ paid }) => paid);

/** One item in several executions, each with what n8n has saved of the one before. */
export async function retried(executions: readonly Execution[]): Promise<Outcome[]> {
	let context: IDataObject = {};
	const outcomes: Outcome[] = [];
	for (const execution of executions) {
		const { id, answer, parameters = {}, continues = false, onStore, runIndex = 0 } = execution;
		const run = await runInMemory({
			parameters: {
				provider: 'oakgen',
				operation: 'generate',
				prompt: 'a red fox',
				modelId: { mode: 'id', value: 'some-model' },
				simplify: false,
				...parameters,
			},
			...{
				apiKey: 'sk-0123456789',
				baseUrl: BASE_URL,
				context,
				executionId: id,
				continues,
				runIndex,
			},
			answer: (asked) => toAnswer(answer(asked)),
			...(onStore && { onStore }),
		});
		context = JSON.parse(JSON.stringify(run.context)) as IDataObject;
		const paid = run.requests.filter(({ method }) => method === 'POST');
		const asked = run.requests.filter(({ method }) => method === 'GET').map(({ url }) => url);
		const thrown = run.error === undefined ? null : (run.error as Error).message;
		const warnings = run.items[0]?.json.warnings;
		const errors = run.items
			.slice(1)
			.flatMap(({ json }) => (json.error ? [String(json.error)] : []));
		outcomes.push({ outcome: thrown ?? outcomeOf(run), warnings, errors, paid, asked });
	}
	return outcomes;
}

function toAnswer({ status = 200, headers = {}, body = '' }: Told): MemoryAnswer {
	if (Buffer.isBuffer(body)) return { status, headers, body };
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { status, headers, body: Buffer.from(text) };
}
