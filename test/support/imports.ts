import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const checkout = dirname(dirname(__dirname));

/** What each file of a folder imports from that folder. All names are relative to it. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * @param folder relative to the checkout
 * @param which `notTypes`: without those that are gone when the code runs; `atStart`: also without
 * those that wait until they are needed
 */
export function importsIn(folder: string, which: 'all' | 'notTypes' | 'atStart' = 'all'): Imports {
	const files = readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => name.endsWith('.ts') && !name.includes('node_modules/'));
	const known = new Set(files);
	return new Map(
		files.map((file) => {
			const text = readFileSync(join(checkout, folder, file), 'utf8');
			const source = which === 'all' ? text : text.replace(TYPE_IMPORT, '');
			const imported =
				which === 'atStart' ? /from\s+'(\.[^']+)'/g : /(?:from\s+|import\(\s*)'(\.[^']+)'/g;
			const named = [...source.matchAll(imported)].flatMap(([, to = '']) => {
				const path = posix.join(posix.dirname(file), to);
				return [path, `${path}.ts`, `${path}/index.ts`].find((name) => known.has(name)) ?? [];
			});
			return [file, [...new Set(named)]];
		}),
	);
}

const TYPE_IMPORT = /^(?:import|export) (?:type [^;]*?|\{(?:\s*type \w+,?)+\s*\}) from '[^']*';/gm;

/** All that a file leads to, itself excepted. */
export function reachedFrom(file: string, imports: Imports): Set<string> {
	const reached = new Set<string>();
	const left = [...(imports.get(file) ?? [])];
	for (let next = left.pop(); next !== undefined; next = left.pop()) {
		if (reached.has(next)) continue;
		reached.add(next);
		left.push(...(imports.get(next) ?? []));
	}
	return reached;
}

/** The files that lead back to themselves. */
export function inCircles(imports: Imports): string[] {
	return [...imports.keys()].filter((file) => reachedFrom(file, imports).has(file));
}
