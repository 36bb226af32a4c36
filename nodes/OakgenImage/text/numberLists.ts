/** Between two numbers of a list; a `Uint8Array` has a name in front of each. */
const COMMA = String.raw`\s{0,9},\s{0,9}(?:"\d"\s{0,9}:\s{0,9})?`;

/** The first bytes of a PNG, a JPEG, a GIF or a WebP, of which some languages have signed ones. */
const IMAGES = ['(137|-119) 80 78 71', '(255|-1) (216|-40) (255|-1)', '71 73 70 56', '82 73 70 70'];

const HEAD = new RegExp(
	String.raw`^(\[|\{"0"\s{0,9}:)\s{0,99}(${IMAGES.map((bytes) => bytes.replaceAll(' ', COMMA)).join('|')})${COMMA}`,
);

const LONGEST_HEAD = 200;

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
	let at = json.indexOf(open);
	for (let left = MOST_BRACKETS; at >= 0 && left > 0; left -= 1) {
		const isImage = HEAD.test(json.toString('latin1', at, at + LONGEST_HEAD));
		const end = isImage ? json.indexOf(close, at) : -1;
		if (end > 0) {
			const base64 = bytesOf(json.subarray(at + 1, end)).toString('base64');
			pieces.push(json.subarray(from, at), Buffer.from(`"${base64}"`));
			from = end + 1;
		}
		at = json.indexOf(open, Math.max(from, at + 1));
	}
	return from === 0 ? json : Buffer.concat([...pieces, json.subarray(from)]);
}

/** The numbers of a list, without names that stand in front of them. */
function bytesOf(list: Buffer): Buffer {
	const bytes = Buffer.alloc((list.length >> 1) + 1);
	let length = 0;
	let figure = 0;
	let sign = 1;
	for (const code of list) {
		if (code >= DIGIT_0 && code <= DIGIT_0 + 9) {
			figure = figure * 10 + code - DIGIT_0;
		} else if (code === MINUS) {
			sign = -1;
		} else if (code === COLON || code === COMMA_CODE) {
			if (code === COMMA_CODE) bytes[length++] = sign * figure;
			[figure, sign] = [0, 1];
		}
	}
	bytes[length++] = sign * figure;
	return bytes.subarray(0, length);
}

const [DIGIT_0 = 0, MINUS, COLON, COMMA_CODE] = Buffer.from('0-:,');
