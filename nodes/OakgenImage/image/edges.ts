/**
 * The first and the last bytes of a file that passes by. Every byte is copied once or twice, in
 * however many pieces it comes: a connection can deliver millions of them.
 */
export class Edges {
	private headBytes: Buffer = Buffer.alloc(0);

	private headLength = 0;

	private readonly mostHead: number;

	/** Twice as long as the tail, so that it is moved back only now and then. */
	private readonly tailBytes: Buffer;

	private tailEnd = 0;

	private readonly mostTail: number;

	constructor(mostHead: number, mostTail: number) {
		this.mostHead = mostHead;
		this.mostTail = mostTail;
		this.tailBytes = Buffer.alloc(2 * mostTail);
	}

	push(chunk: Buffer): void {
		this.pushToHead(chunk.subarray(0, this.mostHead - this.headLength));
		this.pushToTail(chunk.subarray(-this.mostTail));
	}

	get head(): Buffer {
		return this.headBytes.subarray(0, this.headLength);
	}

	get tail(): Buffer {
		return this.tailBytes.subarray(Math.max(0, this.tailEnd - this.mostTail), this.tailEnd);
	}

	private pushToHead(piece: Buffer): void {
		const needed = this.headLength + piece.length;
		if (needed > this.headBytes.length) {
			const room = Math.min(this.mostHead, Math.max(needed, 2 * this.headBytes.length));
			this.headBytes = Buffer.concat([this.head], room);
		}
		this.headLength += piece.copy(this.headBytes, this.headLength);
	}

	private pushToTail(piece: Buffer): void {
		if (this.tailEnd + piece.length > this.tailBytes.length) {
			this.tailEnd = this.tail.copy(this.tailBytes);
		}
		this.tailEnd += piece.copy(this.tailBytes, this.tailEnd);
	}
}
