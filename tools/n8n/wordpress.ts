import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepareProgram } from './debian.ts';
import { startMariaDb } from './mariadb.ts';
import { answers, freePort, type Server, startServer } from './server.ts';

export interface WordPress {
	/** Of the site, without a slash at the end. */
	url: string;
	/** For `/wp-login.php`. */
	author: { userName: string; password: string };
	/** For the REST interface. */
	applicationPassword: string;
	stop(): Promise<void>;
}

/** Debian's WordPress asks for a web server; this one is small and is not used here. */
const WEB_SERVER = 'mini-httpd';
const PACKAGES = ['wordpress', 'wordpress-theme-twentytwentythree', 'php-cli', WEB_SERVER];
const author = { userName: 'author', password: 'Sandbox-Password-1' };
const own = join(import.meta.dirname, 'wordpress');

/** PHP takes 8 MB by default: too little for large pictures. */
const PHP_LIMITS = ['-d', 'post_max_size=64M', '-d', 'memory_limit=512M'];

/**
 * Debian's WordPress with a database of its own, freshly installed. Everything lies in that folder.
 */
export async function startWordPress(folder: string, logFolder: string): Promise<WordPress> {
	const source = dirname(prepareProgram(['/usr/share/wordpress/wp-load.php'], PACKAGES));
	const php = prepareProgram(['/usr/bin/php'], PACKAGES);
	const root = join(folder, 'site');
	mkdirSync(folder, { recursive: true });
	// Debian links libraries from elsewhere; a copy may also have its own configuration and uploads.
	cpSync(source, root, { recursive: true, dereference: true });
	copyFileSync(join(own, 'wp-config.php'), join(root, 'wp-config.php'));

	const database = await startMariaDb(
		join(folder, 'mariadb'),
		'wordpress',
		join(logFolder, 'mariadb.log'),
	);
	let server: Server | undefined;
	const stop = async () => {
		await server?.stop();
		await database.stop();
	};
	try {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		const env = { WORDPRESS_URL: url, WORDPRESS_DB_SOCKET: database.socket };
		const applicationPassword = install(php, root, { ...env, HTTP_HOST: `127.0.0.1:${port}` });
		server = await startServer({
			command: php,
			args: [...PHP_LIMITS, '-S', `127.0.0.1:${port}`, '-t', root, join(own, 'router.php')],
			env: { ...env, PHP_CLI_SERVER_WORKERS: '4' },
			logFile: join(logFolder, 'wordpress.log'),
			isReady: () => answers(`${url}/wp-json/`),
		});
		return { url, author, applicationPassword, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @returns the application password */
function install(php: string, root: string, env: Record<string, string>): string {
	const { userName, password } = author;
	const { status, stdout, stderr } = spawnSync(
		php,
		[join(own, 'install.php'), root, userName, password],
		{ env: { ...process.env, ...env }, encoding: 'utf8' },
	);
	if (status === 0) return stdout.trim();
	throw new Error(`WordPress was not installed: ${stdout.slice(-1000)} ${stderr.slice(-2000)}`);
}
