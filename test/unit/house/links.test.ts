import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const pages = globSync(['*.md', 'docs/**/*.md', 'workflows/**/*.md', 'tools/**/*.md'], {
	exclude: (path) => /node_modules|output/.test(String(path)),
});

/** `[text](target)`, `src="target"` and `srcset="target"`, without addresses of the web. */
function linksIn(page: string): string[] {
	const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
	const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)];
	return links
		.map(([, inText, inMarkup]) => inText ?? inMarkup ?? '')
		.filter((target) => !/^[a-z]+:/i.test(target));
}

/** As GitHub makes it of a heading. */
function anchorsOf(page: string): string[] {
	const headings = [...readFileSync(page, 'utf8').matchAll(/^#{1,6} (.+)$/gm)];
	return headings.map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replace(/ /g, '-'),
	);
}

test('the pages are found', () => {
	expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'reliability.md')]));
});

test.each(pages)('every link of %s leads somewhere', (page) => {
	const broken = linksIn(page).filter((link) => {
		const [path = '', anchor] = link.split('#');
		const target = path === '' ? page : join(dirname(page), decodeURI(path));
		if (!existsSync(target)) return true;
		return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
	});
	expect(broken).toEqual([]);
});
