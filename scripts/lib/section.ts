import { readFileSync, writeFileSync } from 'node:fs';

/** Replaces what stands in a Markdown file between `<!-- <name> -->` and `<!-- end of <name> -->`. */
export function writeSection(file: string, name: string, lines: string[]): void {
	const begin = `<!-- ${name} -->`;
	const end = `<!-- end of ${name} -->`;
	const before = readFileSync(file, 'utf8');
	const [head = '', rest = '', ...more] = before.split(begin);
	const [, tail, ...others] = rest.split(end);
	if (tail === undefined || more.length + others.length > 0) {
		throw new Error(`${file} needs ${begin} and ${end} once each`);
	}
	writeFileSync(file, [head, begin, asItIs(lines), end, tail].join(''));
}

/** What a program writes is not to be laid out again. */
function asItIs(lines: string[]): string {
	const off = '<!-- prettier-ignore-start -->';
	const on = '<!-- prettier-ignore-end -->';
	return ['', off, '', ...lines, '', on, ''].join('\n');
}
