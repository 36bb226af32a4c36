import { readFileSync } from 'node:fs';
import { median } from '../../tools/bench/median.ts';
import { linesOf } from '../../tools/bench/report/markdown.ts';
import { plot } from '../../tools/bench/report/plot.ts';
import { atLeast, atMost, type Section } from '../../tools/bench/section.ts';
import { sectionText, withSection } from '../../tools/scripts/lib/section.ts';

const section: Section = {
	id: 'many-images',
	title: 'Many images',
	text: 'As many as there are.',
	header: ['', 'time'],
	rows: [['fetch alone', '1.0 ms']],
	targets: [atMost('at most 2', 3, 2, '3.00 ×'), atLeast('at least 2', 2, 2, '2.00 ×')],
	data: {},
};
const machine = {
	processor: 'Any',
	cores: 2,
	memoryGigabytes: 8,
	system: 'linux x64',
	node: 'v24',
	n8n: '2.41.1',
	commit: 'abc',
	date: '2026-11-22',
};

describe('the benchmark report', () => {
	it.each([
		[[3], 3],
		[[3, 1], 2],
		[[9, 1, 2], 2],
		[[10, 2, 1, 4], 3],
	])('takes the median of %j', (values, expected) => {
		expect(median(values)).toBe(expected);
	});

	it('says which targets are met, and where that was seen', () => {
		const text = linesOf(section, machine).join('\n');
		expect(text).toContain('| fetch alone | 1.0 ms |');
		expect(text).toContain('- ✗ Target: at most 2. Measured: 3.00 ×.');
		expect(text).toContain('- ✓ Target: at least 2. Measured: 2.00 ×.');
		expect(text).toContain('n8n 2.41.1, commit abc');
	});

	it('replaces its own section of the page, and leaves the others', () => {
		const other = linesOf({ ...section, title: 'CPU' }, machine);
		const first = withSection('# Benchmarks\n', 'many', linesOf(section, machine));
		const both = withSection(first, 'cpu', other);
		const again = linesOf({ ...section, text: 'Costs $& and $1.' }, machine);
		const page = withSection(both, 'many', again);
		const texts = [sectionText('many', again), sectionText('cpu', other)];
		expect(page).toBe(`# Benchmarks\n\n${texts.join('\n\n')}\n`);
	});

	it('draws every point of every line, on logarithmic axes', () => {
		const points: Array<[number, number]> = [
			[1, 0.1],
			[8, 1],
			[64, 10],
		];
		const svg = plot([{ title: 'Time (s)', series: [{ label: 'fetch <alone>', points }] }]);
		const heights = [...svg.matchAll(/<circle cx="\d+" cy="(\d+)"/g)].map(([, y]) => Number(y));
		expect(heights).toEqual([300, 150, 0]);
		expect(svg).toContain('fetch &lt;alone&gt;');
	});

	it('has every section once', () => {
		const page = readFileSync('docs/benchmarks.md', 'utf8');
		const begins = [...page.matchAll(/<!-- bench: (.*) -->/g)].map(([, id]) => id);
		expect(new Set(begins).size).toBe(begins.length);
	});
});
