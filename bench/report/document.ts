import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Section } from '../section.ts';
import type { Machine } from './machine.ts';

const docs = join(dirname(dirname(import.meta.dirname)), 'docs');
const page = join(docs, 'benchmarks.md');
const figures = join(docs, 'benchmarks.json');

/** Writes a section into docs/benchmarks.md and .json, and its plot; other sections stay. */
export function writeSection(section: Section, machine: Machine): void {
	const { id, data, figure } = section;
	if (figure) writeFileSync(join(docs, 'images', figure.file), figure.svg);

	const before = readFileSync(page, 'utf8');
	const place = new RegExp(`${begin(id)}[^]*${end(id)}`);
	const text = markdownOf(section, machine);
	writeFileSync(
		page,
		place.test(before) ? before.replace(place, () => text) : `${before}\n${text}\n`,
	);

	const known = existsSync(figures)
		? (JSON.parse(readFileSync(figures, 'utf8')) as Record<string, unknown>)
		: {};
	const all = { ...known, [id]: { machine, data } };
	writeFileSync(figures, `${JSON.stringify(all, null, '\t')}\n`);
}

const begin = (id: string) => `<!-- bench: ${id} -->`;
const end = (id: string) => `<!-- end of bench: ${id} -->`;

function markdownOf(section: Section, machine: Machine): string {
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
