import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

const checkout = dirname(dirname(dirname(import.meta.dirname)));

export interface Machine {
	processor: string;
	cores: number;
	memoryGigabytes: number;
	system: string;
	node: string;
	n8n: string;
	commit: string;
	date: string;
}

/** Where and with what the figures came about. @param n8nFolder the n8n whose nodes took part */
export function describeMachine(n8nFolder: string): Machine {
	const manifest = readFileSync(join(n8nFolder, 'node_modules/n8n/package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const git = (...args: string[]) =>
		execFileSync('git', args, { cwd: checkout, encoding: 'utf8' }).trim();
	const isChanged =
		git('status', '--porcelain', '--', 'nodes', 'bench', 'sandbox', 'engine') !== '';
	return {
		processor: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
		memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
		system: `${process.platform} ${process.arch}`,
		node: process.version,
		n8n: version,
		commit: git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : ''),
		date: new Date().toISOString().slice(0, 10),
	};
}
