import { importsIn, inCircles, reachedFrom } from '../../support/imports';

/** docs/architecture.md, from the roof down: a file imports from its own floor and those below. */
const FLOORS = [
	'OakgenImage.node.ts',
	'editor',
	'run',
	'paid',
	'output',
	'operations',
	'models',
	'providers',
	'transport',
	'text',
	'image',
	// Files beside the folders, which all of them may use.
	'',
];

const product = importsIn('nodes/OakgenImage');

function floorOf(file: string): number {
	const room = file.includes('/') ? file.slice(0, file.indexOf('/')) : file;
	const isFile = room.endsWith('.ts') && !FLOORS.includes(room);
	return FLOORS.indexOf(isFile ? '' : room);
}

test('every folder of the node has its floor', () => {
	expect([...product.keys()].filter((file) => floorOf(file) < 0)).toEqual([]);
	const used = new Set([...product.keys()].map(floorOf));
	expect(FLOORS.filter((_, floor) => !used.has(floor))).toEqual([]);
});

test('arrows lead downward', () => {
	const upward = [...product].flatMap(([file, imported]) =>
		imported.filter((to) => floorOf(to) < floorOf(file)).map((to) => `${file} → ${to}`),
	);
	expect(upward).toEqual([]);
});

test('what reads requests and replies never reaches what sends them', () => {
	const senders = ['transport/http.ts', 'transport/attempts.ts', 'transport/poll.ts'];
	expect([...product.keys()]).toEqual(expect.arrayContaining(senders));
	const reaching = [...product.keys()]
		.filter((file) => /^(providers|models|text|image)\//.test(file))
		.filter((file) => senders.some((sender) => reachedFrom(file, product).has(sender)));
	expect(reaching).toEqual([]);
});

test('n8n starts with what it shows: what runs is loaded when something runs', () => {
	const atStart = importsIn('nodes/OakgenImage', 'atStart');
	const loaded = [...reachedFrom('OakgenImage.node.ts', atStart)];
	expect(loaded).toContain('providers/oakgen/options.ts');
	const running =
		/^(editor|run|paid|output|image)\/|\/read\w*\.ts|\/(request|reply)\.ts|\/evidence\//;
	expect([...product.keys()].filter((file) => running.test(file)).length).toBeGreaterThan(50);
	expect(loaded.filter((file) => running.test(file))).toEqual([]);
});

test('a provider is known to the list alone', () => {
	const list = 'providers/index.ts';
	const folders = (product.get(list) ?? []).flatMap(
		(file) => /^(providers\/\w+\/)entry\.ts$/.exec(file)?.[1] ?? [],
	);
	expect(folders.length).toBeGreaterThan(1);
	const across = [...product].flatMap(([file, imported]) =>
		imported
			.filter((to) => folders.some((folder) => to.startsWith(folder) && !file.startsWith(folder)))
			.map((to) => `${file} → ${to}`),
	);
	expect(across.filter((arrow) => !arrow.startsWith(list))).toEqual([]);
});

test.each([
	'nodes/OakgenImage',
	'tools/engine',
	'tools/sandbox',
	'tools/n8n',
	'tools/e2e',
	'tools/bench',
])('no circles in %s, types included', (folder) => {
	const imports = importsIn(folder);
	expect(imports.size).toBeGreaterThan(1);
	expect(inCircles(imports)).toEqual([]);
});
