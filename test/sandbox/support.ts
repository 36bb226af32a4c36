import { createConnection } from 'node:net';
import type { Sandbox } from '../../tools/sandbox/index.ts';

export const lite = 'nano-banana-2-lite-text';
export const liteEdit = 'nano-banana-2-lite-edit';

export async function postOakgen(
	sandbox: Sandbox,
	body: Record<string, unknown> = {},
	headers: Record<string, string> = {},
): Promise<Response> {
	return await fetch(`${sandbox.url}/v1/generate/image`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			authorization: `Bearer ${sandbox.oakgenApiKey}`,
			'content-type': 'application/json',
			...headers,
		},
		body: JSON.stringify({ model: lite, prompt: 'a red fox', ...body }),
	});
}

export async function getWithKey(sandbox: Sandbox, url: string): Promise<Response> {
	const headers = { authorization: `Bearer ${sandbox.oakgenApiKey}` };
	return await fetch(new URL(url, sandbox.url), { headers });
}

export async function postGemini(
	sandbox: Sandbox,
	body: Record<string, unknown> = {},
): Promise<Response> {
	return await fetch(`${sandbox.geminiUrl}/interactions`, {
		method: 'POST',
		headers: { 'x-goog-api-key': sandbox.geminiApiKey, 'content-type': 'application/json' },
		body: JSON.stringify({ model: 'gemini-3.1-flash-lite-image', input: 'a red fox', ...body }),
	});
}

export async function jsonOf<T>(response: Response): Promise<T> {
	return (await response.json()) as T;
}

export async function bytesOf(response: Response): Promise<Buffer> {
	return Buffer.from(await response.arrayBuffer());
}

export interface RawAnswer {
	bytes: Buffer;
	end: 'closed' | 'reset' | 'enough';
}

/** A GET on a bare socket: sees exactly what came and how it ended. */
export async function rawGet(url: string, enough = Infinity): Promise<RawAnswer> {
	const { hostname, port, pathname } = new URL(url);
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let length = 0;
		const socket = createConnection({ host: hostname, port: Number(port) }, () => {
			socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
		});
		const finish = (end: RawAnswer['end']) => {
			socket.destroy();
			resolve({ bytes: Buffer.concat(chunks), end });
		};
		socket.on('data', (chunk) => {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= enough) finish('enough');
		});
		socket.on('error', () => finish('reset'));
		socket.on('close', () => finish('closed'));
	});
}

/**
 * Google's client takes Node's HTTP dispatcher from globalThis, where jest's realm does not have it.
 * `fetch` comes from Node's own realm and leads there.
 */
export async function shareNodeDispatcher(): Promise<void> {
	const dispatcher = Symbol.for('undici.globalDispatcher.1');
	const nodeGlobal: unknown = (fetch.constructor as FunctionConstructor)('return globalThis')();
	await fetch('data:,');
	Reflect.set(globalThis, dispatcher, Reflect.get(nodeGlobal as object, dispatcher));
}
