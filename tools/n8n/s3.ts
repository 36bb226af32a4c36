import { join } from 'node:path';
import { answers, freePort, startServer } from './server.ts';
import type { World } from './world.ts';

export interface S3Store {
	/** For n8n's credential "S3". */
	credential: { endpoint: string; [field: string]: string | boolean };
	/** Keys of all objects, sorted. */
	keys(): Promise<string[]>;
	object(key: string): Promise<{ bytes: Buffer; contentType: string | null }>;
	stop(): Promise<void>;
}

/** The only keys that s3rver knows. */
const KEY = 'S3RVER';

/** Starts a server that speaks S3 on 127.0.0.1, with one empty bucket. */
export async function startS3(
	{ installation, folder }: Pick<World, 'installation' | 'folder'>,
	bucket: string,
): Promise<S3Store> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const bucketUrl = `${url}/${bucket}`;
	const program = join(installation, 'node_modules', 's3rver', 'bin', 's3rver.js');
	const place = ['--address', '127.0.0.1', '--port', String(port)];
	const server = await startServer({
		command: process.execPath,
		args: [
			program,
			...place,
			'--directory',
			join(folder, `s3-${port}`),
			'--no-vhost-buckets',
			'--configure-bucket',
			bucket,
		],
		logFile: join(folder, `s3-${port}.log`),
		isReady: () => answers(bucketUrl),
	});
	return {
		credential: {
			endpoint: url,
			region: 'us-east-1',
			accessKeyId: KEY,
			secretAccessKey: KEY,
			forcePathStyle: true,
		},
		keys: async () => {
			const listing = await (await get(bucketUrl)).text();
			return [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key).sort();
		},
		object: async (key) => {
			const response = await get(`${bucketUrl}/${key}`);
			return {
				bytes: Buffer.from(await response.arrayBuffer()),
				contentType: response.headers.get('content-type'),
			};
		},
		stop: server.stop,
	};
}

async function get(url: string): Promise<Response> {
	const response = await fetch(url);
	if (response.ok) return response;
	throw new Error(`GET ${url}: HTTP ${response.status} ${await response.text()}`);
}
