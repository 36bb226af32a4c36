/** Smaller pieces of memory may be parts of a pool, and cost V8 little. */
const LEAST_BYTES = 16 * 1024;

/** Node.js 22 and later (ECMAScript 2024, 25.1.6.8). */
type Transferable = ArrayBufferLike & { transfer?: (newLength: number) => ArrayBuffer };

/**
 * Gives memory back at once: what V8 has to collect costs a process with n8n in it twice the CPU time.
 * Whoever calls is the last one who uses the bytes; then they are empty. Parts of a larger piece of
 * memory stay, as others may use the rest of it. Never throws.
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
