import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { prepareProgram } from './debian.ts';
import { freePort, type Server, startServer } from './server.ts';

const run = promisify(execFile);

/** What queue mode needs beside n8n. */
export interface Service extends Server {
	/** How n8n finds it. */
	env: Record<string, string>;
}

export interface Postgres extends Service {
	/** @returns rows of the columns' texts */
	query(sql: string): Promise<string[][]>;
}

/** A Redis on a free port that keeps nothing. */
export async function startRedis(folder: string, logFile: string): Promise<Service> {
	const command = prepareProgram(['/usr/bin/redis-server'], ['redis-server']);
	const port = await freePort();
	const server = await startServer({
		command,
		args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder],
		logFile,
		isReady: async () => {
			const socket = connect(port, '127.0.0.1');
			try {
				socket.write('PING\r\n');
				const [reply] = (await once(socket, 'data')) as [Buffer];
				return reply.toString().startsWith('+PONG');
			} finally {
				socket.destroy();
			}
		},
	});
	const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
	return { ...server, env };
}

const USER = 'n8n';

/** Nothing of it outlives the story, so it need not wait for the disk. */
const UNSAFE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * A PostgreSQL on a free port, with an empty database.
 *
 * @param folder for its data; the account `postgres` must be able to get there
 */
export async function startPostgres(folder: string, logFile: string): Promise<Postgres> {
	const programs = ['/usr/lib/postgresql/*/bin/postgres'];
	const command = prepareProgram(programs, ['postgresql']);
	const tool = (name: string) => join(dirname(command), name);
	const data = join(folder, 'data');
	mkdirSync(data, { recursive: true });
	// PostgreSQL refuses to run as root.
	const isRoot = process.getuid?.() === 0;
	if (isRoot) execFileSync('chown', ['postgres:', folder, data]);
	const asPostgres = (program: string, args: string[]): [string, string[]] =>
		isRoot ? ['/usr/sbin/runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];

	const initialise = ['--pgdata', data, '--username', USER, '--auth=trust', '--encoding=UTF8'];
	await run(...asPostgres(tool('initdb'), [...initialise, '--locale=C']), { cwd: folder });
	const port = await freePort();
	const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', ...UNSAFE };
	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [program, args] = asPostgres(command, ['-D', data, ...options]);
	const server = await startServer({
		command: program,
		args,
		cwd: folder,
		logFile,
		isReady: async () => {
			await run(tool('pg_isready'), ['--host=127.0.0.1', `--port=${port}`, '--dbname=postgres']);
			return true;
		},
	});
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		// n8n's own two connections, for 20 s, are too few when hundreds of executions wake on a busy machine.
		DB_POSTGRESDB_POOL_SIZE: '10',
		DB_POSTGRESDB_CONNECTION_TIMEOUT: '120000',
	};
	const place = ['--host=127.0.0.1', `--port=${port}`, `--username=${USER}`, '--dbname=postgres'];
	const query = async (sql: string): Promise<string[][]> => {
		const options = ['--no-psqlrc', '--tuples-only', '--no-align', `--command=${sql}`];
		const { stdout } = await run(tool('psql'), [...place, ...options]);
		return stdout
			.split('\n')
			.filter(Boolean)
			.map((row) => row.split('|'));
	};
	return { ...server, env, query };
}
