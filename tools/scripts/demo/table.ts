import { formatCredits, formatPixels } from './format.ts';
import type { Picture } from './pictures.ts';

interface Column {
	title: string;
	cell: (picture: Picture, index: number) => string;
	isNumber?: boolean;
}

const columns: Column[] = [
	{ title: '#', cell: (_, index) => String(index + 1), isNumber: true },
	{ title: 'what', cell: ({ node }) => node },
	{ title: 'model', cell: ({ model }) => model },
	{ title: 'pixels', cell: formatPixels, isNumber: true },
	{ title: 'cost', cell: ({ credits }) => formatCredits(credits), isNumber: true },
	{ title: 'file', cell: ({ file }) => file },
];

export function renderTable(pictures: Picture[]): string {
	const rows = [
		columns.map(({ title }) => title),
		...pictures.map((picture, index) => columns.map(({ cell }) => cell(picture, index))),
	];
	const widths = columns.map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	const lines = rows.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				return columns[column]?.isNumber ? cell.padStart(width) : cell.padEnd(width);
			})
			.join('  ')
			.trimEnd(),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [lines[0], rule, ...lines.slice(1)].join('\n');
}
