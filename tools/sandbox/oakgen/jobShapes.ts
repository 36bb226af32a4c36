import { jsonReply } from '../wire.ts';
import type { WireReply } from '../wire.ts';
import { imageObject } from './finishedGeneration.ts';
import type { FinishedGeneration } from './finishedGeneration.ts';

type Say = (g: FinishedGeneration) => WireReply;

/** A generation that is first promised, then polled. */
export interface JobShape {
	/** The answer to the POST. */
	accepted: Say;
	/** The answer to a poll before the end. */
	pending: Say;
	/** The answer to a poll after the end, which is the `turn`th that finds it so. */
	ended: (g: FinishedGeneration, turn?: number) => WireReply;
	/** The id under which clients know it, where that is not the generation's. */
	alias?: (g: FinishedGeneration) => string;
	/** Where it is polled: at the documented path with its id, or only at the URL that was given. */
	polledAt: 'id' | 'statusUrl';
	/** False when it ends without an image, which is not billed. */
	makesImage: boolean;
}

const idFields = [
	'id',
	'job_id',
	'jobId',
	'task_id',
	'taskId',
	'request_id',
	'generation_id',
] as const;
const statusFields = ['status', 'state', 'task_status'] as const;
const pendingWords = [
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
	'IN_QUEUE',
	'Processing',
] as const;
const doneWords = [
	'completed',
	'complete',
	'succeeded',
	'success',
	'finished',
	'done',
	'ready',
	'ok',
	'COMPLETED',
] as const;
const failedWords = [
	'failed',
	'failure',
	'error',
	'cancelled',
	'canceled',
	'rejected',
	'expired',
	'nsfw',
	'blocked',
	'FAILED',
] as const;
const urlFields = ['status_url', 'poll_url', 'polling_url'] as const;

interface Wording {
	idField?: string;
	statusField?: string;
	pendingWord?: string;
	doneWord?: string;
}

function job(wording: Wording = {}, change: Partial<JobShape> = {}): JobShape {
	const {
		idField = 'id',
		statusField = 'status',
		pendingWord = 'queued',
		doneWord = 'completed',
	} = wording;
	const head = (g: FinishedGeneration, word: string) => ({ [idField]: g.id, [statusField]: word });
	const pending: Say = (g) => jsonReply(head(g, pendingWord));
	return {
		accepted: pending,
		pending,
		ended: (g) =>
			jsonReply({
				...head(g, doneWord),
				images: g.images.map(imageObject),
				credits_used: g.credits,
			}),
		polledAt: 'id',
		makesImage: true,
		...change,
	};
}

function failingJob(word: string): JobShape {
	return job(
		{},
		{
			ended: (g) => jsonReply({ id: g.id, status: word, error: 'The upstream model failed' }),
			makesImage: false,
		},
	);
}

/** More than a double can hold, so that a client which reads it as a number asks for another one. */
function wideNumber({ id }: FinishedGeneration): string {
	const digits = BigInt(`0x${id.replace(/^\D*_/, '').slice(0, 15)}`) | (1n << 62n) | 1n;
	return digits.toString();
}

