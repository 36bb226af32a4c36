/**
 * What running again costs, in the words of n8n's editor, and the only place that says it. The words
 * "paid" and "billed" are left to messages, where they mean that money may be spent.
 *
 * n8n hands the node what it noted of its images on *Executions → Retry* and on Retry On Fail; *Execute
 * step* and *Execute workflow* start with nothing (seen in n8n 2.41.1, `tools/e2e/stories/runAgain.ts`).
 */
const EXECUTE =
	'Execute step and Execute workflow start a new execution, which orders every image anew.';

/** Its menu has two entries, and only one of them knows what was changed. */
const WAY = 'Executions → Retry (after a change: Retry with currently saved workflow)';

/** After a failure that leaves nothing behind for this image: what others have is taken up. */
export const RETRY = `${WAY} orders only the images that are missing, and so does Retry On Fail. ${EXECUTE}`;

/** For an image that is made, or a job that goes on: the node knows of it. */
export const RETRY_FETCHES = `${WAY} fetches this image and does not order it again, and so does Retry On Fail. ${EXECUTE}`;

/** For an image that is no longer where it was, and a job that nobody knows any more. */
export const RETRY_ASKS_ONCE_MORE = `${WAY} asks for this image once more; when that fails too, it is ordered anew. ${EXECUTE}`;

/** Nobody knows what the provider made: Retry On Fail leaves such an image alone, the user decides. */
export const LOOK_FIRST = `Look into your account first: Executions → Retry orders this image anew, and Retry On Fail does not. ${EXECUTE}`;

/**
 * n8n's editor offers no Retry for an execution that was stopped, or that the workflow's timeout ended.
 * Its API does; only after a timeout it hands the node what it noted (`tools/e2e/stories/cancel.ts`).
 */
const BY_API =
	'n8n’s editor has no Retry for an execution that was stopped or timed out. A retry by n8n’s API goes on with what is noted after a timeout, and orders every image anew after Stop.';

export const AFTER_STOP = `${BY_API} ${EXECUTE}`;

/** The same for an order that was sent and not answered, at a provider that knows it again by its key. */
export const AFTER_STOP_UNDER_SAME_KEY = `${BY_API} Such an order goes out under its Idempotency-Key again: a provider that heeds it makes nothing twice. ${EXECUTE}`;

/** Of other images of the run, behind an advice that says the rest. */
export const HANDED_OUT = 'Executions → Retry hands them out and does not order them again.';

/** Nothing was made for this image, and the provider said so. */
export const NOT_MADE = 'Nothing was made for this image.';

/** For what only asks for images that were ordered before. */
export const ASKING_IS_FREE =
	'This operation orders nothing, so trying again costs nothing, with whichever button.';
