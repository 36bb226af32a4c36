import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Fault } from './faults.ts';
import type { WireReply } from './wire.ts';

/** Sends a whole reply as it should be. */
export function deliver(response: ServerResponse, reply: WireReply): void {
	response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
	response.end(reply.body);
}

function resetSocket(socket: Socket | null): void {
	// A reset instead of an orderly end, so that no client can take it for the end of the body.
	if (socket instanceof TLSSocket) socket.destroy();
	else socket?.resetAndDestroy();
}

function trickle(
	response: ServerResponse,
	body: Buffer,
	intervalMs: number,
	chunkBytes: number,
): void {
	let sent = 0;
	const timer = setInterval(() => {
		response.write(body.subarray(sent, sent + chunkBytes));
		sent += chunkBytes;
		if (sent >= body.length) response.end();
		if (sent >= body.length || response.destroyed) clearInterval(timer);
	}, intervalMs);
	response.once('close', () => clearInterval(timer));
}

function pourForever(response: ServerResponse, body: Buffer): void {
	const zeros = Buffer.alloc(64 * 1024);
	const pour = () => {
		while (!response.destroyed) {
			if (!response.write(zeros)) {
				response.once('drain', pour);
				return;
			}
		}
	};
	response.write(body, pour);
}

const brokenBodies = {
	stalls: { kind: 'stall' },
	endless: { kind: 'endless' },
	breaks: { kind: 'resetMidBody' },
} as const;

/** Delivers a reply as the fault has it: badly, when it is in the connection and not in the words. */
export function deliverBadly(
	response: ServerResponse,
	reply: WireReply | null,
	fault: Fault,
): void {
	const real = reply ?? { status: 200, headers: {}, body: Buffer.alloc(0) };
	const half = real.body.subarray(0, Math.floor(real.body.length / 2));
	const headers = { ...real.headers, 'content-length': real.body.length };
	switch (fault.kind) {
		case 'status':
			if (fault.body) deliverBadly(response, real, brokenBodies[fault.body]);
			else deliver(response, real);
			return;
		case 'reset':
			resetSocket(response.socket);
			return;
		case 'hang':
			return;
		case 'resetMidBody':
			response.writeHead(real.status, headers);
			// The half must have left before the reset, which throws away what is still queued.
			response.write(half, () => setTimeout(resetSocket, 20, response.socket));
			return;
		case 'stall':
			response.writeHead(real.status, headers);
			response.write(half);
			return;
		case 'trickle':
			response.writeHead(real.status, headers);
			response.flushHeaders();
			trickle(response, real.body, fault.intervalMs, fault.chunkBytes ?? 1);
			return;
		case 'wrongContentLength':
			response.writeHead(real.status, {
				...real.headers,
				'content-length': Math.max(0, real.body.length + (fault.by ?? 1000)),
				connection: fault.staysOpen ? 'keep-alive' : 'close',
			});
			response.write(real.body, () => {
				if (!fault.staysOpen) response.socket?.end();
			});
			return;
		case 'staysOpen':
			response.writeHead(real.status, real.headers);
			response.write(real.body);
			return;
		case 'noLastChunk':
			response.writeHead(real.status, { ...real.headers, connection: 'close' });
			response.write(real.body, () => response.socket?.end());
			return;
		case 'endless':
			response.writeHead(real.status, real.headers);
			pourForever(response, real.body);
			return;
		default:
			deliver(response, real);
	}
}
