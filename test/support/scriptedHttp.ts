import { Readable } from 'node:stream';

import type { ByteStream } from '../../nodes/OakgenImage/image/byteStream';
import type { Clock } from '../../nodes/OakgenImage/transport/clock';
import type {
	HttpCall,
	HttpClient,
	HttpOutcome,
	HttpReply,
	NoReplyReason,
	StreamedReply,
} from '../../nodes/OakgenImage/transport/types';

/** What the server does with a request. */
export type Answer = {
	/** Until the head of the reply is here; a deadline before that is a timeout. */
	takesMs?: number;
} & (
	| {
			status: number;
			headers?: Record<string, string>;
			/** Objects are sent as JSON. */
			body?: Buffer | string | object;
			/** The connection breaks after the body. */
			breaks?: boolean;
			/** After the body nothing more comes, not even an end. */
			stalls?: boolean;
	  }
	| { noReply: NoReplyReason; detail?: string }
);

export interface RecordedCall extends HttpCall {
	/** When it was sent. */
	at: number;
}

/** The part of the `HttpClient` interface that leads to a server: answers from a script, in order. */
export class ScriptedHttp implements HttpClient {
	readonly calls: RecordedCall[] = [];

	/** Streams that were handed out, to see that none is left open. */
	readonly streams: Readable[] = [];

	private readonly clock: Clock;

	private readonly answerTo: (call: HttpCall, count: number) => Answer | undefined;

	/** @param script the answers, or what is answered to a request and its number, from 0 */
	constructor(
		clock: Clock,
		script: readonly Answer[] | ((call: HttpCall, count: number) => Answer | undefined),
	) {
		this.clock = clock;
		this.answerTo = typeof script === 'function' ? script : (_, count) => script[count];
	}

	/** When the requests were sent. */
	get times(): number[] {
		return this.calls.map(({ at }) => at);
	}

	async open(call: HttpCall): Promise<HttpOutcome<StreamedReply>> {
		const answer = this.answerTo(call, this.calls.length);
		if (!answer) throw new Error(`No answer is scripted for ${call.method} ${call.url}`);
		this.calls.push({ ...call, at: this.clock.now() });

		const arrival = this.clock.now() + (answer.takesMs ?? 0);
		if (arrival > call.deadline) {
			await this.clock.sleep(call.deadline - this.clock.now());
			return { kind: 'noReply', reason: 'timeout', detail: 'no reply in time' };
		}
		if (arrival > this.clock.now()) await this.clock.sleep(arrival - this.clock.now());
		if ('noReply' in answer) {
			return { kind: 'noReply', reason: answer.noReply, detail: answer.detail ?? answer.noReply };
		}
		const stream = Readable.from(bodyOf(answer), { objectMode: false });
		this.streams.push(stream);
		const { status, headers = {} } = answer;
		return { kind: 'reply', reply: { status, headers, stream: stream as unknown as ByteStream } };
	}

	async send(call: HttpCall): Promise<HttpOutcome<HttpReply>> {
		const opened = await this.open(call);
		if (opened.kind === 'noReply') return opened;
		const { status, headers, stream } = opened.reply;
		const chunks: Buffer[] = [];
		for await (const chunk of stream) chunks.push(chunk);
		return { kind: 'reply', reply: { status, headers, body: Buffer.concat(chunks) } };
	}
}

async function* bodyOf(answer: Extract<Answer, { status: number }>): AsyncGenerator<Buffer> {
	const { body = '' } = answer;
	const whole = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
	const bytes = Buffer.from(whole);
	// As from a socket: never all at once.
	const half = Math.ceil(bytes.length / 2);
	if (half > 0) yield bytes.subarray(0, half);
	if (half < bytes.length) yield bytes.subarray(half);
	if (answer.breaks) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	if (answer.stalls) await new Promise(() => undefined);
}
