import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { loadPackage, type NodePackage } from '../../../tools/engine/index.ts';
import { makeTempFolder } from '../../../tools/engine/tempFolder.ts';
import { checkout, packOnce } from '../support.ts';

const here = import.meta.dirname;
const nodeFolder = 'nodes/OakgenImage';

/**
 * The package as it would be with a third provider: its folder, its credential, and one entry in the
 * list of providers. Nothing else of the package is touched.
 */
export async function packageWithSketch(): Promise<NodePackage> {
	const packed = await packOnce();
	const installed = makeTempFolder('third-provider');
	cpSync(dirname(dirname(packed)), installed, { recursive: true, verbatimSymlinks: true });
	const folder = join(installed, 'node_modules', basename(packed));

	const providers = join(folder, 'dist', nodeFolder, 'providers');
	mkdirSync(join(providers, 'sketch'));
	for (const name of readdirSync(join(here, 'sketch'))) {
		// The folder stands in the test tree; its way to the node's own files is shorter when it is in.
		const source = read(here, 'sketch', name).replaceAll(`../../../../${nodeFolder}/`, '../../');
		compile(source, join(providers, 'sketch', name));
	}
	compile(
		withSketch(read(checkout, nodeFolder, 'providers/index.ts')),
		join(providers, 'index.ts'),
	);

	const credential = 'dist/credentials/SketchApi.credentials';
	const source = read(here, 'SketchApi.credentials.ts').replace(
		`../../../${nodeFolder}`,
		`../${nodeFolder}`,
	);
	compile(source, join(folder, `${credential}.ts`));
	for (const icon of ['sketch.svg', 'sketch.dark.svg']) {
		cpSync(join(here, icon), join(folder, 'dist/credentials', icon));
	}
	const manifest = JSON.parse(read(folder, 'package.json')) as { n8n: { credentials: string[] } };
	manifest.n8n.credentials.push(`${credential}.js`);
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return await loadPackage(folder);
}

/** Adds the entry, and its import. */
function withSketch(source: string): string {
	const list = /(PROVIDERS: readonly ListedProvider\[\] = \[[^\]]*)\]/;
	if (!list.test(source)) throw new Error('The list of providers is not where it was');
	const entry = "{ ...sketchEntry, load: async () => (await import('./sketch')).sketch }";
	return `import { sketchEntry } from './sketch/entry';\n${source.replace(list, `$1${entry}]`)}`;
}

function read(...path: string[]): string {
	return readFileSync(join(...path), 'utf8');
}

function compile(source: string, path: string): void {
	const { code } = transformSync(source, {
		filename: path,
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	});
	writeFileSync(path.replace(/\.ts$/, '.js'), code);
}
