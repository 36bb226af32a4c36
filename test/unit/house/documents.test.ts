import { existsSync, globSync, readFileSync } from 'node:fs';

const pages = globSync(['docs/*.md', 'CONTRIBUTING.md', 'SECURITY.md']);
const files = globSync('{nodes,credentials,test,tools,docs}/**/*.{ts,mjs,cjs,md}', {
	exclude: (path) => /node_modules/.test(String(path)),
}).map((path) => `/${path.replaceAll('\\', '/')}`);
const sources = files
	.filter((path) => /\.(ts|mjs|cjs)$/.test(path))
	.map((path) => readFileSync(`.${path}`, 'utf8'));

/** For who works on the code; the others speak of services, addresses and commands. */
const ON_CODE = ['architecture', 'extending', 'adding-a-provider', 'adding-a-model'];

/** Below them, whatever a page calls by its path has to be there. */
const FOLDERS = [
	...['nodes', 'credentials', 'test', 'tools', 'docs', 'workflows'],
	...['editor', 'run', 'paid', 'output', 'operations', 'models'],
	...['providers', 'transport', 'text', 'image'],
];

/** What stands between backticks in a page, without blocks of code. */
function quotedIn(page: string): string[] {
	const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
	return [...text.matchAll(/`([^`\n]+)`/g)].map(([, quoted = '']) => quoted);
}

function isPath(quoted: string): boolean {
	if (!/^[\w<>./-]+$/.test(quoted)) return false;
	return /\w\.(ts|mjs|cjs)$/.test(quoted) || FOLDERS.some((name) => quoted.startsWith(`${name}/`));
}

/** From the checkout, from the node's folder, or the end of a path. `<name>` stands for any word. */
function isThere(path: string): boolean {
	// What is built has the name of its source.
	const plain = path.replace(/\/$/, '').replace(/\.js$/, '.ts');
	if (['', 'nodes/OakgenImage/'].some((from) => existsSync(from + plain))) return true;
	const pattern = `/${plain}`.replace(/[.]/g, '\\.').replace(/<\w+>/g, '\\w+');
	return files.some((file) => new RegExp(`${pattern}$`).test(file));
}

/** `requestTo`, `ImageRequest`, `OTHER_ROLE`: no word of a language. */
const IDENTIFIER = /^(?=.*[a-z][A-Z]|[A-Z]+_)[A-Za-z_]+$/;

test('the pages and the files are found', () => {
	expect(pages.length).toBeGreaterThan(10);
	expect(isThere('operations/edit.ts')).toBe(true);
	expect(isThere('providers/<name>/reply.ts')).toBe(true);
	expect(isThere('operations/names.ts')).toBe(false);
	expect(isThere('run/lanes.ts')).toBe(false);
});

test.each(pages)('every path in %s is there', (page) => {
	const gone = quotedIn(page)
		.filter(isPath)
		.filter((path) => !isThere(path));
	expect(gone).toEqual([]);
});

test.each(ON_CODE.map((name) => `docs/${name}.md`))('every name in %s is in the code', (page) => {
	const words = new Set(sources.flatMap((source) => source.match(/\w+/g) ?? []));
	const names = quotedIn(page).filter((quoted) => IDENTIFIER.test(quoted));
	expect(names.filter((name) => !words.has(name))).toEqual([]);
});

test('every page that the code names is there', () => {
	const named = sources.flatMap((source) => source.match(/(?<![\w/])docs\/[\w-]+\.md\b/g) ?? []);
	expect([...new Set(named)].filter((page) => !existsSync(page))).toEqual([]);
});
