/** Ways in which an answer can go wrong on a real socket. */
export type FaultKind =
	/**
	 * Another HTTP status; without `json` or `text`, the provider's own error body for it. Blanks in
	 * `json`, `text` and `headers` are filled in: see `fillIn.ts`.
	 */
	| {
			kind: 'status';
			status: number;
			json?: unknown;
			text?: string;
			headers?: Record<string, string>;
			/** The body stops half-way, goes on for ever, or breaks off with a reset. */
			body?: 'stalls' | 'endless' | 'breaks';
			/** Sent as `Retry-After: <seconds>`. */
			retryAfterSeconds?: number;
			/** Sent as `Retry-After: <HTTP date this many seconds from now>`. */
			retryAfterDateInSeconds?: number;
			/** Put into the Gemini error's details as RetryInfo, such as "17s". */
			retryInfoDelay?: string;
	  }
	/** The connection is reset before any header. */
	| { kind: 'reset' }
	/** Headers, half of the real body, then the connection is reset. */
	| { kind: 'resetMidBody' }
	/** Headers never come. */
	| { kind: 'hang' }
	/** Headers and half of the real body come, and then nothing. */
	| { kind: 'stall' }
	/** The real body, `chunkBytes` (1) at a time. */
	| { kind: 'trickle'; intervalMs: number; chunkBytes?: number }
	/** An HTML page, as proxies and captive portals send it. */
	| { kind: 'html'; status?: number }
	| { kind: 'empty'; status?: number }
	/** Half of the real body, with the content-length of that half. */
	| { kind: 'truncatedJson' }
	| { kind: 'noise'; bytes: number; contentType?: string }
	/** The real body under another content-type. */
	| { kind: 'wrongContentType'; contentType: string }
	/** A content-length that is off by `by` bytes (default 1000); the connection then closes, or `staysOpen`. */
	| { kind: 'wrongContentLength'; by?: number; staysOpen?: boolean }
	/** The whole body comes, and then the connection neither ends it nor closes. */
	| { kind: 'staysOpen' }
	/** The whole body comes in chunks, and the connection closes without the last, empty one. */
	| { kind: 'noLastChunk' }
	| { kind: 'svg' }
	/** Blanks in the location are filled in: see `fillIn.ts`. */
	| { kind: 'redirect'; location: string; status?: number }
	/** The real body followed by zeros for as long as the client reads. */
	| { kind: 'endless' }
	/** The real body followed by so many zeros. */
	| { kind: 'padded'; bytes: number }
	/** The real reply with its base64 image data made undecodable. */
	| { kind: 'invalidBase64' }
	/** Small on the wire, `megabytes` (default 512) after gzip. */
	| { kind: 'gzipBomb'; megabytes?: number };

export type Fault = FaultKind & {
	/** For `where: 'generate'`: the image is made and billed, and then the fault hits. */
	afterGenerating?: boolean;
};

const kinds: Record<FaultKind['kind'], { spoilsRealReply: boolean }> = {
	status: { spoilsRealReply: false },
	reset: { spoilsRealReply: false },
	resetMidBody: { spoilsRealReply: true },
	hang: { spoilsRealReply: false },
	stall: { spoilsRealReply: true },
	trickle: { spoilsRealReply: true },
	html: { spoilsRealReply: false },
	empty: { spoilsRealReply: false },
	truncatedJson: { spoilsRealReply: true },
	noise: { spoilsRealReply: false },
	wrongContentType: { spoilsRealReply: true },
	wrongContentLength: { spoilsRealReply: true },
	staysOpen: { spoilsRealReply: true },
	noLastChunk: { spoilsRealReply: true },
	svg: { spoilsRealReply: false },
	redirect: { spoilsRealReply: false },
	endless: { spoilsRealReply: true },
	padded: { spoilsRealReply: true },
	invalidBase64: { spoilsRealReply: true },
	gzipBomb: { spoilsRealReply: false },
};

export const faultKinds = Object.keys(kinds) as FaultKind['kind'][];

/** A fault that spoils a real reply needs one, so its image is made and billed in any case. */
export function generatesFirst(fault: Fault): boolean {
	return fault.afterGenerating === true || kinds[fault.kind].spoilsRealReply;
}
