/** Smaller pieces of memory may be parts of a pool, and cost V8 little. */
const LEAST_BYTES = 16 * 1024;

/** ECMAScript 2024, 25.1.6.8: Node.js 21 and later. */
type Transferable = ArrayBufferLike & { transfer?: (newLength: number) => ArrayBuffer };

/**
 * Gives memory back at once: what V8 has to collect costs a process with n8n in it twice the CPU time.
 * Whoever calls has made the bytes, and is the last one who uses them; then they are empty. Parts of a
 * larger piece of memory stay, as others may use the rest of it. Never throws.
 */
export function freeMemory(bytes: Buffer): void {
	const memory: Transferable = bytes.buffer;
	if (bytes.length < LEAST_BYTES || bytes.length < memory.byteLength) return;
	try {
		memory.transfer?.(0);
	} catch {
		// Memory that Node.js keeps for itself cannot be given back.
	}
}

/**
 * Pieces of a stream that nobody uses any more. Those that a socket has brought belong to who reads
 * them. A stream that was made of bytes brings them in one piece, or in parts of one: these stay, as
 * they may be somebody else's.
 */
export class SpentPieces {
	private first: Buffer | null = null;

	private areSeveral = false;

	add(piece: Buffer): void {
		if (this.first === null) {
			this.first = piece;
			return;
		}
		if (!this.areSeveral) freeMemory(this.first);
		this.areSeveral = true;
		freeMemory(piece);
	}
}
