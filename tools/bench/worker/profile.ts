import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Does the work, and writes a CPU profile of it where one is wanted. The last one stays. */
export async function profiled<T>(file: string | undefined, work: () => Promise<T>): Promise<T> {
	if (file === undefined) return await work();
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 100 });
	await session.post('Profiler.start');
	try {
		return await work();
	} finally {
		const { profile } = await session.post('Profiler.stop');
		writeFileSync(file, JSON.stringify(profile));
		session.disconnect();
	}
}
