import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';

/** What npm's registry tells of a version is its package.json, and where the tarball is. */
export interface Manifest {
	name: string;
	version: string;
}

export interface Registry {
	url: string;
	close(): Promise<void>;
}

/** An npm registry on 127.0.0.1 that holds one package. */
export async function startRegistry(manifest: Manifest, tarball: Buffer): Promise<Registry> {
	const { name, version } = manifest;
	const app = fastify();
	const file = `/${name}/-/${name}-${version}.tgz`;
	const described = () => ({
		...manifest,
		dist: {
			tarball: `${url}${file}`,
			shasum: createHash('sha1').update(tarball).digest('hex'),
			integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
		},
	});
	app.get(`/${name}`, () => ({
		name,
		'dist-tags': { latest: version },
		versions: { [version]: described() },
	}));
	app.get(`/${name}/:version`, described);
	app.get(file, (_request, reply) => reply.type('application/octet-stream').send(tarball));
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, close: () => app.close() };
}

/**
 * n8n names npm's public registry in every call of npm and takes another one only with a licence.
 * This puts an `npm` before the real one that replaces the name.
 *
 * @returns the folder to put first on n8n's PATH
 */
export function writeNpmWrapper(folder: string, registryUrl: string): string {
	mkdirSync(folder, { recursive: true });
	const script = join(folder, 'npm');
	const source = readFileSync(join(import.meta.dirname, 'npmWrapper.sh'), 'utf8');
	writeFileSync(script, source.replaceAll('@REGISTRY@', registryUrl));
	chmodSync(script, 0o755);
	return folder;
}
