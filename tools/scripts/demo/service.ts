import type { SavedCredentials } from '../../engine/index.ts';
import type { Bill } from '../../sandbox/index.ts';
import { lostPrompt, refusedPrompt } from './showcase.ts';

/** Where the pictures come from: the real services, when a key is there, or the sandbox. */
export interface ImageService {
	credentials: SavedCredentials;
	/** Lines for the user: what is used, and what that means. */
	notes: string[];
	isSandbox: boolean;
	/** What was paid, where that can be asked. */
	bill?: () => Bill;
	close(): Promise<void>;
}

export async function chooseService(environment: NodeJS.ProcessEnv): Promise<ImageService> {
	const { OAKGEN_API_KEY, GEMINI_API_KEY } = environment;
	return OAKGEN_API_KEY ? realService(OAKGEN_API_KEY, GEMINI_API_KEY) : await sandboxService();
}

function realService(oakgenKey: string, geminiKey: string | undefined): ImageService {
	return {
		credentials: {
			oakgenApi: { apiKey: oakgenKey },
			...(geminiKey && { geminiImageApi: { apiKey: geminiKey } }),
		},
		notes: [
			'OAKGEN_API_KEY is set: the pictures are made by the real service and cost credits.',
			geminiKey
				? 'GEMINI_API_KEY is set: Gemini nodes call Google.'
				: 'GEMINI_API_KEY is not set: nodes that call Google directly are switched off.',
		],
		isSandbox: false,
		close: async () => {},
	};
}

async function sandboxService(): Promise<ImageService> {
	// Only now: with a key, nothing of the sandbox is needed.
	const { startSandbox } = await import('../../sandbox/index.ts');
	const sandbox = await startSandbox();
	// Things that happen on any real day, so that waiting and not paying twice can be seen at work.
	sandbox.addRule({
		where: 'generate',
		promptIncludes: refusedPrompt,
		reply: 'success-false-object',
	});
	sandbox.addRule({
		where: 'generate',
		promptIncludes: lostPrompt,
		times: 1,
		fault: { kind: 'status', status: 504, afterGenerating: true },
	});
	sandbox.addRule({
		where: 'generate',
		promptIncludes: 'weathered wooden table',
		reply: 'job-id',
		pendingPolls: 1,
	});
	sandbox.addRule({
		where: 'generate',
		promptIncludes: 'espresso machine',
		times: 1,
		fault: { kind: 'status', status: 429, retryAfterSeconds: 1 },
	});
	return {
		credentials: {
			oakgenApi: { apiKey: sandbox.oakgenApiKey, baseUrl: sandbox.url },
			geminiImageApi: { apiKey: sandbox.geminiApiKey, baseUrl: sandbox.geminiUrl },
		},
		notes: [
			'No OAKGEN_API_KEY: a sandbox on this machine answers instead of Oakgen and Google.',
			'Its pictures are drawn by a program, not by a model. One order is slow, one is refused, one',
			'answer gets lost and one request comes too early, all on purpose.',
		],
		isSandbox: true,
		bill: () => sandbox.statement(),
		close: async () => await sandbox.close(),
	};
}
