import type { IExecuteFunctions } from 'n8n-workflow';

import { createCancellation, type OwnedCancellation } from '../transport/cancellation';
import { Losses } from './losses';

/**
 * Whether a node run goes on. Unless On Error is continue, the first image that is missing for good
 * ends it: nothing new is ordered, and what is in work is finished.
 */
export class StopPolicy {
	/** On Error is continue: failures become items of the output. */
	readonly continues: boolean;

	hasFailed = false;

	/** Of the execution: whatever is still done then is done for nobody. */
	readonly cancellation: OwnedCancellation;

	readonly losses: Losses;

	constructor(context: IExecuteFunctions) {
		this.cancellation = createCancellation(context.getExecutionCancelSignal());
		this.continues = context.continueOnFail();
		this.losses = new Losses(context.getContext('node'), context.getExecutionId());
	}

	noteFailure(): void {
		this.hasFailed = true;
	}

	readonly isCancelled = (): boolean => this.cancellation.isCancelled();

	/** What is not begun stays undone. */
	readonly isStopped = (): boolean => this.isCancelled() || (this.hasFailed && !this.continues);

	/** Nothing new may be paid for. */
	readonly isClosed = (): boolean => this.isStopped() || this.losses.refusal() !== null;
}
