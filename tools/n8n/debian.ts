import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/**
 * A program of the operating system, installed with apt-get when it is missing.
 *
 * @param places where Debian's packages put it, as glob patterns
 */
export function prepareProgram(places: string[], packages: string[]): string {
	const [found] = globSync(places);
	if (found !== undefined) return found;

	console.log(`Installing ${packages.join(', ')} with apt-get`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
		const isRoot = process.getuid?.() === 0;
		const [command = '', ...rest] = [...(isRoot ? [] : ['sudo', '--non-interactive']), 'apt-get'];
		const { status, stderr, error } = spawnSync(command, [...rest, '--quiet=2', ...args], {
			env,
			encoding: 'utf8',
		});
		if (status === 0) continue;
		throw new Error(
			`apt-get ${args.join(' ')} failed: ${error?.message ?? stderr.slice(-2000)}\nInstall ${packages.join(', ')} by hand and run the command again.`,
		);
	}
	const [installed] = globSync(places);
	if (installed !== undefined) return installed;
	throw new Error(`${packages.join(', ')} is installed, but there is no ${places.join(' or ')}`);
}
