import { readFileSync, writeFileSync } from 'node:fs';

const begin = (name: string) => `<!-- ${name} -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

/** What a program writes into a Markdown page: found by its markers, and not to be laid out again. */
export function sectionText(name: string, lines: string[]): string {
	const off = '<!-- prettier-ignore-start -->';
	const on = '<!-- prettier-ignore-end -->';
	return [begin(name), off, ...lines, '', on, end(name)].join('\n');
}

/** The section as the page has it. @throws when its markers are there, but not once each */
export function findSection(page: string, name: string): string | undefined {
	const [, rest, ...more] = page.split(begin(name));
	if (rest === undefined) return undefined;
	const [content, tail, ...others] = rest.split(end(name));
	if (tail === undefined || more.length + others.length > 0) {
		throw new Error(`There must be ${begin(name)} and ${end(name)} once each`);
	}
	return begin(name) + content + end(name);
}

/** The page with the section in its place, or at the end when it is new. */
export function withSection(page: string, name: string, lines: string[]): string {
	const text = sectionText(name, lines);
	const before = findSection(page, name);
	return before === undefined ? `${page}\n${text}\n` : page.replace(before, () => text);
}

/** Writes a section of which somebody else has chosen the place. @throws when it has none */
export function writeSection(file: string, name: string, lines: string[]): void {
	const page = readFileSync(file, 'utf8');
	if (findSection(page, name) === undefined) throw new Error(`${file} has no ${begin(name)}`);
	writeFileSync(file, withSection(page, name, ['', ...lines]));
}
