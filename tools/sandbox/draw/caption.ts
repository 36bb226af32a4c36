import type { Dimensions } from '../dimensions.ts';
import { textOutline, textWidth } from './glyphs.ts';
import type { Box } from './layout.ts';
import { fitText } from './wrapText.ts';

export interface CaptionFacts {
	prompt: string;
	model: string;
	size: string;
	ratio: string;
	quality?: string;
}

function row(text: string, weight: 400 | 600, box: Box, top: number, height: number): string {
	const wanted = height * 0.74;
	const fontSize = Math.min(wanted, (wanted * box.width) / textWidth(text, weight, wanted));
	const d = textOutline(text, weight, fontSize, box.x, top + height * 0.8);
	return `<path d="${d}" fill="#fff" opacity="${weight === 600 ? 1 : 0.82}"/>`;
}

/** Two lines of the prompt, then who drew it and how large, in small type on a dark foot. */
export function captionSvg(facts: CaptionFacts, size: Dimensions, box: Box): string {
	const narrow = size.width < size.height / 2.5;
	const pixels = `${size.width} × ${size.height} px`;
	const shape = `${facts.size} · ${facts.ratio}`;
	const quality = facts.quality ? [`quality ${facts.quality}`] : [];
	const rows = narrow
		? [facts.model, shape, pixels, ...quality]
		: [[facts.model, shape, pixels, ...quality].join(' · ')];
	const rowHeight = Math.min(box.height * 0.27, box.height / (rows.length + 2));
	const rowsTop = box.y + box.height - rows.length * rowHeight;
	const room = { width: box.width, height: rowsTop - box.y - rowHeight * 0.3 };
	const text = fitText(facts.prompt, 600, room, {
		largest: rowHeight * 1.05,
		smallest: rowHeight * 0.82,
	});
	const words = text.lines
		.map((line, index) => {
			const baseline = box.y + text.fontSize * 0.86 + index * text.lineHeight;
			return `<path d="${textOutline(line, 600, text.fontSize, box.x, baseline)}" fill="#fff"/>`;
		})
		.join('');
	const top = box.y - box.height * 0.35;
	const foot = `<rect y="${top}" width="${size.width}" height="${size.height - top}" fill="url(#foot)"/>`;
	return (
		'<linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#07080f" stop-opacity="0"/><stop offset="0.3" stop-color="#07080f" stop-opacity="0.62"/><stop offset="1" stop-color="#07080f" stop-opacity="0.82"/></linearGradient>' +
		foot +
		words +
		rows.map((line, index) => row(line, 400, box, rowsTop + index * rowHeight, rowHeight)).join('')
	);
}
