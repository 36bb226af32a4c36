import type { Section } from '../section.ts';
import type { Machine } from './machine.ts';

/** A section as the lines of a Markdown page. */
export function linesOf(section: Section, machine: Machine): string[] {
	const { title, text, header, rows, targets, figure } = section;
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = line(header.map((_, column) => (column === 0 ? '---' : '--:')));
	return [
		'<!-- Made by `npm run bench`. Do not edit. -->',
		'',
		`## ${title}`,
		'',
		text,
		'',
		line(header),
		rule,
		...rows.map(line),
		'',
		...targets.map(
			({ text: target, measured, isMet }) =>
				`- ${isMet ? '✓' : '✗'} Target: ${target}. Measured: ${measured}.`,
		),
		'',
		...(figure ? [`![${figure.alt}](images/${figure.file})`, ''] : []),
		whereOf(machine),
	];
}

function whereOf(machine: Machine): string {
	const { processor, cores, memoryGigabytes, system, node, n8n, commit, date } = machine;
	return `<sub>${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, n8n ${n8n}, commit ${commit}, ${date}</sub>`;
}
