import type { SavedCredentials } from '../../engine/index.ts';

/** Where the pictures come from: the real services, when a key is there, or the sandbox. */
export interface ImageService {
	credentials: SavedCredentials;
	/** Lines for the user: what is used, and what that means. */
	notes: string[];
	isSandbox: boolean;
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
	// Two things that happen on any real day, so that attempts and waiting can be seen at work.
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
			'Its pictures are drawn by a program, not by a model. One job is slow and one request is',
			'refused with "too many requests" on purpose; the node waits and asks again.',
		],
		isSandbox: true,
		close: async () => await sandbox.close(),
	};
}
