import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether a node run goes on. Unless On Error is continue, the first image that is missing for good
 * ends it: nothing new is ordered, and what is in work is finished.
 */
export class StopPolicy {
	/** On Error is continue: failures become items of the output. */
	readonly continues: boolean;

	hasFailed = false;

	private readonly context: IExecuteFunctions;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		this.continues = context.continueOnFail();
	}

	noteFailure(): void {
		this.hasFailed = true;
	}

	/** The execution was cancelled: whatever is still done is done for nobody. */
	readonly isCancelled = (): boolean => this.context.getExecutionCancelSignal()?.aborted ?? false;

	/** Nothing new may be paid for. */
	readonly isStopped = (): boolean => this.isCancelled() || (this.hasFailed && !this.continues);
}
