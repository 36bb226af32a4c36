/**
 * `npm run build -- --providers oakgen`: the package with these providers only, ready to be packed, in
 * build/oakgen (`--out` names another folder). The other providers' folders, entries in the list,
 * credentials and icons are left out before tsc looks, so whatever still asks for one of them fails.
 */
import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/paths.mjs';

const { values } = parseArgs({
	options: { providers: { type: 'string' }, out: { type: 'string' } },
});
if (values.providers !== undefined) build(values.providers.split(','));

function build(kept) {
	const providers = join('nodes', 'OakgenImage', 'providers');
	const all = readdirSync(join(root, providers), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		// What providers share has folders there too.
		.filter((name) => existsSync(join(root, providers, name, 'credential.ts')));
	const unknown = kept.filter((name) => !all.includes(name));
	if (unknown.length > 0) throw new Error(`No provider "${unknown.join()}", there are ${all}`);

	const out = resolve(root, values.out ?? join('build', kept.join('-')));
	rmSync(out, { recursive: true, force: true });
	mkdirSync(out, { recursive: true });
	for (const name of ['nodes', 'credentials', 'tsconfig.json', 'README.md', 'LICENSE']) {
		cpSync(join(root, name), join(out, name), { recursive: true });
	}
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	for (const name of all.filter((name) => !kept.includes(name))) {
		const { credential, classFile } = credentialOf(join(out, providers, name));
		rmSync(join(out, providers, name), { recursive: true });
		unlist(join(out, providers, 'index.ts'), name);
		removeCredential(join(out, 'credentials'), classFile);
		manifest.n8n.credentials = manifest.n8n.credentials.filter(
			(path) => path !== `dist/credentials/${classFile.replace(/\.ts$/, '.js')}`,
		);
		console.log(`  without ${name} and its credential ${credential}`);
	}
	delete manifest.scripts;
	delete manifest.devDependencies;
	writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	compile(out);
	console.log(`✔ ${out}`);
}

function credentialOf(folder) {
	const text = readFileSync(join(folder, 'credential.ts'), 'utf8');
	const [, credential] = /\bname: '(\w+)'/.exec(text);
	const classFile = readdirSync(join(root, 'credentials')).find(
		(name) =>
			name.endsWith('.ts') &&
			readFileSync(join(root, 'credentials', name), 'utf8').includes(`name = '${credential}'`),
	);
	return { credential, classFile };
}

/** Takes its import and its line in the list out. */
function unlist(file, folder) {
	const text = readFileSync(file, 'utf8');
	const [line, entry] = new RegExp(
		`^import \\{ (\\w+) \\} from '\\./${folder}/entry';\n`,
		'm',
	).exec(text);
	const listed = new RegExp(`^\t\\{ \\.\\.\\.${entry}\\b.*\\},\n`, 'm');
	writeFileSync(file, text.replace(line, '').replace(listed, ''));
}

/** With the icons that nobody else has. */
function removeCredential(folder, classFile) {
	const iconsOf = (name) =>
		[...readFileSync(join(folder, name), 'utf8').matchAll(/'file:([^']+)'/g)].map(
			([, icon]) => icon,
		);
	const icons = iconsOf(classFile);
	rmSync(join(folder, classFile));
	const others = readdirSync(folder)
		.filter((name) => name.endsWith('.ts'))
		.flatMap(iconsOf);
	for (const icon of icons.filter((icon) => !others.includes(icon))) rmSync(join(folder, icon));
}

function compile(out) {
	const modules = join(out, 'node_modules');
	symlinkSync(join(root, 'node_modules'), modules, 'junction');
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const { status } = spawnSync(process.execPath, [tsc], { cwd: out, stdio: 'inherit' });
	for (const name of ['nodes', 'credentials']) {
		const isStatic = (path) => !path.endsWith('.ts');
		cpSync(join(out, name), join(out, 'dist', name), { recursive: true, filter: isStatic });
		rmSync(join(out, name), { recursive: true });
	}
	rmSync(modules);
	rmSync(join(out, 'tsconfig.json'));
	if (status !== 0) throw new Error('tsc: something asks for what was left out');
}
