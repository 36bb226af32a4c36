import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** @throws when the child ends instead of saying something */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
	const said = new AbortController();
	const { signal } = said;
	const ended = once(child, 'exit', { signal }).then(([code, killedBy]) => {
		throw new Error(`${child.spawnfile} ended before its time, with ${code ?? killedBy}`);
	});
	try {
		const [message] = (await Promise.race([
			once(child, 'message', { signal }),
			ended,
		])) as unknown[];
		return message;
	} finally {
		ended.catch(() => undefined);
		said.abort();
	}
}
