/** How a PNG, a JPEG, a GIF and a WebP begin in base64. */
const IMAGE = /^(iVBORw|\/9j\/|R0lGOD|UklGR)/;

/** What to look at of a list to see whether it is one. */
const HEAD_LENGTH = 200;

/** Brackets to look behind; a reply with more of them is hostile. */
const MOST_BRACKETS = 10_000;

/**
 * JSON in which images that are lists of numbers became base64: `[137,80,…]`, `{"0":137,"1":80,…}`. One
 * number for each byte would be too many values to read.
 */
export function withListsAsBase64(json: Buffer): Buffer {
	return withoutLists(withoutLists(json, '[', ']'), '{"0"', '}');
}

function withoutLists(json: Buffer, open: string, close: string): Buffer {
	const pieces: Buffer[] = [];
	let from = 0;
	let end = 0;
	let at = json.indexOf(open);
	for (let left = MOST_BRACKETS; at >= 0 && end >= 0 && left > 0; left -= 1) {
		const next = json.indexOf(open, at + 1);
		const most = next < 0 ? json.length : next;
		const head = json.subarray(at + 1, Math.min(at + HEAD_LENGTH, most));
		if (IMAGE.test(base64Of(head))) {
			if (end <= at) end = json.indexOf(close, at);
			// Nothing is nested in it.
			if (at < end && end < most) {
				const base64 = base64Of(json.subarray(at + 1, end));
				pieces.push(json.subarray(from, at), Buffer.from(`"${base64}"`));
				from = end + 1;
			}
		}
		at = next;
	}
	return from === 0 ? json : Buffer.concat([...pieces, json.subarray(from)]);
}

/** The numbers of a list as bytes, which some languages have signed, without names in front of them. */
function base64Of(list: Buffer): string {
	const bytes = Buffer.alloc((list.length >> 1) + 1);
	let length = 0;
	let figure = 0;
	let sign = 1;
	for (const code of list) {
		if (code >= ZERO && code < COLON) figure = figure * 10 + code - ZERO;
		else if (code === MINUS) sign = -1;
		else if (code === COMMA || code === COLON) {
			if (code === COMMA) bytes[length++] = sign * figure;
			figure = 0;
			sign = 1;
		}
	}
	bytes[length++] = sign * figure;
	return bytes.toString('base64', 0, length);
}

/** As characters; the colon comes right behind 9. */
const [COMMA, MINUS, ZERO = 0, COLON = 0] = Buffer.from(',-0:');
