/**
 * What Oakgen has not published, in one place. Each of these can be overridden by the user
 * without a new release; the README lists them. Published (oakgen.ai, API guides): the generate
 * path, bearer authorization, and the body fields model, prompt, resolution and aspect_ratio.
 * The ids of further models are in the catalogue, and By ID takes any.
 */

/** The request field for reference images, as FAL and WaveSpeed name it. Option Image Field. */
export const IMAGE_FIELD = 'image_urls';

/** Where a pending job is asked for. Option Status Path. */
export const STATUS_PATH = '/v1/generate/image/{id}';

/** Status words, case ignored. Option for replies that read otherwise: Image URL Path. */
export const PENDING_WORDS = new Set([
	'created',
	'queued',
	'pending',
	'starting',
	'submitted',
	'in_queue',
	'in_progress',
	'processing',
	'running',
	'generating',
]);
export const DONE_WORDS = new Set([
	'completed',
	'complete',
	'succeeded',
	'success',
	'finished',
	'done',
	'ready',
	'ok',
]);
export const FAILED_WORDS = new Set([
	'failed',
	'failure',
	'error',
	'cancelled',
	'canceled',
	'rejected',
	'expired',
	'nsfw',
	'blocked',
]);

export const STATUS_FIELDS = ['status', 'state', 'task_status'] as const;

/** In order of trust: a task or job id names the job, a request id only the HTTP request. */
export const ID_FIELDS = [
	'task_id',
	'taskId',
	'job_id',
	'jobId',
	'generation_id',
	'id',
	'request_id',
] as const;

export const STATUS_URL_FIELDS = ['status_url', 'poll_url', 'polling_url'] as const;

/** What a model writes beside the image, or instead of it. */
export const TEXT_FIELDS = ['text', 'refusal'] as const;

/** FAL: where a finished job's result is. */
export const RESULT_URL_FIELD = 'response_url';

export const CREDIT_FIELDS = ['credits', 'credits_used', 'creditsUsed', 'cost'] as const;

/** Names under which replies to an edit repeat the reference images, besides the request's own. */
export const ECHO_FIELDS = ['image', 'image_url', 'image_urls'] as const;

/** Objects that only wrap a reply of another shape. */
export const WRAPPER_FIELDS = ['result', 'data', 'output'] as const;

/** The models of the account. When it is not there, the list behind Model is the catalogue alone. */
export const MODELS_PATH = '/v1/models';
export const MODEL_LIST_FIELDS = ['data', 'models'] as const;
export const MODEL_ID_FIELDS = ['id', 'model', 'slug', 'name'] as const;
export const MODEL_NAME_FIELDS = ['display_name', 'name'] as const;
/** What a model makes; one that does not say is taken for an image model. */
export const MODEL_KIND_FIELDS = ['type', 'modality', 'capabilities'] as const;

/** How the ids end that are for the other operation. */
export const OTHER_OPERATION = { generate: '-edit', edit: '-text' } as const;
