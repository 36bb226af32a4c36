import type { Settings } from './history';
import type { MadeFile } from './story';

/** A whole HTTP answer. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

export interface OrderedImage {
	model: string;
	prompt: string;
	seed: number | null;
}

/** How a provider speaks. */
export interface Language {
	baseUrl: string;
	generatePath: string;
	credential: string;
	/** The ids of the first model and of its fallbacks. */
	models: readonly string[];
	orderIn(body: unknown): OrderedImage;
	/** Without an id, as a poll may be answered. */
	pending(id: string | null, statusUrl: string | null): Answer;
	/** A job that is done before its images appear. */
	imageless(id: string): Answer;
	done(id: string, files: readonly MadeFile[]): Answer;
	/** Of a job when there is an id. */
	failed(id: string | null): Answer;
	error(status: number): Answer;
}

export function answerJson(
	body: object,
	status = 200,
	headers: Record<string, string> = {},
): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		body: Buffer.from(JSON.stringify(body)),
	};
}

const oakgen: Language = {
	baseUrl: 'https://api.oakgen.ai',
	generatePath: '/v1/generate/image',
	credential: 'oakgenApi',
	models: ['nano-banana-2-lite-text', 'nano-banana-2-text', 'nano-banana-pro-text'],
	orderIn: (body) => {
		const { model, prompt, seed = null } = body as Omit<OrderedImage, 'seed'> & { seed?: number };
		return { model, prompt, seed };
	},
	pending: (id, statusUrl) =>
		answerJson({
			...(id !== null && { id }),
			status: id === null ? 'processing' : 'queued',
			...(statusUrl !== null && { status_url: statusUrl }),
		}),
	imageless: (id) => answerJson({ id, status: 'completed' }),
	done: (id, files) => {
		const [first] = files;
		return first?.url === null
			? answerJson({ status: 'completed', image_base64: first.bytes.toString('base64') })
			: answerJson({ id, status: 'completed', images: files.map(({ url }) => ({ url })) });
	},
	failed: (id) =>
		id === null
			? answerJson({ success: false, error: { message: 'the model gave up' } })
			: answerJson({ id, status: 'failed', error: 'the model gave up' }),
	error: (status) => answerJson({ error: { message: 'not now' } }, status),
};

const gemini: Language = {
	baseUrl: 'https://generativelanguage.googleapis.com/v1',
	generatePath: '/interactions',
	credential: 'geminiImageApi',
	models: ['gemini-3.1-flash-lite-image', 'gemini-3.1-flash-image', 'gemini-3-pro-image'],
	orderIn: (body) => {
		const {
			model,
			input,
			generation_config: config,
		} = body as {
			model: string;
			input: Array<{ text: string }>;
			generation_config?: { seed?: number };
		};
		return { model, prompt: input[0].text, seed: config?.seed ?? null };
	},
	pending: (id) => answerJson({ ...(id !== null && { id }), status: 'in_progress', steps: [] }),
	imageless: (id) => answerJson({ id, status: 'completed', steps: [] }),
	done: (id, files) =>
		answerJson({
			id,
			status: 'completed',
			steps: [
				{
					type: 'model_output',
					content: files.map(({ url, bytes }) => ({
						type: 'image',
						mime_type: 'image/png',
						...(url === null ? { data: bytes.toString('base64') } : { uri: url }),
					})),
				},
			],
		}),
	failed: (id) =>
		answerJson({ ...(id === null ? {} : { id }), status: 'failed', errors: [{ message: 'no' }] }),
	error: (status) => answerJson({ error: { code: status, message: 'not now' } }, status),
};

export const languages: Record<Settings['provider'], Language> = { oakgen, gemini };

/** A status by which an order was certainly not taken. Of Google some are no word of that. */
export function certainStatus(status: number, provider: Settings['provider']): number {
	return provider === 'gemini' && [408, 502].includes(status) ? 500 : status;
}

export const htmlPage: Answer = {
	status: 200,
	headers: { 'content-type': 'text/html' },
	body: Buffer.from('<!doctype html><title>Please log in</title>'),
};
