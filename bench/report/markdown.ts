import type { Section } from '../section.ts';
import type { Machine } from './machine.ts';

const begin = (id: string) => `<!-- bench: ${id} -->`;
const end = (id: string) => `<!-- end of bench: ${id} -->`;

/** The page with a section in its place, or at the end when it is new. */
export function withSection(page: string, id: string, text: string): string {
	const place = new RegExp(`${begin(id)}[^]*${end(id)}`);
	return place.test(page) ? page.replace(place, () => text) : `${page}\n${text}\n`;
}

export function sectionText(section: Section, machine: Machine): string {
	const { id, title, text, header, rows, targets, figure } = section;
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = line(header.map((_, column) => (column === 0 ? '---' : '--:')));
	return [
		begin(id),
		'<!-- prettier-ignore-start -->',
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
		'',
		'<!-- prettier-ignore-end -->',
		end(id),
	].join('\n');
}

function whereOf(machine: Machine): string {
	const { processor, cores, memoryGigabytes, system, node, n8n, commit, date } = machine;
	return `<sub>${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}, n8n ${n8n}, commit ${commit}, ${date}</sub>`;
}
