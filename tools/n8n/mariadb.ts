import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { prepareProgram } from './debian.ts';
import { type Server, startServer } from './server.ts';

export interface MariaDb extends Server {
	/** Where it listens, to nobody but users of this machine; `root` needs no password. */
	socket: string;
}

/**
 * Starts a MariaDB of its own, with its data in that folder and without a network port.
 *
 * @param database is created in it
 */
export async function startMariaDb(
	folder: string,
	database: string,
	logFile: string,
): Promise<MariaDb> {
	const packages = ['mariadb-server-core', 'mariadb-client'];
	const program = prepareProgram(['/usr/sbin/mariadbd'], packages);
	const data = join(folder, 'data');
	const socket = join(folder, 'mariadb.sock');
	mkdirSync(folder, { recursive: true });
	const common = ['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`];
	run('mariadb-install-db', [
		...common,
		'--auth-root-authentication-method=normal',
		'--skip-test-db',
	]);

	const client = ['--no-defaults', `--socket=${socket}`, '--user=root'];
	const server = await startServer({
		command: program,
		args: [...common, `--socket=${socket}`, '--skip-networking', `--pid-file=${folder}/pid`],
		logFile,
		isReady: () => Promise.resolve(spawnSync('mariadb-admin', [...client, 'ping']).status === 0),
	});
	run('mariadb', [...client, `--execute=CREATE DATABASE ${database} CHARACTER SET utf8mb4`]);
	return { socket, ...server };
}

function run(command: string, args: string[]): void {
	const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.slice(-2000)}`);
}
