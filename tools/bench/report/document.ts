import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withSection } from '../../scripts/lib/section.ts';
import type { Section } from '../section.ts';
import type { Machine } from './machine.ts';
import { linesOf } from './markdown.ts';

const docs = join(dirname(dirname(dirname(import.meta.dirname))), 'docs');
const page = join(docs, 'benchmarks.md');
const figures = join(docs, 'benchmarks.json');

/** Writes a section into docs/benchmarks.md and .json, and its plot; other sections stay. */
export function writeSection(section: Section, machine: Machine): void {
	const { id, data, figure } = section;
	if (figure) writeFileSync(join(docs, 'images', figure.file), figure.svg);
	const before = readFileSync(page, 'utf8');
	writeFileSync(page, withSection(before, `bench: ${id}`, linesOf(section, machine)));

	const known = existsSync(figures)
		? (JSON.parse(readFileSync(figures, 'utf8')) as Record<string, unknown>)
		: {};
	const all = { ...known, [id]: { machine, data } };
	writeFileSync(figures, `${compact(JSON.stringify(all, null, '\t'))}\n`);
}

/** Puts lists of numbers on one line. */
function compact(json: string): string {
	return json.replace(/\[[\s\d.,]+\]/g, (list) => list.replace(/\s+/g, ' '));
}
