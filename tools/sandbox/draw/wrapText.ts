import { textWidth } from './glyphs.ts';
import type { Weight } from './glyphs.ts';

export interface FittedText {
	lines: string[];
	fontSize: number;
	lineHeight: number;
}

/** Long words (URLs, scripts without spaces) are cut where the line ends. */
function wrap(text: string, weight: Weight, fontSize: number, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	const push = () => {
		if (line !== '') lines.push(line);
		line = '';
	};
	for (const paragraph of text.split(/\r?\n/)) {
		for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
			const longer = line === '' ? word : `${line} ${word}`;
			if (textWidth(longer, weight, fontSize) <= width) {
				line = longer;
				continue;
			}
			push();
			for (const character of word) {
				if (textWidth(line + character, weight, fontSize) > width) push();
				line += character;
			}
		}
		push();
	}
	return lines;
}

function shorten(lines: string[], most: number): string[] {
	if (lines.length <= most) return lines;
	const kept = lines.slice(0, Math.max(1, most));
	const last = [...(kept.pop() ?? '')].slice(0, -1).join('').trimEnd();
	return [...kept, `${last}…`];
}

/** The largest type in which the text fits the box; at the smallest it is cut with an ellipsis. */
export function fitText(
	text: string,
	weight: Weight,
	box: { width: number; height: number },
	fontSizes: { largest: number; smallest: number },
): FittedText {
	// A prompt of a megabyte is legal and must not stop the server; its first words are enough.
	const shown = [...text].slice(0, 1200).join('').trim();
	for (let fontSize = fontSizes.largest; ; fontSize *= 0.9) {
		const lineHeight = fontSize * 1.22;
		const room = Math.floor(box.height / lineHeight);
		const lines = wrap(shown, weight, fontSize, box.width);
		if (lines.length <= room) return { lines, fontSize, lineHeight };
		if (fontSize * 0.9 < fontSizes.smallest) {
			return { lines: shorten(lines, room), fontSize, lineHeight };
		}
	}
}
