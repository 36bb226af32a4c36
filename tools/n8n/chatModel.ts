import fastify from 'fastify';

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

type Said = string | ToolCall[];

/** What the model says next: words, or calls of tools; a function knows what happened until then. */
export type Turn = Said | (() => Said);

export interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
	stream?: boolean;
}

export interface ChatModel {
	/** For n8n's credential "OpenAI". */
	credential: { apiKey: string; url: string };
	requests: readonly ChatRequest[];
	close(): Promise<void>;
}

/** Speaks OpenAI's chat completions on 127.0.0.1 and says what the script says, turn by turn. */
export async function startChatModel(script: Turn[]): Promise<ChatModel> {
	const app = fastify({ bodyLimit: 64 * 1024 * 1024 });
	const requests: ChatRequest[] = [];
	const turns = script.values();
	app.post('/v1/chat/completions', (request, reply) => {
		const body = request.body as ChatRequest;
		requests.push(body);
		const { value: turn } = turns.next();
		if (turn === undefined) return reply.code(400).send(error('The script has ended'));
		const round = requests.length;
		const said = { id: `chatcmpl-${round}`, created: 0, model: 'scripted' };
		const message = messageOf(typeof turn === 'function' ? turn() : turn, round);
		const choice = { index: 0, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' };
		if (body.stream !== true) {
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			return { ...said, object: 'chat.completion', choices: [{ ...choice, message }], usage };
		}
		const chunk = {
			...said,
			object: 'chat.completion.chunk',
			choices: [{ ...choice, delta: message }],
		};
		const events = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
		return reply.type('text/event-stream').send(events);
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	const credential = { apiKey: 'scripted-model-key', url: `${url}/v1` };
	return { credential, requests, close: () => app.close() };
}

function messageOf(turn: Said, round: number) {
	if (typeof turn === 'string') return { role: 'assistant', content: turn };
	return {
		role: 'assistant',
		content: null,
		tool_calls: turn.map((call, index) => ({
			index,
			id: `call_${round}_${index}`,
			type: 'function',
			function: { name: call.name, arguments: JSON.stringify(call.arguments) },
		})),
	};
}

function error(message: string) {
	return { error: { message, type: 'invalid_request_error' } };
}
