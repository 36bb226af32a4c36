import type { ServerResponse } from 'node:http';

const CHUNK_BYTES = 1024 * 1024;

/** A body that is made while it is sent, so that the server itself needs no memory for it. */
export interface Flood {
	head?: string | Buffer;
	/** Again and again, until there are so many bytes. */
	pattern: string | Buffer;
	bytes: number;
	tail?: string | Buffer;
}

/** Sends a body for as long as the client takes it. The head of the reply must have been written. */
export async function pour(
	response: ServerResponse,
	{ head = '', pattern, bytes, tail = '' }: Flood,
): Promise<void> {
	const piece = Buffer.from(pattern);
	const chunk = Buffer.alloc(Math.ceil(CHUNK_BYTES / piece.length) * piece.length, piece);
	response.on('error', () => undefined);
	if (head.length > 0) response.write(head);
	for (let left = bytes; left > 0 && !response.destroyed; left -= chunk.length) {
		const whole = left >= chunk.length ? chunk : chunk.subarray(0, wholePieces(left, piece.length));
		if (!response.write(whole)) await drained(response);
	}
	response.end(tail);
}

function wholePieces(bytes: number, pieceLength: number): number {
	return Math.ceil(bytes / pieceLength) * pieceLength;
}

async function drained(response: ServerResponse): Promise<void> {
	await new Promise<void>((resolve) => {
		const goOn = () => {
			response.off('drain', goOn).off('close', goOn);
			resolve();
		};
		response.on('drain', goOn).on('close', goOn);
	});
}