/** JSON whose id is a number with all its digits, which JSON.stringify cannot write. */
function withNumber(g: FinishedGeneration, rest: Record<string, unknown>): WireReply {
	const reply = jsonReply(rest);
	const body = reply.body.toString().replace(/^\{/, `{"id":${wideNumber(g)},`);
	return { ...reply, body: Buffer.from(body) };
}

const pollsUntilImages = 2;

const jobs = {
	'job-id-alone': job({}, { accepted: (g) => jsonReply({ id: g.id }) }),
	// Only the task is known to the status endpoint; the request's id is a trap.
	'job-task-and-request': job(
		{ idField: 'task_id' },
		{
			accepted: (g) => jsonReply({ request_id: `req_${g.id}`, task_id: g.id, status: 'queued' }),
		},
	),
	'job-in-data': job(
		{},
		{
			accepted: (g) => jsonReply({ code: 200, data: { task_id: g.id, status: 'created' } }),
			pending: (g) => jsonReply({ code: 200, data: { task_id: g.id, status: 'processing' } }),
			ended: (g) =>
				jsonReply({
					code: 200,
					data: { task_id: g.id, status: 'completed', outputs: g.images.map((image) => image.url) },
				}),
		},
	),
	'job-status_url-alone': job(
		{},
		{
			accepted: (g) => jsonReply({ status_url: g.statusUrl }),
			polledAt: 'statusUrl',
		},
	),
	'job-urls.get': job(
		{ pendingWord: 'starting', doneWord: 'succeeded' },
		{
			accepted: (g) => jsonReply({ id: g.id, status: 'starting', urls: { get: g.statusUrl } }),
			ended: (g) =>
				jsonReply({ id: g.id, status: 'succeeded', output: g.images.map((image) => image.url) }),
			polledAt: 'statusUrl',
		},
	),
	'job-location': job(
		{},
		{
			accepted: (g) => jsonReply({ status: 'queued' }, 202, { location: g.statusUrl }),
			polledAt: 'statusUrl',
		},
	),
	'job-location-relative': job(
		{},
		{
			accepted: (g) =>
				jsonReply({ status: 'queued' }, 202, { location: new URL(g.statusUrl).pathname }),
			polledAt: 'statusUrl',
		},
	),
	'job-location-no-body': job(
		{},
		{
			accepted: (g) => ({ status: 202, headers: { location: g.statusUrl }, body: Buffer.alloc(0) }),
			polledAt: 'statusUrl',
		},
	),
	// FAL: the status says done, and the result is behind another URL.
	'job-fal': job(
		{},
		{
			accepted: (g) =>
				jsonReply({
					request_id: g.id,
					status: 'IN_QUEUE',
					queue_position: 1,
					status_url: g.statusUrl,
					response_url: g.resultUrl,
				}),
			pending: (g) =>
				jsonReply({ request_id: g.id, status: 'IN_PROGRESS', response_url: g.resultUrl }),
			ended: (g) => jsonReply({ request_id: g.id, status: 'COMPLETED', response_url: g.resultUrl }),
			polledAt: 'statusUrl',
		},
	),
	// A poll never has to repeat what the first reply said.
	'job-poll-without-id': job(
		{},
		{
			pending: () => jsonReply({ status: 'processing' }),
			ended: (g) => jsonReply({ status: 'completed', images: g.images.map(imageObject) }),
		},
	),
	'job-done-then-images': job(
		{},
		{
			ended: (g, turn = Infinity) =>
				jsonReply({
					id: g.id,
					status: 'completed',
					images: turn > pollsUntilImages ? g.images.map(imageObject) : [],
				}),
		},
	),
	'job-wide-number-id': job(
		{},
		{
			alias: wideNumber,
			accepted: (g) => withNumber(g, { status: 'queued' }),
			pending: (g) => withNumber(g, { status: 'processing' }),
			ended: (g) => withNumber(g, { status: 'completed', images: g.images.map(imageObject) }),
		},
	),
	// The address of the job beside the picture that it made.
	'job-own-url': job(
		{},
		{
			ended: (g) =>
				jsonReply({
					id: g.id,
					status: 'completed',
					url: new URL(`/v1/generate/image/${g.id}`, g.statusUrl).href,
					images: g.images.map(imageObject),
				}),
		},
	),
	'job-no-image': job(
		{},
		{
			ended: (g) => jsonReply({ id: g.id, status: 'completed', images: [] }),
			makesImage: false,
		},
	),
	'job-refused': job(
		{},
		{
			ended: (g) =>
				jsonReply({
					id: g.id,
					status: 'failed',
					error: {
						message: 'The prompt was rejected by the safety filter',
						code: 'content_policy',
					},
				}),
			makesImage: false,
		},
	),
} satisfies Record<string, JobShape>;

export type JobReplyName =
	| keyof typeof jobs
	| `job-${(typeof idFields)[number]}`
	| `job-field-${(typeof statusFields)[number]}`
	| `job-pending-${(typeof pendingWords)[number]}`
	| `job-done-${(typeof doneWords)[number]}`
	| `job-failed-${(typeof failedWords)[number]}`
	| `job-${(typeof urlFields)[number]}`;

function* named(): Generator<[JobReplyName, JobShape]> {
	for (const name of Object.keys(jobs) as Array<keyof typeof jobs>) yield [name, jobs[name]];
	for (const field of idFields) yield [`job-${field}`, job({ idField: field })];
	for (const field of statusFields) yield [`job-field-${field}`, job({ statusField: field })];
	for (const word of pendingWords) yield [`job-pending-${word}`, job({ pendingWord: word })];
	for (const word of doneWords) yield [`job-done-${word}`, job({ doneWord: word })];
	for (const word of failedWords) yield [`job-failed-${word}`, failingJob(word)];
	for (const field of urlFields) {
		const accepted: Say = (g) => jsonReply({ id: g.id, status: 'queued', [field]: g.statusUrl });
		yield [`job-${field}`, job({}, { accepted, polledAt: 'statusUrl' })];
	}
}

/** Every way in which a pending job can be announced and ended, by name. */
export const jobShapes = Object.fromEntries(named()) as Record<JobReplyName, JobShape>;
